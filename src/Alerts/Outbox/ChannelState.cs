namespace Dutchbook.Alerts;

/// <summary>How a channel has been doing, for whoever looks.</summary>
public sealed record ChannelState(string Channel)
{
    public DateTimeOffset? LastDelivery { get; init; }

    /// <summary>Why the last attempt that failed did; it stays after the next success.</summary>
    public string? LastFailure { get; init; }

    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>Messages that no attempt is made for any more.</summary>
    public int GivenUp { get; init; }

    /// <summary>The newest thing it did was to fail.</summary>
    public bool IsFailing => FailedAt is { } failed && !(LastDelivery >= failed);

    /// <summary>One line for a reader.</summary>
    public string Words
    {
        get
        {
            string last = LastDelivery is { } at ? FormattableString.Invariant($"last delivery {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC") : "nothing delivered yet";
            string failed = FailedAt is { } when
                ? FormattableString.Invariant($"; {(IsFailing ? "FAILING" : "last failure")} {when.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {LastFailure}")
                : "";
            return $"{Channel}: {last}{failed}{(GivenUp > 0 ? FormattableString.Invariant($"; {GivenUp} given up") : "")}";
        }
    }
}
