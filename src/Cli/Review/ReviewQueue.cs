using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>
/// What waits for a person, the most valuable first: how far the current prices are from what the relation allows, best
/// of all its guarantees. The order says it; the amount is not shown, so that nobody reads rules with a profit before
/// his eyes.
/// </summary>
internal static class ReviewQueue
{
    public static IReadOnlyList<StoredReview> Of(SqliteDatabase database) =>
        [.. database.Reviews.List(RelationStatus.Pending)
            .OrderByDescending(review => Gap(review, database.Markets) is not null)
            .ThenByDescending(review => Gap(review, database.Markets))
            .ThenBy(static review => review.Id, StringComparer.Ordinal)];

    /// <summary>
    /// The most that a guarantee pays above what its claims are offered for; null where nobody offers them all, or it
    /// is no guarantee.
    /// </summary>
    internal static Money? Gap(StoredReview review, IMarketStore markets)
    {
        Relation relation = new(
            review.Type, [.. review.Claims.Select(static claim => new Claim(new Market { Ticker = claim.Ticker }, claim.Side))])
        {
            Rule = review.Rule,
            Strength = review.Type == RelationType.Implication ? Strength.Soft : Strength.Hard,
        };
        Money? best = null;
        foreach (Guarantee guarantee in relation.Guarantees())
        {
            Money gap = Money.FromDollars(guarantee.AtLeast);
            bool offered = true;
            foreach (Claim claim in guarantee.Claims)
            {
                Quote? quote = markets.Find(claim.Market.Ticker)?.Quote;
                Price? ask = quote is not { } known ? null
                    : claim.Side == Side.Yes ? known.HasYesAsk ? known.YesAsk : null
                    : known.HasYesBid ? known.YesBid.Complement() : null;
                offered &= ask is not null;
                gap -= Money.FromMicros((ask?.Ticks ?? 0) * 100L);
            }

            best = offered && (best is null || gap > best) ? gap : best;
        }

        return best;
    }

    public static void Show(CommandScope scope, IReadOnlyList<StoredReview> queue, int top)
    {
        if (scope.Output.IsJson)
        {
            scope.Output.Document(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("schema", ScanJson.Schema);
                json.WriteStartArray("queue");
                foreach (StoredReview review in queue)
                {
                    ReviewJson.Write(json, review, []);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
            return;
        }

        RelationTable table = new(top);
        foreach (StoredReview review in queue)
        {
            table.Add(
                review.Id, review.Type, Tier.Proposed, review.Status, $"{review.Rule} ({review.Stage})",
                [.. review.Claims.Select(static claim => claim.Ticker)]);
        }

        table.Show(scope, "waiting for a person, the most valuable first");
    }
}
