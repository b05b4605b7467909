using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>What the venue says of an order it took.</summary>
/// <param name="ClientOrderId">Null when the venue does not repeat it.</param>
/// <param name="Filled">Filled at once.</param>
/// <param name="Remaining">Resting now; after an immediate order's rest is cancelled, zero.</param>
/// <param name="AverageYesPrice">Per contract filled, in dollars of YES; null when nothing filled or it cannot be
/// read.</param>
/// <param name="AverageFee">Per contract filled; null when nothing filled or it cannot be read.</param>
/// <param name="At">The venue's time; null when it does not say.</param>
public sealed record OrderReceipt(
    string OrderId,
    string? ClientOrderId,
    Quantity Filled,
    Quantity Remaining,
    Money? AverageYesPrice,
    Money? AverageFee,
    DateTimeOffset? At);

/// <summary>What the venue says of an order it cancelled.</summary>
/// <param name="ReducedBy">What was taken out of the book. Fills on the way may still be reported after this.</param>
public sealed record CancelReceipt(string OrderId, string? ClientOrderId, Quantity ReducedBy, DateTimeOffset? At);

/// <summary>What the venue says of an order it amended.</summary>
/// <param name="Filled">Null when it does not say.</param>
/// <param name="Remaining">Null when it does not say.</param>
public sealed record AmendReceipt(
    string OrderId, string? ClientOrderId, Quantity? Filled, Quantity? Remaining, DateTimeOffset? At);

/// <summary>What the venue says of an order it made smaller.</summary>
public sealed record DecreaseReceipt(string OrderId, string? ClientOrderId, Quantity Remaining, DateTimeOffset? At);

/// <summary>
/// The venue has taken the wish to cancel everything. Orders placed within the next minute may be cancelled too.
/// </summary>
public sealed record CancelAllReceipt(DateTimeOffset At);
