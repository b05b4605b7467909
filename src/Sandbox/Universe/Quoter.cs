using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>How far apart bid and ask stand.</summary>
internal enum Width
{
    /// <summary>1 to 3 cents: front months, games about to start.</summary>
    Front = 0,

    /// <summary>About 8 cents: far months.</summary>
    Far,

    /// <summary>10 to 40 cents, often one side empty: what nobody looks at.</summary>
    Tail,

    /// <summary>A tenth of a cent to a cent, for sub-cent grids.</summary>
    Fine,
}

/// <summary>
/// Quotes three levels a side around a fair value. The bid is never above it and the ask never below it, so markets whose
/// fair values come from one belief cannot be a Dutch book, whatever their spreads.
/// </summary>
internal sealed class Quoter(Chance chance)
{
    private const int Levels = 3;

    public ListedBook Quote(decimal fair, Width width, ListedGrid grid)
    {
        int centre = (int)(fair * Price.TicksPerDollar);
        int half = width switch
        {
            Width.Front => chance.Between(1, 3) * 50,
            Width.Far => chance.Between(6, 10) * 50,
            Width.Tail => chance.Between(10, 40) * 50,
            Width.Fine => chance.Between(1, 10) * 5,
        };
        bool isThin = width == Width.Tail;
        bool hasBid = !isThin || !chance.OneIn(4);
        bool hasAsk = !isThin || !chance.OneIn(4);
        int bid = Floor(grid, centre - half);
        int ask = Ceiling(grid, centre + half + 1);
        return new ListedBook(
            hasBid ? Ladder(bid, grid, isThin) : [],
            hasAsk ? Ladder(Price.TicksPerDollar - ask, grid, isThin) : []);
    }

    /// <summary>A book with a stated touch; the levels behind it are drawn.</summary>
    public ListedBook Around(int bid, Quantity bidSize, int ask, Quantity askSize, ListedGrid grid) => new(
        WithTouch(Ladder(bid, grid, isThin: false), bidSize),
        WithTouch(Ladder(Price.TicksPerDollar - ask, grid, isThin: false), askSize));

    private static BookLevel[] WithTouch(BookLevel[] levels, Quantity size)
    {
        if (levels.Length > 0)
        {
            levels[0] = levels[0] with { Quantity = size };
        }

        return levels;
    }

    private BookLevel[] Ladder(int best, ListedGrid grid, bool isThin)
    {
        List<BookLevel> levels = [];
        int price = best;
        while (levels.Count < Levels && price is > 0 and < Price.TicksPerDollar)
        {
            levels.Add(new BookLevel(Price.FromTicks(price), Size(levels.Count, isThin)));
            price = Floor(grid, price - (chance.Between(1, 2) * Step(grid, price)));
        }

        return [.. levels];
    }

    /// <summary>
    /// One to ten contracts where nobody looks, tens to thousands elsewhere; one level in three is fractional.
    /// </summary>
    private Quantity Size(int depth, bool isThin)
    {
        int contracts = isThin ? chance.Between(1, 10) : chance.Between(8, 400) * ((depth * 3) + 1);
        int fraction = chance.OneIn(3) ? chance.Between(1, 99) : 0;
        return Quantity.FromHundredths((contracts * 100L) + fraction);
    }

    private static int Step(ListedGrid grid, int price)
    {
        foreach (PriceBand band in grid.Bands)
        {
            if (price <= band.End.Ticks)
            {
                return band.StepTicks;
            }
        }

        return grid.Bands[^1].StepTicks;
    }

    private static int Floor(ListedGrid grid, int ticks)
    {
        if (ticks <= 0)
        {
            return 0;
        }

        PriceBand band = grid.Bands.Last(candidate => candidate.Start.Ticks <= ticks);
        return band.Start.Ticks + ((ticks - band.Start.Ticks) / band.StepTicks * band.StepTicks);
    }

    private static int Ceiling(ListedGrid grid, int ticks)
    {
        if (ticks >= Price.TicksPerDollar)
        {
            return Price.TicksPerDollar;
        }

        int floor = Floor(grid, ticks);
        return floor == ticks ? floor : Math.Min(floor + Step(grid, ticks), Price.TicksPerDollar);
    }
}
