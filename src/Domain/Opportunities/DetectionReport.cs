namespace Dutchbook.Domain;

/// <summary>What layer 3 hands on: opportunities, those below threshold, how everything else fell away, and the nearest misses.</summary>
public sealed record DetectionReport
{
    /// <summary>The funnel's last stage: which of the positive baskets are above every threshold.</summary>
    public const string ListingStage = "listed as opportunities";

    public required IReadOnlyList<Opportunity> Opportunities { get; init; }

    public required IReadOnlyList<Opportunity> BelowThreshold { get; init; }

    /// <summary>Baskets of soft implications, which are likely to pay and never sure to: apart from all others.</summary>
    public IReadOnlyList<StatisticalBasket> Statistical { get; init; } = [];

    /// <summary>Ids of candidates whose books could not be fetched again: whether they are still there is unknown.</summary>
    public IReadOnlyList<string> Unconfirmed { get; init; } = [];

    public required IReadOnlyList<FunnelStage> Funnel { get; init; }

    public required IReadOnlyList<NearMiss> NearMisses { get; init; }

    /// <summary>What could not be searched in full, or may not be trusted, and why.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How much of the time dividing clusters and searching them took; null when nobody held a watch.</summary>
    public TimeSpan? JointTime { get; init; }

    /// <summary>A report over what was found: ranked, split by its thresholds, and closed with the stage that says so.</summary>
    /// <param name="funnel">The stages before the listing.</param>
    public static DetectionReport Of(
        IReadOnlyCollection<Opportunity> found, IEnumerable<FunnelStage> funnel, IReadOnlyList<NearMiss> nearMisses)
    {
        IReadOnlyList<Opportunity> above =
            Stakes.Allocate(Ranking.Order(found.Where(static item => item.BelowThreshold.Count == 0)));
        IReadOnlyList<Opportunity> below = Ranking.Order(found.Where(static item => item.BelowThreshold.Count > 0));
        SortedDictionary<string, int> reasons = new(StringComparer.Ordinal);
        foreach (Opportunity item in below)
        {
            // The reason without its figures, so that opportunities can be counted by it.
            string kind = item.BelowThreshold[0].Split(':')[0];
            reasons[kind] = reasons.GetValueOrDefault(kind) + 1;
        }

        return new DetectionReport
        {
            Opportunities = above,
            BelowThreshold = below,
            Funnel = [.. funnel, new FunnelStage(ListingStage, found.Count, above.Count, reasons)],
            NearMisses = nearMisses,
        };
    }
}

/// <summary>One stage of the funnel: how many went in, how many came out, and why the others did not.</summary>
public sealed record FunnelStage(string Stage, int In, int Out, IReadOnlyDictionary<string, int> Reasons);

/// <summary>A basket that just fails: its edge for one unit, and what would make it trade.</summary>
public sealed record NearMiss
{
    public required Signal Signal { get; init; }

    public required IReadOnlyList<RelationUse> Relations { get; init; }

    public required IReadOnlyList<Claim> Claims { get; init; }

    /// <summary>Edge per unit basket at the touch after fees; negative.</summary>
    public required Money Edge { get; init; }

    /// <summary>In words: the cents, and on which leg.</summary>
    public required string Needs { get; init; }

    /// <summary>The order that would make it trade; null when no price on the grid leaves an edge.</summary>
    public RestingOrder? RestingOrder { get; init; }
}
