using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>How a recording is to be understood where it does not say so itself.</summary>
public sealed record RecordingOptions
{
    public Era Era { get; init; }

    /// <summary>The instant it speaks for; null to take the latest time the recording states.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Fee terms for events whose series is not in the recording; null to leave their fees unknown.</summary>
    public FeeTerms? AssumedFee { get; init; }
}
