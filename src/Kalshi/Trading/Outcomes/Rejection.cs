namespace Dutchbook.Kalshi;

/// <summary>What a refusal proves.</summary>
public enum RejectionKind
{
    /// <summary>We gave up before the first byte left.</summary>
    NotSent,

    /// <summary>
    /// The request is not one the venue can carry out: a price off the grid, a wrong size, a missing field.
    /// </summary>
    Invalid,

    /// <summary>The shard holds too little cash, also where the whole account holds enough.</summary>
    Funds,

    /// <summary>
    /// A fill-or-kill order found too little; nothing traded. Its client order id is used up all the same.
    /// </summary>
    NothingToFill,

    /// <summary>The market, its shard or the exchange does not trade now.</summary>
    NotTrading,

    /// <summary>
    /// No such order, group or market where it was looked for. About a cancelled order it says nothing else: the venue
    /// gives the same answer for one that is filled, cancelled, or never was.
    /// </summary>
    NotFound,

    /// <summary>The order's group takes no orders until it is reset.</summary>
    GroupBlocked,

    /// <summary>401: signature, key id or clock.</summary>
    Unauthorized,

    /// <summary>403: the key may not do this.</summary>
    Forbidden,
}

/// <summary>The evidence that a write was not carried out. Texts are safe to print.</summary>
/// <param name="Status">The HTTP status; null where nothing was sent.</param>
/// <param name="Code">The venue's word; null where nothing was sent.</param>
/// <param name="At">When it was known.</param>
public sealed record Rejection(RejectionKind Kind, int? Status, string? Code, string Message, DateTimeOffset At);
