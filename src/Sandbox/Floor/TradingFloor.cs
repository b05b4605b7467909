using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>
/// The matching engine with everything the exchange lists in it. The engine is for one thread at a time: whoever calls it holds the
/// floor, and what happened is told before the floor is given back, so that everybody hears it in one order. Readers of market data
/// take views and wait for nobody.
/// </summary>
internal sealed partial class TradingFloor
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Exchange _exchange = new();
    private readonly HashSet<Pit> _changed = [];
    private readonly Tape _tape;
    private readonly House _house;
    private IFloorListener? _listener;
    private volatile FloorPlan _plan;
    private int _status;

    public TradingFloor(Universe universe, SandboxOptions options)
    {
        Quirks = options.Quirks;
        _time = options.Time;
        _statements = new Statements(options.ReadLag);
        _tape = new Tape(universe);
        _house = new House(_exchange);
        DateTimeOffset now = _time.GetUtcNow();
        List<Pit> pits = new(universe.Markets.Count);
        foreach (ListedMarket market in universe.Markets)
        {
            pits.Add(Open(universe, market, pits.Count, now));
            _exchange.Drain();
        }

        _plan = new FloorPlan(universe, pits);
        Publish();
    }

    /// <summary>All that is listed now; it grows when more is listed.</summary>
    public Universe Universe => _plan.Universe;

    public VenueQuirks Quirks { get; }

    public IReadOnlyList<Pit> Pits => _plan.Pits;

    /// <summary>Every market as it is now.</summary>
    public IEnumerable<ListedMarket> Markets => Pits.Select(pit => View(pit).Listed);

    public MarketView? Find(string ticker) => FindPit(ticker) is { } pit ? View(pit) : null;

    public Pit? FindPit(string ticker) => _plan.Find(ticker);

    public IEnumerable<MarketView> ViewsOf(string eventTicker) => _plan.PitsOf(eventTicker).Select(View);

    public IEnumerable<ListedMarket> MarketsOf(string eventTicker) => ViewsOf(eventTicker).Select(static view => view.Listed);

    public MarketView View(Pit pit)
    {
        if (pit.View is { } known)
        {
            return known;
        }

        lock (_gate)
        {
            return pit.View ?? pit.Look();
        }
    }

    /// <summary>Whether orders are taken.</summary>
    public FloorStatus Status
    {
        get => (FloorStatus)Volatile.Read(ref _status);
        set
        {
            lock (_gate)
            {
                _exchange.IsTrading = value == FloorStatus.Open;
                Volatile.Write(ref _status, (int)value);
            }
        }
    }

    /// <summary>Sets who hears what happens; there is one.</summary>
    public void Listen(IFloorListener listener)
    {
        lock (_gate)
        {
            _listener = listener;
        }
    }

    /// <summary>Works on the engine at the present time, then tells what happened.</summary>
    public T Do<T>(Func<Exchange, DateTimeOffset, T> work)
    {
        lock (_gate)
        {
            try
            {
                return work(_exchange, Now());
            }
            finally
            {
                Publish();
            }
        }
    }

    /// <summary>Lets time pass: markets open, close and are paid, orders expire.</summary>
    public void Advance() => Do(static (exchange, now) =>
    {
        exchange.Advance(now);
        return true;
    });

    /// <summary>Trades that are wanted, newest first.</summary>
    public List<TradeRecord> Trades(Func<TradeRecord, bool> wanted, int most)
    {
        lock (_gate)
        {
            return _tape.Newest(wanted, most);
        }
    }

    /// <summary>The exchange's clock; one that goes back stands still until it has caught up.</summary>
    private DateTimeOffset Now()
    {
        DateTimeOffset now = _time.GetUtcNow();
        return now > _exchange.Now ? now : _exchange.Now;
    }

    private Pit Open(Universe universe, ListedMarket market, int index, DateTimeOffset now)
    {
        LiveMarket live = _exchange.List(EngineListing.Of(universe, market, now), now);
        ListedBook book = universe.Book(market.Ticker);
        if (live.Phase == MarketPhase.Active)
        {
            if (market.Status is "active" or "inactive")
            {
                _house.Quote(market.Ticker, book, now);
            }

            if (market.Status == "inactive")
            {
                _exchange.Pause(market.Ticker, now);
            }
            else if (market.Status is not ("active" or "initialized"))
            {
                _exchange.MoveClose(market.Ticker, now, now);
            }
        }

        return new Pit(index, market, book, live);
    }
}
