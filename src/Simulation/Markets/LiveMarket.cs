using Dutchbook.Domain;

namespace Dutchbook.Simulation;

/// <summary>A listed market with its books and where it is in its life.</summary>
public sealed class LiveMarket
{
    private readonly BookSide[] _sides = [new(), new()];

    internal LiveMarket(MarketListing listing)
    {
        Listing = listing;
        CloseTime = listing.CloseTime;
    }

    public MarketListing Listing { get; internal set; }

    public MarketPhase Phase { get; internal set; } = MarketPhase.Initialized;

    public DateTimeOffset CloseTime { get; internal set; }

    /// <summary>The result, from determination on.</summary>
    public Resolution? Resolution { get; internal set; }

    public DateTimeOffset? DeterminedAt { get; internal set; }

    public Quantity Volume { get; internal set; }

    /// <summary>Pairs of YES and NO held: each has a dollar behind it.</summary>
    public Quantity OpenInterest { get; internal set; }

    public Price? LastPrice { get; internal set; }

    /// <summary>The bids of a side, best first.</summary>
    public IReadOnlyList<BookLevel> Bids(Side side) => [.. SideOf(side).Levels];

    /// <summary>The best bid of a side, without looking at the levels behind it.</summary>
    public BookLevel? Best(Side side) => SideOf(side).IsEmpty ? null : SideOf(side).Levels.First();

    /// <summary>The orders that rest on a side, in the order in which they would trade.</summary>
    public IEnumerable<Order> RestingOf(Side side) => SideOf(side).Orders;

    /// <summary>Who was paid what for which position, once it is paid.</summary>
    internal List<(Account Account, Holding Holding, Money Paid)> Payments { get; } = [];

    internal BookSide SideOf(Side side) => _sides[(int)side];

    internal IEnumerable<Order> Resting => _sides[0].Orders.Concat(_sides[1].Orders);

    public override string ToString() => $"{Listing.Ticker} {Phase}";
}
