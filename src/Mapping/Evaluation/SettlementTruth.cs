using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>What settled markets say of relations: one guarantee that was not paid refutes a relation, whatever proved it.</summary>
public static class SettlementTruth
{
    public static IReadOnlyList<SettlementRow> Of(IEnumerable<Relation> relations)
    {
        SortedDictionary<(Tier Tier, string Rule), (int Held, List<string> Refuted)> rows = [];
        foreach (Relation relation in relations)
        {
            Guarantee[] settled = [.. relation.Guarantees().Where(static guarantee => guarantee.Claims.All(IsSettled))];
            if (settled.Length == 0)
            {
                continue;
            }

            (int held, List<string> refuted) = rows.TryGetValue((relation.Tier, relation.Rule), out (int, List<string>) known) ? known : (0, []);
            Guarantee? broken = Array.Find(settled, static guarantee => guarantee.Claims.Count(IsPaid) < guarantee.AtLeast);
            if (broken is not null)
            {
                refuted.Add($"{relation}: {broken}, and {broken.Claims.Count(IsPaid)} paid");
            }

            rows[(relation.Tier, relation.Rule)] = (held + (broken is null ? 1 : 0), refuted);
        }

        return [.. rows.Select(static row => new SettlementRow(
            row.Key.Tier, row.Key.Rule, new Proportion(row.Value.Held, row.Value.Held + row.Value.Refuted.Count), row.Value.Refuted))];
    }

    private static bool IsSettled(Claim claim) => claim.Market.Result.Value is MarketResult.Yes or MarketResult.No;

    private static bool IsPaid(Claim claim) => (claim.Market.Result.Value == MarketResult.Yes) == (claim.Side == Side.Yes);
}

/// <summary>How the relations of one rule fared.</summary>
/// <param name="Tier">How they are known.</param>
/// <param name="Rule">The rule that made them.</param>
/// <param name="Held">Those that every settled market bears out, of those of which something has settled.</param>
/// <param name="Refuted">The others, in words.</param>
public sealed record SettlementRow(Tier Tier, string Rule, Proportion Held, IReadOnlyList<string> Refuted);
