using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>What an event's flag and an "other" market prove.</summary>
internal sealed class EventRules(RelationWriter writer)
{
    private const int LeastListed = 2;

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
        if (members.Length <= LeastListed || OtherMarket.Find(members) is not { } other)
        {
            if (OtherMarket.Titled(members) is { } titled)
            {
                writer.Refuse("other-market", owner.Ticker, $"the rules of {titled.Ticker} do not define it as the complement of the markets beside it");
            }

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
}
