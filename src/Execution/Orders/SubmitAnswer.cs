using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>
/// What sending an order came to. Only evidence from the venue makes a rejection: a time-out, a reset, a 5xx, a body that
/// cannot be read, a success without an order id and a 429 are all <see cref="Unknown"/>.
/// </summary>
public abstract record SubmitAnswer
{
    private SubmitAnswer()
    {
    }

    /// <summary>The venue took the order and says what became of it so far.</summary>
    /// <param name="Filled">Contracts filled; the fills themselves are read apart.</param>
    /// <param name="Remaining">What rests; zero of an order that must not wait.</param>
    public sealed record Accepted(string OrderId, Quantity Filled, Quantity Remaining, DateTimeOffset? At) : SubmitAnswer;

    /// <summary>Proof that nothing of it was or will be traded.</summary>
    /// <param name="Kind">What the evidence means to us.</param>
    /// <param name="Code">The venue's own word; empty where nothing was sent.</param>
    /// <param name="Evidence">What the venue said, cleaned and short.</param>
    public sealed record Rejected(RejectionKind Kind, string Code, string Evidence) : SubmitAnswer;

    /// <summary>The venue has an order under this id already: ours, to be looked up.</summary>
    public sealed record Exists(string Evidence) : SubmitAnswer;

    /// <summary>It may have been taken, now or later.</summary>
    public sealed record Unknown(string Reason) : SubmitAnswer;
}

/// <summary>What a definite refusal means for what is done next.</summary>
public enum RejectionKind
{
    /// <summary>The order itself: price, size, fields.</summary>
    Invalid = 0,

    /// <summary>Fill or kill, and not enough rests at the price.</summary>
    Killed,

    /// <summary>The market, or the exchange, takes no orders now.</summary>
    NotTrading,

    /// <summary>Not enough cash on the market's shard.</summary>
    Funds,

    /// <summary>Key, signature, clock or scope: nothing will be taken until somebody mends it.</summary>
    Unauthorized,

    /// <summary>The order's group is blocked.</summary>
    GroupBlocked,

    /// <summary>The gateway sent nothing: the approval had ended.</summary>
    NotSent,

    /// <summary>Another refusal whose code is documented as definite.</summary>
    Other,
}
