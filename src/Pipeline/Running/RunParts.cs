using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Dutchbook.Ingestion;

namespace Dutchbook.Pipeline;

/// <summary>A part of an instance that the composition adds.</summary>
/// <param name="Name">Its name among the layers.</param>
/// <param name="Deadline">It is stalled when nothing was heard of it for so long; null for one that need not tell.</param>
/// <param name="Work">What it does until it is stopped.</param>
public sealed record RunLayer(string Name, TimeSpan? Deadline, Func<CancellationToken, Task> Work);

/// <summary>What an instance is made of.</summary>
public sealed record RunParts
{
    public required ILiveStream Stream { get; init; }

    public required LiveRunner Runner { get; init; }

    public required LiveDetector Live { get; init; }

    public required Detector Detector { get; init; }

    /// <summary>The life of opportunities, with what is known of them from before.</summary>
    public required OpportunityBook Book { get; init; }

    public required ITradeDesk Desk { get; init; }

    public required IRunRecorder Recorder { get; init; }

    /// <summary>Null where no outside source is wanted.</summary>
    public Enricher? Enricher { get; init; }

    /// <summary>A validation model; null where none is wanted.</summary>
    public ModelReview? Review { get; init; }

    public required LayerWatch Layers { get; init; }

    /// <summary>Other parts, such as the connection of the stream and the delivery of alerts.</summary>
    public IReadOnlyList<RunLayer> Others { get; init; } = [];

    public required bool IsDryRun { get; init; }
}
