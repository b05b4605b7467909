using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Dutchbook.Ingestion;
using Dutchbook.Mapping;

namespace Dutchbook.Pipeline;

/// <summary>
/// One pass through the layers: read the venue, map the logic, detect, and take a second look at every candidate. A pass over
/// the venue takes so long that two legs may be a minute apart, so what it finds is only Detected until the books of all its
/// legs have been fetched again together. A recording allows no second look, and what it holds stays Detected.
/// </summary>
public sealed class Scan(
    IVenueSource source, IBookSource? secondLook, StructuralMapper mapper, Detector detector, TimeProvider time,
    Enricher? enricher = null, Func<VenueSnapshot, RelationMap, RelationMap>? decisions = null)
{
    /// <summary>The stage of the funnel that only a live scan has.</summary>
    public const string SecondLookStage = "confirmed on second look";

    /// <summary>The same for statistical baskets.</summary>
    public const string StatisticalLookStage = "expected edge confirmed on second look";

    /// <summary>The stage of the funnel in which every proof is re-checked.</summary>
    public const string ProofStage = "proved, and the proof re-checked";

    /// <exception cref="UnreadableSourceException">The source holds nothing usable.</exception>
    public async Task<ScanResult> RunAsync(IProgress<ReadProgress>? progress, CancellationToken cancellation)
    {
        long started = time.GetTimestamp();
        VenueSnapshot snapshot = await source.ReadAsync(progress, cancellation);
        TimeSpan read = time.GetElapsedTime(started);

        long mapping = time.GetTimestamp();
        RelationMap map = mapper.Map(snapshot);
        map = decisions?.Invoke(snapshot, map) ?? map;
        TimeSpan mapped = time.GetElapsedTime(mapping);

        long detecting = time.GetTimestamp();
        DetectionReport report = detector.Detect(snapshot, map, cancellation);
        TimeSpan detected = time.GetElapsedTime(detecting);

        if (secondLook is not null && !snapshot.IsRecording)
        {
            SecondLook look = new(secondLook, detector, time);
            report = await look.ConfirmAsync(report, snapshot, cancellation);
        }

        long proving = time.GetTimestamp();
        (report, IReadOnlyList<Proof> proofs) = new ProofStage(detector).Apply(report);
        TimeSpan proved = time.GetElapsedTime(proving);

        // Of the present only: what sources say now has no bearing on what was recorded.
        IReadOnlyList<OutsideView> views = [];
        IReadOnlyList<CrossGap> gaps = [];
        if (enricher is not null && !snapshot.IsRecording)
        {
            // Both at once: a venue that does not answer costs its time-out, not one here and one there.
            Task<IReadOnlyList<CrossGap>> looking = enricher.CrossVenue is { } venue
                ? new GapWatch(venue, enricher.Member, enricher.TimeOut, time).LookAsync(report.Opportunities, cancellation)
                : Task.FromResult<IReadOnlyList<CrossGap>>([]);
            (report, views) = await new EnrichmentStage(enricher).ApplyAsync(report, snapshot, cancellation);
            gaps = await looking;
        }

        return new ScanResult
        {
            Snapshot = snapshot,
            Map = map,
            Report = report,
            Proofs = proofs,
            Views = views,
            Gaps = gaps,
            ReadTime = read,
            MapTime = mapped,
            DetectTime = detected,
            ProofTime = proved,
        };
    }
}

/// <summary>Everything one scan found, with how long each layer took.</summary>
public sealed record ScanResult
{
    public required VenueSnapshot Snapshot { get; init; }

    public required RelationMap Map { get; init; }

    public required DetectionReport Report { get; init; }

    /// <summary>One for each opportunity, above and below the thresholds.</summary>
    public required IReadOnlyList<Proof> Proofs { get; init; }

    /// <summary>What outside sources say of the opportunities; empty where none were asked.</summary>
    public IReadOnlyList<OutsideView> Views { get; init; } = [];

    /// <summary>What a validation model says of them; empty where none was asked.</summary>
    public IReadOnlyList<ModelOpinion> Opinions { get; init; } = [];

    /// <summary>The legs' own questions at another venue for less than a dollar both sides: watched, never traded.</summary>
    public IReadOnlyList<CrossGap> Gaps { get; init; } = [];

    public required TimeSpan ReadTime { get; init; }

    public required TimeSpan MapTime { get; init; }

    public required TimeSpan DetectTime { get; init; }

    /// <summary>Writing all proofs and re-checking them.</summary>
    public TimeSpan ProofTime { get; init; }
}
