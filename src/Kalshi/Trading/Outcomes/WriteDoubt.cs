namespace Dutchbook.Kalshi;

/// <summary>Why it is not known what became of a write.</summary>
public enum DoubtKind
{
    /// <summary>No whole answer within the time allowed.</summary>
    Timeout,

    /// <summary>We stopped waiting for the answer.</summary>
    Abandoned,

    /// <summary>The connection was not made, or broke; from here the two look alike.</summary>
    Network,

    /// <summary>429. The venue is said not to have applied it, which nobody has proven.</summary>
    RateLimited,

    /// <summary>5xx or 408: the part that answered need not be the part that acts.</summary>
    Unavailable,

    /// <summary>3xx, not followed.</summary>
    Redirected,

    /// <summary>
    /// A refusal without the venue's code, or of a status that proves nothing: perhaps another's than the venue's.
    /// </summary>
    BareRefusal,

    /// <summary>409 with a code that we do not know.</summary>
    StrangeConflict,

    /// <summary>
    /// 409: an order with this client order id exists or existed. If this was a repeat, the first try may have been
    /// taken: look it up.
    /// </summary>
    IdUsed,

    /// <summary>Said to be done, in an answer that is empty, cut off, no JSON, or of another shape.</summary>
    UnreadableAnswer,

    /// <summary>Said to be done, without saying which order.</summary>
    NoOrder,

    /// <summary>Said to be done, about another order than ours.</summary>
    WrongOrder,

    /// <summary>Said to be done, with counts that cannot be true of this order.</summary>
    Impossible,

    /// <summary>The answer to a batch does not mention this item.</summary>
    MissingItem,

    /// <summary>The batch was refused as a whole, which says nothing certain of its items.</summary>
    BatchRefused,
}

/// <summary>What is known of a write whose outcome is not. Texts are safe to print.</summary>
/// <param name="Status">The HTTP status; null where there was no answer.</param>
/// <param name="Code">The venue's word, if it gave one.</param>
/// <param name="At">When the doubt arose.</param>
public sealed record WriteDoubt(DoubtKind Kind, int? Status, string? Code, string Message, DateTimeOffset At);
