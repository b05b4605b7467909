using Dutchbook.Domain;

namespace Dutchbook.Tapes;

/// <summary>How a tape is replayed.</summary>
public sealed record ReplayOptions
{
    /// <summary>Look at fixed intervals of the tape's time; null to look where the recorder did.</summary>
    public TimeSpan? LookEvery { get; init; }

    /// <summary>Looks before are not counted; what led there is replayed all the same.</summary>
    public DateTimeOffset From { get; init; } = DateTimeOffset.MinValue;

    /// <summary>The replay ends here.</summary>
    public DateTimeOffset To { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>Bids for NO on the stream come by the price of YES that they offer, as we ask for it; older recordings have them as they are.</summary>
    public bool NoInYesPrices { get; init; } = true;

    /// <summary>Fee terms for events whose series is on no page; null to leave their fees unknown.</summary>
    public FeeTerms? AssumedFee { get; init; }
}
