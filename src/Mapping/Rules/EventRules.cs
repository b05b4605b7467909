using System.Buffers;
using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>What an event's flag and an "other" market prove.</summary>
internal sealed class EventRules(RelationWriter writer)
{
    private const int LeastListed = 2;

    private static readonly SearchValues<string> ListWords =
        SearchValues.Create(["other market", "listed"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> NoneWords =
        SearchValues.Create(["none of the", "other than", "not listed"], StringComparison.OrdinalIgnoreCase);

    private readonly TextBuffer _text = new();

    public void Apply(Event owner)
    {
        if (owner.MutuallyExclusive != true || owner.Markets.Count < 2)
        {
            return;
        }

        Market[] members = [.. owner.Markets.Where(static market => market.Type.Value == MarketType.Binary)];

        if (members.Length < owner.Markets.Count)
        {
            writer.Refuse("exclusive-flag", owner.Ticker, "a member is not binary");
            return;
        }

        Claim[] claims = [.. members.Select(Claim.Yes)];
        Evidence flag = new("mutually_exclusive", $"the venue marks event {owner.Ticker} as mutually exclusive: at most one resolves YES");
        if (Complement(owner, members) is not { } other)
        {
            writer.Add(RelationType.Exclusive, claims, "exclusive-flag", ascending: true, flag);
            return;
        }

        if (!owner.IsWhole)
        {
            writer.Refuse("other-market", owner.Ticker, "the event was not read whole, so its list of members is not known");
            writer.Add(RelationType.Exclusive, claims, "exclusive-flag", ascending: true, flag);
            return;
        }

        if (members.Select(member => Silence.Clause(member, _text)).FirstOrDefault(static clause => clause is not null) is { } silence)
        {
            writer.Refuse("other-market", owner.Ticker, $"every market may resolve to No: \"{silence}\"");
            writer.Add(RelationType.Exclusive, claims, "exclusive-flag", ascending: true, flag);
            return;
        }

        writer.Add(RelationType.Partition, claims, "other-market", ascending: true, flag,
            new Evidence("rules", $"{other.Ticker} resolves YES when none of the others does: \"{TitleCheck.Quote(other.RulesPrimary)}\""),
            new Evidence("members", $"the event was read whole: {members.Length} markets"));
    }

    /// <summary>A market whose own rules define it as the complement of the markets listed beside it.</summary>
    private Market? Complement(Event owner, Market[] members) => members.Length <= LeastListed ? null
        : Array.Find(members, market => DefinesComplement(owner, market));

    /// <summary>"If it is not held in A, B, C or D": a denial that names every other member.</summary>
    private static bool NamesAllOthers(Event owner, Market market, ReadOnlySpan<char> rules)
    {
        int denial = rules.IndexOf(" not ", StringComparison.OrdinalIgnoreCase);
        int end = rules.IndexOf(". ");
        if (denial < 0 || (end >= 0 && end < denial))
        {
            return false;
        }

        ReadOnlySpan<char> denied = rules[denial..(end < 0 ? rules.Length : end)];
        if (!denied.Contains(" or ", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (Market other in owner.Markets)
        {
            string name = other.YesSubTitle.ToString();
            if (!ReferenceEquals(other, market)
                && (name.Length == 0 || !denied.Contains(name, StringComparison.Ordinal)
                    || rules[..denial].Contains(name, StringComparison.Ordinal)))
            {
                return false;
            }
        }

        return true;
    }

    private bool DefinesComplement(Event owner, Market market)
    {
        ReadOnlySpan<char> rules = _text.Read(market.RulesPrimary);
        return (rules.ContainsAny(ListWords) && rules.ContainsAny(NoneWords)) || NamesAllOthers(owner, market, rules);
    }
}
