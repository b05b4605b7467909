using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>Collects what the families list, draws the books, and keeps the list of what was planted.</summary>
internal sealed class UniverseBuilder
{
    private readonly Chance _chance;
    private readonly Quoter _quoter;
    private readonly List<ListedSeries> _series = [];
    private readonly List<ListedEvent> _events = [];
    private readonly List<string> _order = [];
    private readonly Dictionary<string, ListedMarket> _markets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ListedBook> _books = new(StringComparer.Ordinal);
    private readonly List<Plant> _plants = [];
    private readonly List<NearMiss> _nearMisses = [];
    private readonly List<Trap> _traps = [];
    private readonly List<ListedFeeChange> _feeChanges = [];
    private readonly List<CellFamily> _families = [];
    private readonly Dictionary<string, int> _eventPlaces = new(StringComparer.Ordinal);

    public UniverseBuilder(DateTimeOffset now, ulong seed = 20)
    {
        _chance = new Chance(seed);
        Calendar = new Calendar(now);
        _quoter = new Quoter(_chance);
    }

    public Calendar Calendar { get; }

    public void Series(ListedSeries series) => _series.Add(series);

    public void FeeChange(ListedFeeChange change) => _feeChanges.Add(change);

    /// <summary>Lists an event; category, sources and shard come from its series.</summary>
    public void Event(ListedEvent listed)
    {
        ListedSeries series = _series.FindLast(item => item.Ticker == listed.SeriesTicker)
            ?? throw new ArgumentException($"{listed.SeriesTicker} is not listed", nameof(listed));
        _eventPlaces.Add(listed.Ticker, _events.Count);
        _events.Add(listed with
        {
            Category = series.Category,
            Sources = listed.Sources.Count > 0 ? listed.Sources : series.Sources,
            ExchangeIndex = series.ExchangeIndex,
        });
    }

    /// <summary>Lists a market with a book drawn around its fair value.</summary>
    public void Market(ListedMarket market, decimal fair, Width width = Width.Front)
    {
        ListedBook book = _quoter.Quote(fair, width, market.Grid);
        int last = Math.Clamp((int)(fair * 100m) + _chance.Between(-2, 2), 1, 99) * 100;
        Quantity traded = Quantity.FromHundredths(_chance.Between(0, 900_000));
        Add(
            market with
            {
                LastPrice = traded.IsPositive ? Price.FromTicks(last) : Price.Zero,
                Volume = traded,
                OpenInterest = Quantity.FromHundredths(traded.Hundredths * 2 / 3),
            },
            book);
    }

    /// <summary>Says from which belief markets are priced, so that traders can move them together.</summary>
    public void Family(CellFamily family) => _families.Add(family);

    /// <summary>Lists a market nobody quotes.</summary>
    public void Silent(ListedMarket market) => Add(market, ListedBook.Empty);

    /// <summary>Replaces a market's book by one with this touch, in ticks of $0.0001 and in contracts.</summary>
    public void Requote(string ticker, int bid, int ask, decimal bidSize = 120m, decimal askSize = 120m) =>
        _books[ticker] = _quoter.Around(bid, Contracts(bidSize), ask, Contracts(askSize), _markets[ticker].Grid);

    public void Rebook(string ticker, ListedBook book) => _books[ticker] = book;

    public void Relist(string ticker, Func<ListedMarket, ListedMarket> change) =>
        _markets[ticker] = change(_markets[ticker]);

    /// <summary>
    /// What one YES costs at the touch, in ticks; throws when nobody offers, for a plant must be able to trade.
    /// </summary>
    public int Ask(string ticker) => _books[ticker].NoBids[0].Price.Complement().Ticks;

    /// <summary>What one YES fetches at the touch, in ticks.</summary>
    public int Bid(string ticker) => _books[ticker].YesBids[0].Price.Ticks;

    /// <summary>Gives one event a fee multiplier of its own.</summary>
    public void Override(string eventTicker, decimal multiplier)
    {
        int index = _events.FindIndex(item => item.Ticker == eventTicker);
        _events[index] = _events[index] with { FeeTypeOverride = "quadratic", FeeMultiplierOverride = multiplier };
    }

    public IEnumerable<string> TickersOf(string eventTicker) =>
        _order.Where(ticker => _markets[ticker].EventTicker == eventTicker);

    public string SeriesTitle(string ticker) => _series.Single(item => item.Ticker == ticker).Title;

    public string SubTitle(string ticker) => _markets[ticker].YesSubTitle;

    public void Plant(
        string name, PlantKind kind, IReadOnlyList<PlantedClaim> claims, int atLeast, string explanation) =>
        _plants.Add(new Plant(name, kind, claims, atLeast, explanation));

    public void NearMiss(string name, IReadOnlyList<PlantedClaim> claims, int atLeast, string explanation) =>
        _nearMisses.Add(new NearMiss(name, claims, atLeast, explanation));

    public void Trap(string name, IReadOnlyList<string> tickers, string explanation) =>
        _traps.Add(new Trap(name, tickers, explanation));

    public Universe Build() => new(
        Calendar.Now,
        [.. _series],
        [.. _events],
        [.. _order.Select(ticker => _markets[ticker])],
        new Dictionary<string, ListedBook>(_books, StringComparer.Ordinal))
    {
        FeeChanges = [.. _feeChanges],
        Plants = [.. _plants],
        NearMisses = [.. _nearMisses],
        Traps = [.. _traps],
        Families = [.. _families],
    };

    private static Quantity Contracts(decimal contracts) => Quantity.FromHundredths((long)(contracts * 100m));

    private void Add(ListedMarket market, ListedBook book)
    {
        ListedEvent listed = _events[_eventPlaces[market.EventTicker]];
        ListedMarket complete = market with
        {
            OpenTime = market.OpenTime == default ? Calendar.Now.AddDays(-21) : market.OpenTime,
            ExchangeIndex = listed.ExchangeIndex,
        };
        _markets.Add(complete.Ticker, complete);
        _order.Add(complete.Ticker);
        _books.Add(complete.Ticker, book);
    }
}
