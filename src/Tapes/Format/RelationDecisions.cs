using Dutchbook.Domain;

namespace Dutchbook.Tapes;

/// <summary>
/// What people decided about relations, as far as it changes what a pass shows: the markets on the tape prove the others again.
/// </summary>
/// <param name="Without">Ids of relations that the markets' structure shows and a person took out.</param>
/// <param name="With">Relations that a person approved.</param>
internal sealed record RelationDecisions(IReadOnlyList<string> Without, IReadOnlyList<ApprovedRelation> With)
{
    public static RelationDecisions None { get; } = new([], []);

    public bool AreNone => Without.Count == 0 && With.Count == 0;

    public static RelationDecisions Of(RelationMap map) => new(
        map.Barred,
        [.. map.Relations.Where(static relation => relation.Tier == Tier.Reviewed).Select(ApprovedRelation.Of)]);

    /// <summary>The relations of a pass as they were in the run that recorded it.</summary>
    public RelationMap Apply(RelationMap map, VenueSnapshot pass)
    {
        if (AreNone)
        {
            return map;
        }

        HashSet<string> without = new(Without, StringComparer.Ordinal);
        Dictionary<string, Market> markets = new(StringComparer.Ordinal);
        foreach (Market market in pass.Markets)
        {
            markets.TryAdd(market.Ticker, market);
        }

        return new RelationMap
        {
            Relations =
            [
                .. map.Relations.Where(relation => !without.Contains(relation.Id)),
                .. With.Select(relation => relation.Read(markets)).OfType<Relation>(),
            ],
            Refusals = map.Refusals,
            Barred = Without,
        };
    }
}

/// <summary>One approved relation, by the tickers of its markets.</summary>
/// <param name="Confidence">Parts of a million, like <paramref name="ConditionalAtLeast"/>.</param>
internal sealed record ApprovedRelation(
    RelationType Type,
    IReadOnlyList<ApprovedClaim> Claims,
    string Rule,
    Strength Strength,
    long Confidence,
    long? ConditionalAtLeast,
    bool StrikesAscend,
    IReadOnlyList<Evidence> Evidence)
{
    public static ApprovedRelation Of(Relation relation) => new(
        relation.Type,
        [.. relation.Claims.Select(static claim => new ApprovedClaim(claim.Market.Ticker, claim.Side))],
        relation.Rule,
        relation.Strength,
        relation.Confidence.PartsPerMillion,
        relation.ConditionalAtLeast?.PartsPerMillion,
        relation.StrikesAscend,
        relation.Evidence);

    /// <summary>Null where a market of it is not in the pass, or the tape names what cannot be.</summary>
    public Relation? Read(Dictionary<string, Market> markets)
    {
        Market?[] members = [.. Claims.Select(claim => markets.GetValueOrDefault(claim.Ticker))];
        if (Array.Exists(members, static member => member is null))
        {
            return null;
        }

        try
        {
            return new Relation(Type, [.. Claims.Select((claim, i) => new Claim(members[i]!, claim.Side))])
            {
                Rule = Rule,
                Tier = Tier.Reviewed,
                Strength = Strength,
                Confidence = Ratio.FromPartsPerMillion(Confidence),
                ConditionalAtLeast = ConditionalAtLeast is { } least ? Ratio.FromPartsPerMillion(least) : null,
                StrikesAscend = StrikesAscend,
                Evidence = Evidence,
            };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}

internal sealed record ApprovedClaim(string Ticker, Side Side);
