using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>A claim about two markets with its label, ready to be put to the check or to a model.</summary>
public sealed record EvaluationCase
{
    private const string Source = "dataset";

    public required VenueIndex Venue { get; init; }

    /// <summary>Both markets, each alone in its event, in the order in which they are shown.</summary>
    public required EventPair Pair { get; init; }

    /// <summary>The narrow one of a Subset.</summary>
    public required Market Left { get; init; }

    public required Market Right { get; init; }

    public required RelationType Type { get; init; }

    public required bool IsTrue { get; init; }

    /// <summary>What the claim tries: an implication, its swap, a paraphrase, a negation, strangers.</summary>
    public required string Kind { get; init; }

    public Relation Claimed => new(Type, [Claim.Yes(Left), Claim.Yes(Right)]) { Rule = "labelled" };

    public static EvaluationCase Of(LabelledClaim claim)
    {
        Market left = Market(claim.Left, "L");
        Market right = Market(claim.Right, "R");
        Event[] events = [Event(left), Event(right)];
        return new EvaluationCase
        {
            Venue = new VenueIndex(new VenueSnapshot { At = DateTimeOffset.UnixEpoch, Markets = [left, right], Events = events }),
            Pair = new EventPair(events[0], events[1], 1, claim.Kind),
            Left = left,
            Right = right,
            Type = claim.Type,
            IsTrue = claim.IsTrue,
            Kind = claim.Kind,
        };
    }

    /// <summary>
    /// What structure proves in a recording, as labels: neighbours in a chain imply each other one way round and not the other.
    /// </summary>
    public static IReadOnlyList<EvaluationCase> OfProven(RelationMap map, VenueSnapshot snapshot, int most)
    {
        VenueIndex venue = new(snapshot);
        List<EvaluationCase> cases = [];
        foreach (Relation relation in map.Relations)
        {
            if (relation.Tier != Tier.Proven || relation.Claims.Any(static claim => claim.Side != Side.Yes)
                || relation.Type is not (RelationType.Subset or RelationType.Threshold or RelationType.Equivalence or RelationType.Exclusive))
            {
                continue;
            }

            for (int i = 1; i < relation.Claims.Count; i++)
            {
                (Market left, Market right) = (relation.Claims[i - 1].Market, relation.Claims[i].Market);
                cases.Add(Between(left, right, relation.Type, isTrue: true, "proven", venue));
                if (relation.Type is RelationType.Subset or RelationType.Threshold)
                {
                    cases.Add(Between(right, left, relation.Type, isTrue: false, "proven, swapped", venue));
                }
            }
        }

        // Evenly from the whole recording.
        return cases.Count <= most ? cases : [.. Enumerable.Range(0, most).Select(i => cases[(int)((long)i * cases.Count / most)])];
    }

    private static EvaluationCase Between(Market left, Market right, RelationType type, bool isTrue, string kind, VenueIndex venue) => new()
    {
        Venue = venue,
        Pair = new EventPair(
            venue.EventOf(left).WithMarkets([left], isWhole: false), venue.EventOf(right).WithMarkets([right], isWhole: false), 1, kind),
        Left = left,
        Right = right,
        Type = type,
        IsTrue = isTrue,
        Kind = kind,
    };

    private static Market Market(LabelledQuestion question, string side) => new()
    {
        Ticker = side,
        EventTicker = side,
        SeriesTicker = side,
        Title = Utf8Text.From(question.Title),
        RulesPrimary = Utf8Text.From(question.Rules),
        CloseTime = question.Until,
    };

    private static Event Event(Market market) => new()
    {
        Ticker = market.EventTicker,
        SeriesTicker = market.SeriesTicker,
        Title = market.Title,
        SettlementSources = [new SettlementSource(Source, Source)],
        Markets = [market],
    };
}
