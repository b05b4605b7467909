namespace Dutchbook.Alerts;

/// <summary>What became of one attempt to deliver.</summary>
public enum DeliveryOutcome
{
    Delivered,

    /// <summary>It may work later.</summary>
    Postponed,

    /// <summary>It never will: the address is gone or the message refused.</summary>
    Refused,
}

/// <summary>An outcome with the wait that was asked for, and words that hold no address and no secret.</summary>
public sealed record Delivery(DeliveryOutcome Outcome, string Words, TimeSpan? RetryAfter = null)
{
    public static Delivery Done { get; } = new(DeliveryOutcome.Delivered, "delivered");
}

/// <summary>A way to a person.</summary>
public interface IAlertChannel
{
    /// <summary>One word, as configuration and the outbox have it.</summary>
    string Name { get; }

    /// <summary>Less important alerts are not sent here.</summary>
    AlertSeverity Least { get; }

    /// <summary>Messages in a minute that the other end bears.</summary>
    int PerMinute { get; }

    /// <summary>One attempt. It throws only when cancelled.</summary>
    Task<Delivery> SendAsync(Alert alert, CancellationToken cancellation);
}
