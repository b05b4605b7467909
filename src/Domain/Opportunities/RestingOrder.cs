namespace Dutchbook.Domain;

/// <summary>
/// The order that would make a basket trade if somebody sold into it: it rests on one claim, below what is asked for it,
/// and once it is filled the other claims are taken at their asks. It is shown, never placed.
/// </summary>
public sealed record RestingOrder
{
    /// <summary>What it bids for.</summary>
    public required Claim Claim { get; init; }

    /// <summary>The limit price of one contract of this side: on the market's grid, and crossing nothing.</summary>
    public required Price Price { get; init; }

    public required Quantity Quantity { get; init; }

    /// <summary>The exact maker fee of one fill; zero in most series.</summary>
    public required Money Fee { get; init; }

    /// <summary>
    /// Contracts bid for this side at this price or a better one, which are filled first; null when that part of the
    /// book is unknown.
    /// </summary>
    public required Quantity? QueueAhead { get; init; }

    /// <summary>What completes the basket once the order is filled, if it still stands.</summary>
    public required IReadOnlyList<RestingTake> Takes { get; init; }

    /// <summary>Payoff less cost and exact fees, if the order is filled whole and every take still stands.</summary>
    public required Money Edge { get; init; }

    /// <summary>Edge in dollars per unit basket.</summary>
    public required Money Magnitude { get; init; }

    /// <summary>The order as a sentence for people.</summary>
    public required string Words { get; init; }

    /// <summary>What the reader must know: an unknown queue, an assumed fee or size.</summary>
    public IReadOnlyList<string> Caveats { get; init; } = [];
}

/// <summary>One claim to take at its ask after the resting order was filled, with the exact taker fee of one fill.</summary>
public sealed record RestingTake(Claim Claim, Price Price, Quantity Quantity, Money Fee);
