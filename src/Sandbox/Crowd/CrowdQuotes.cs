using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>How the simulated traders quote, trade and change sizes. No action but a requote moves a price.</summary>
internal sealed class CrowdQuotes(TradingFloor floor, Beliefs beliefs, Chance chance)
{
    private readonly Quoter _quoter = new(chance);

    /// <summary>Quotes a market anew if the belief has left its quotes.</summary>
    public void Follow(string ticker, decimal fair, Width width)
    {
        if (floor.FindPit(ticker) is not { } pit || IsWithin(pit, fair))
        {
            return;
        }

        Requote(ticker, fair, width);
    }

    /// <summary>Quotes a market anew around a fair value.</summary>
    public void Requote(string ticker, decimal fair, Width width)
    {
        if (floor.FindPit(ticker) is { } pit)
        {
            floor.Requote(ticker, _quoter.Quote(fair, width, pit.Listed.Grid));
        }
    }

    /// <summary>Quotes a market at a stated touch, in ticks.</summary>
    public void Put(string ticker, int bid, int ask)
    {
        Quantity size = Quantity.FromContracts(chance.Between(20, 200));
        floor.Requote(ticker, _quoter.Around(bid, size, ask, size, floor.FindPit(ticker)!.Listed.Grid));
    }

    /// <summary>What one YES is offered for, in ticks; null when nobody offers.</summary>
    public int? Ask(string ticker) => floor.Find(ticker) is { Book.NoBids: [var best, ..] } ? best.Price.Complement().Ticks : null;

    /// <inheritdoc cref="Ask"/>
    public int? Bid(string ticker) => floor.Find(ticker) is { Book.YesBids: [var best, ..] } ? best.Price.Ticks : null;

    public Pit? Pit(string ticker) => floor.FindPit(ticker);

    /// <summary>Somebody buys a part of the best offer, so small that the touch stays.</summary>
    public void Trade(Pit pit, Side side)
    {
        if (Best(pit, side.Opposite()) is { } best && best.Quantity.Hundredths >= 300)
        {
            Quantity most = Quantity.FromHundredths(best.Quantity.Hundredths / 3);
            Quantity wanted = Quantity.FromHundredths(chance.Between(1, (int)Math.Min(most.Hundredths, 5_000)));
            floor.Take(pit.Listed.Ticker, side, best.Price.Complement(), wanted);
        }
    }

    /// <summary>
    /// Somebody adds to the best bid. Where a side was bought empty, or its best level was, what was there at the start comes back.
    /// </summary>
    public void Breathe(Pit pit, Side side)
    {
        ListedBook start = floor.Universe.Book(pit.Listed.Ticker);
        IReadOnlyList<BookLevel> levels = side == Side.Yes ? start.YesBids : start.NoBids;
        BookLevel? best = Best(pit, side);
        bool stood = !beliefs.Concern(pit.Listed.Ticker) && levels.Count > 0;
        if (stood && (best is null || best.Value.Price < levels[0].Price))
        {
            floor.Bid(pit.Listed.Ticker, side, levels[0]);
        }
        else if (best is { } level)
        {
            bool isMuch = level.Quantity > Quantity.FromContracts(5_000);
            if (isMuch)
            {
                floor.Thin(pit.Listed.Ticker, side);
            }
            else
            {
                floor.Bid(pit.Listed.Ticker, side, level with { Quantity = Quantity.FromHundredths(chance.Between(1, 4_000)) });
            }
        }
    }

    private BookLevel? Best(Pit pit, Side side)
    {
        IReadOnlyList<BookLevel> levels = side == Side.Yes ? floor.View(pit).Book.YesBids : floor.View(pit).Book.NoBids;
        return levels.Count > 0 ? levels[0] : null;
    }

    /// <summary>Whether a belief lies between the bid and the ask; nobody on a side is no bound.</summary>
    private bool IsWithin(Pit pit, decimal fair)
    {
        decimal ticks = fair * Price.TicksPerDollar;
        return (Best(pit, Side.Yes) is not { } bid || bid.Price.Ticks <= ticks)
            && (Best(pit, Side.No) is not { } ask || ask.Price.Complement().Ticks >= ticks);
    }
}
