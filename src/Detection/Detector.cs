using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Finds every basket of claims that costs less, fees included, than the relations say it must pay. One pass over the
/// relations at the touch finds what could pay; each of those is then sized through its books with exact fees.
/// </summary>
/// <param name="watch">Times the joint search for the report; nothing is decided by it.</param>
public sealed class Detector(DetectionOptions options, TimeProvider? watch = null)
{
    /// <summary>Fewer findings than these are appraised before other threads would have begun.</summary>
    private const int WorthSharing = 8;

    private readonly Sizer _sizer = new(options);
    private readonly RestingOrders _resting = new(options);
    private readonly Doubts _doubts = new(options);

    /// <summary>What relations taught that have settled since the options were made; may be told while others detect.</summary>
    public void Learn(IReadOnlyList<SettledRelations> settled) => _doubts.Learn(settled);

    /// <summary>
    /// Searches all guarantees of the active hard relations. Every net-positive basket found is listed.
    /// </summary>
    public DetectionReport Detect(VenueSnapshot snapshot, RelationMap map, CancellationToken ct = default) =>
        Detect(snapshot, map, OpportunityStatus.Detected, ct);

    /// <summary>
    /// The same search where every market of the relations has its whole book of one instant, the snapshot's: what it finds
    /// needs no second look.
    /// </summary>
    /// <exception cref="ArgumentException">A book is missing, shows only the touch, or is of another instant.</exception>
    public DetectionReport DetectTogether(VenueSnapshot snapshot, RelationMap map, CancellationToken ct = default)
    {
        foreach (Market market in snapshot.Markets)
        {
            if (!snapshot.Books.TryGetValue(market.Ticker, out OrderBook? book) || book.IsTopOnly || book.At != snapshot.At)
            {
                throw new ArgumentException($"{market.Ticker} has no whole book of {snapshot.At:O}", nameof(snapshot));
            }
        }

        return Detect(snapshot, map, OpportunityStatus.Validated, ct);
    }

    private DetectionReport Detect(VenueSnapshot snapshot, RelationMap map, OpportunityStatus status, CancellationToken ct)
    {
        Board board = new(snapshot, options);
        // Where the books are looked at, near misses are known from the pass.
        Screen screen = new(board, status == OpportunityStatus.Validated ? 0 : options.NearMissCount);
        RelationSlots relations = new(map.Relations, board.Numbers);
        long dividing = watch?.GetTimestamp() ?? 0;
        ClusterMap clusters = ClusterBuilder.Build(relations, options.MostClusterMarkets);
        TimeSpan? divided = watch?.GetElapsedTime(dividing);
        screen.Run(relations, clusters.Suspended(), ct);

        Baskets baskets = new(board, _sizer);
        foreach (Candidate candidate in screen.Listing.Candidates)
        {
            ct.ThrowIfCancellationRequested();
            baskets.Add(candidate);
        }

        JointSearch joint = new(new BoardQuotes(board), new JointSizer(options, _sizer));
        long joining = watch?.GetTimestamp() ?? 0;
        joint.Run(clusters, new ListedBaskets(baskets.Found), ct);
        TimeSpan? joined = watch?.GetElapsedTime(joining);
        StatisticalSearch soft = new(options);
        soft.Run(board, map.Relations, ct);

        Opportunity[] found = Listed([.. baskets.Found.Select(static basket => basket.Finding), .. joint.Found], board, status);
        IEnumerable<FunnelStage> funnel = Funnel.Of(board, map, clusters, screen, baskets, joint);
        funnel = soft.Stage() is FunnelStage stage ? funnel.Append(stage) : funnel;
        return DetectionReport.Of(found, funnel, Misses(board, screen)) with
        {
            Statistical = soft.Found,
            Notes = JointNotes.Of(clusters, joint),
            JointTime = divided + joined,
        };
    }

    /// <summary>Findings are appraised side by side: none of them changes anything that another one reads.</summary>
    private Opportunity[] Listed(Finding[] findings, Board board, OpportunityStatus status)
    {
        Appraisal appraisal = new(options);
        if (findings.Length < WorthSharing)
        {
            return [.. findings.Select(finding => Listed(appraisal, finding, board, status)).OfType<Opportunity>()];
        }

        Opportunity?[] listed = new Opportunity?[findings.Length];
#pragma warning disable RS0030 // The call stays synchronous, and its result does not depend on who did which part.
        Parallel.For(0, findings.Length, i => listed[i] = Listed(appraisal, findings[i], board, status));
#pragma warning restore RS0030
        return [.. listed.OfType<Opportunity>()];
    }

    private Opportunity? Listed(Appraisal appraisal, Finding finding, Board board, OpportunityStatus status) =>
        appraisal.Make(finding, status, board.Snapshot.At) is not Opportunity opportunity ? null
            : _doubts.Weigh(opportunity) with
            {
                RestingOrder = finding.Signal == Signal.Joint ? null
                    : _resting.For(finding.Sizing, claim => board.BidsFor(board.SlotOf(claim))),
            };

    /// <summary>Everything by which an opportunity can be re-checked with no other input.</summary>
    public Proof Prove(Opportunity opportunity) => ProofWriter.Write(opportunity, options.Member);

    /// <summary>
    /// The second look: the same claims sized again from books fetched together. Null when nothing is left of it or the
    /// books cannot tell, with the reason.
    /// </summary>
    public Opportunity? Resize(
        Opportunity candidate,
        IReadOnlyDictionary<string, OrderBook> books,
        VenueSnapshot snapshot,
        DateTimeOffset at,
        out string reason)
    {
        SecondLook look = new(options, _sizer, _resting, _doubts, snapshot, at);
        return look.Resize(candidate, books, out reason);
    }

    /// <summary>The second look at a statistical basket; null when no size of it has an expected edge any more.</summary>
    public StatisticalBasket? Resize(
        StatisticalBasket candidate,
        IReadOnlyDictionary<string, OrderBook> books,
        VenueSnapshot snapshot,
        DateTimeOffset at,
        out string reason)
    {
        SecondLook look = new(options, _sizer, _resting, _doubts, snapshot, at);
        return look.Resize(candidate, books, out reason);
    }

    /// <summary>
    /// The highest price at which the books related to a market let one sell its YES without touching it, and the lowest at
    /// which they let one build it, for so many contracts and net of fees.
    /// </summary>
    public PriceBounds Bounds(VenueSnapshot snapshot, RelationMap map, Market market, Quantity contracts)
    {
        Board board = new(snapshot, options);
        BoardQuotes quotes = new(board);
        return BoundReport.Of(
            market,
            contracts,
            ClusterBuilder.Build(new RelationSlots(map.Relations, board.Numbers), options.MostClusterMarkets),
            quotes,
            new BoundSearch(quotes, _sizer, options.Member));
    }

    private List<NearMiss> Misses(Board board, Screen screen)
    {
        List<NearMiss> misses = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (Miss miss in screen.Misses.Nearest)
        {
            Claim[] claims = [.. miss.Slots.Select(board.ClaimOf)];
            if (misses.Count < options.NearMissCount && seen.Add(BasketKey.Text(claims)))
            {
                misses.Add(new NearMiss
                {
                    Signal = miss.Signal,
                    Relations = [Baskets.UseOf(miss.Relation, claims)],
                    Claims = claims,
                    Edge = Money.FromMicros(miss.Edge),
                    Needs = Needs.Of(board, miss),
                    RestingOrder = _resting.For(board, miss),
                });
            }
        }

        return misses;
    }
}
