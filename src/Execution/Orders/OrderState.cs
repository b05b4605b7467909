using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>Everything known of one order: what was sent, and what the venue was heard to say of it.</summary>
public sealed record OrderState
{
    public required OrderIntent Intent { get; init; }

    public required OrderPhase Phase { get; init; }

    /// <summary>The venue's id; empty until it was heard.</summary>
    public string OrderId { get; init; } = "";

    /// <summary>When its bytes were let go; durable before they left.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Later than this its bytes cannot have left.</summary>
    public DateTimeOffset? SendBy { get; init; }

    /// <summary>The most the venue ever said is filled; never lowered.</summary>
    public Quantity Reported { get; init; }

    /// <summary>Fills, each once.</summary>
    public IReadOnlyList<VenueFill> Fills { get; init; } = [];

    /// <summary>When a list past the fence first lacked it.</summary>
    public DateTimeOffset? AbsentAt { get; init; }

    public DateTimeOffset? LookedAt { get; init; }

    public bool CancelWanted { get; init; }

    /// <summary>How it came to its phase, in the venue's or our own words.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Of a refusal.</summary>
    public RejectionKind? Rejection { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>The sum of the fills.</summary>
    public Quantity Booked()
    {
        Quantity sum = Quantity.Zero;
        foreach (VenueFill fill in Fills)
        {
            sum += fill.Quantity;
        }

        return sum;
    }

    /// <summary>What is certainly filled.</summary>
    public Quantity Filled() => Booked() is var booked && booked > Reported ? booked : Reported;

    /// <summary>What may be filled at worst: nothing times out of Unknown.</summary>
    public Quantity FilledAtMost() => Phase.IsFinal() || Phase is OrderPhase.Planned ? Filled() : Intent.Quantity;

    /// <summary>Every contract reported has its fill with price and fee.</summary>
    public bool IsBooked() => Booked() >= Reported;

    /// <summary>Over, and nothing more is to be learnt of it.</summary>
    public bool IsSettled() => Phase.IsFinal() && IsBooked();

    public override string ToString() => $"{Intent} {Phase} filled {Filled()}";
}
