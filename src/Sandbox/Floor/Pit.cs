using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>
/// One market on the floor: what is listed of it and the engine's state. As long as a market is in the phase it started in, it is
/// shown as it was listed, so that a listing may say what no engine would: active past its close, a price without a size.
/// </summary>
internal sealed class Pit(int index, ListedMarket listed, ListedBook start, LiveMarket live)
{
    private readonly MarketPhase _firstPhase = live.Phase;
    private readonly DateTimeOffset _firstClose = live.CloseTime;
    private MarketPhase _phase = live.Phase;
    private bool _isTouched;
    private volatile MarketView? _view;

    public int Index { get; } = index;

    public ListedMarket Listed { get; } = listed;

    public LiveMarket Live { get; } = live;

    public string MarketId { get; } = PublicIds.OfMarket(index);

    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>The last view; null when something has changed since.</summary>
    public MarketView? View => _view;

    /// <summary>The book or the touch changed.</summary>
    public void Touch() => (_isTouched, _view) = (true, null);

    /// <summary>Notes that the market moved on, and says from where.</summary>
    public MarketPhase Move(MarketPhase to, DateTimeOffset at)
    {
        MarketPhase from = _phase;
        _phase = to;
        SettledAt = to == MarketPhase.Finalized ? at : SettledAt;
        _view = null;
        return from;
    }

    /// <summary>Builds the view anew; the caller holds the floor.</summary>
    public MarketView Look()
    {
        bool hasMoved = Live.Phase != _firstPhase;
        bool isBookLive = hasMoved || _firstPhase is MarketPhase.Active or MarketPhase.Inactive;
        ListedBook book = isBookLive ? new ListedBook(Live.Bids(Side.Yes), Live.Bids(Side.No)) : start;
        Quote top = _isTouched || Listed.ListedQuote is not { } listedTop ? book.Top() : listedTop;
        Resolution? resolution = Live.Resolution;
        ListedMarket now = Listed with
        {
            Status = hasMoved ? Word(Live.Phase) : Listed.Status,
            CloseTime = Live.CloseTime == _firstClose ? Listed.CloseTime : Live.CloseTime,
            LastPrice = Live.LastPrice ?? Listed.LastPrice,
            Volume = Listed.Volume + Live.Volume,
            OpenInterest = Live.Phase == MarketPhase.Finalized && hasMoved ? Quantity.Zero : Listed.OpenInterest + Live.OpenInterest,
            Result = resolution is { } known ? Word(known.Outcome) : Listed.Result,
            SettlementValue = resolution is { Outcome: not Outcome.Void } paid ? paid.Value : Listed.SettlementValue,
            SettledAt = SettledAt ?? Listed.SettledAt,
        };
        return _view = new MarketView(now, book, top);
    }

    public static string Word(MarketPhase phase) => phase switch
    {
        MarketPhase.Initialized => "initialized",
        MarketPhase.Active => "active",
        MarketPhase.Inactive => "inactive",
        MarketPhase.Closed => "closed",
        MarketPhase.Determined => "determined",
        MarketPhase.Disputed => "disputed",
        MarketPhase.Amended => "amended",
        MarketPhase.Finalized => "finalized",
    };

    public static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Yes => "yes",
        Outcome.No => "no",
        Outcome.Scalar => "scalar",
        Outcome.Void => "void",
    };
}
