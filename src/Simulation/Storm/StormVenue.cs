using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Simulation;

/// <summary>The matching engine behind a bad network, with the venue's lagging lists and its window for signed times.</summary>
internal sealed class StormVenue
{
    private readonly VirtualTime _time;
    private readonly FaultDice _faults;
    private readonly Dice _network;
    private readonly AccountHistory _history;
    private readonly bool _checksWindow;
    private readonly HashSet<string> _unwound = new(StringComparer.Ordinal);

    public StormVenue(VirtualTime time, FaultDice faults, ulong seed, bool checksWindow)
    {
        (_time, _faults, _checksWindow) = (time, faults, checksWindow);
        _network = new Dice(seed, "network");
        Exchange = new Exchange();
        Exchange.Advance(time.Now);
        Account = Exchange.OpenAccount("dutchbook");
        _history = new AccountHistory(Account);
    }

    /// <summary>How old a signed time may be.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the client waits for an answer.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(10);

    public Exchange Exchange { get; }

    public Account Account { get; }

    public AccountHistory History => _history;

    /// <summary>Trades of which an order to unwind arrived.</summary>
    public IReadOnlySet<string> Unwound => _unwound;

    /// <summary>Hears what happened, the account's and others' alike.</summary>
    public Action<VenueEvent>? Listener { get; init; }

    /// <summary>Hands out what the exchange did since the last call; to be called after everything that touches it.</summary>
    public void Publish()
    {
        foreach (VenueEvent what in Exchange.Drain())
        {
            _history.Remember(what);
            Listener?.Invoke(what);
        }
    }

    /// <summary>Bytes leave: they arrive, late or twice or never, and an answer may come.</summary>
    public void Send(OrderIntent intent, Action<SubmitAnswer> answer)
    {
        bool isAnswered = false;
        void Answer(SubmitAnswer what)
        {
            if (!isAnswered)
            {
                isAnswered = true;
                answer(what);
            }
        }

        DateTimeOffset signedAt = _time.Now;
        _time.After(Patience, () => Answer(new SubmitAnswer.Unknown("no answer in time")));
        if (_faults.Fires(FaultKind.RateLimited))
        {
            _time.After(_network.Milliseconds(20, 200), () => Answer(new SubmitAnswer.Unknown("429 too many requests")));
            return;
        }

        if (_faults.Fires(FaultKind.RequestLost))
        {
            return;
        }

        TimeSpan late = _faults.Fires(FaultKind.RequestDelayed)
            ? _faults.Delay(FaultKind.RequestDelayed, 1_000, 60_000)
            : _network.Milliseconds(10, 200);
        bool isLost = _faults.Fires(FaultKind.ResponseLost);
        bool isError = _faults.Fires(FaultKind.ServerError);
        _time.After(late, () =>
        {
            SubmitAnswer came = Arrive(intent, signedAt, isRepeated: false);
            if (!isLost)
            {
                _time.After(_network.Milliseconds(10, 300), () => Answer(isError ? new SubmitAnswer.Unknown("503") : came));
            }
        });
        if (_faults.Fires(FaultKind.RequestDuplicated))
        {
            _time.After(late + _faults.Delay(FaultKind.RequestDuplicated, 1, 5_000), () => Arrive(intent, signedAt, isRepeated: true));
        }
    }

    public void Cancel(CancelOrder order, Action<CancelAnswer> answer) => _time.After(_network.Milliseconds(10, 300), () =>
    {
        OrderAnswer came = Exchange.Cancel(Account, order.OrderId, _time.Now);
        Publish();
        answer(came is OrderAnswer.Taken taken
            ? new CancelAnswer.Acknowledged(taken.Order.Initial - taken.Order.Filled, _time.Now)
            : new CancelAnswer.NotFound("not found"));
    });

    /// <summary>Reads a list as it was a moment ago.</summary>
    public void Read<T>(Func<AccountHistory, DateTimeOffset, T> list, Action<Reading<T>> answer)
    {
        bool fails = _faults.Fires(FaultKind.ReadFailed);
        TimeSpan lag = _faults.Fires(FaultKind.StaleRead)
            ? _faults.Delay(FaultKind.StaleRead, 100, 5_000)
            : _network.Milliseconds(0, 100);
        TimeSpan flattery = _network.Milliseconds(0, 50);
        _time.After(_network.Milliseconds(20, 200), () =>
        {
            // Orders expire whether anybody trades or not.
            Exchange.Advance(_time.Now);
            Publish();
            DateTimeOffset asOf = _time.Now - lag;
            T value = list(_history, asOf);
            DateTimeOffset told = asOf + (flattery < lag ? flattery : TimeSpan.Zero);
            _time.After(_network.Milliseconds(10, 200), () => answer(fails
                ? new Reading<T>.Unknown("503")
                : new Reading<T>.Known(value, told, _time.Now)));
        });
    }

    public void ReadViews(IReadOnlyList<string> tickers, Action<IReadOnlyList<MarketView>> answer)
    {
        bool fails = _faults.Fires(FaultKind.ReadFailed);
        TimeSpan age = _faults.Fires(FaultKind.StaleBook) ? _faults.Delay(FaultKind.StaleBook, 4_000, 20_000) : TimeSpan.Zero;
        string? doubt = _faults.Fires(FaultKind.GappedBook) ? "the stream has a gap" : null;
        _time.After(_network.Milliseconds(20, 200), () =>
        {
            MarketView[] views = fails ? [] : [.. tickers.Select(ticker => ViewOf(ticker, age, doubt))];
            _time.After(_network.Milliseconds(10, 200), () => answer(views));
        });
    }

    private MarketView ViewOf(string ticker, TimeSpan age, string? doubt)
    {
        LiveMarket market = Exchange.Find(ticker)!;
        return new MarketView
        {
            Ticker = ticker,
            Status = Exchange.IsTrading ? StatusOf(market.Phase) : MarketStatus.Inactive,
            Book = OrderBook.Create(market.Bids(Side.Yes), market.Bids(Side.No), _time.Now - age),
            Doubt = doubt,
            CloseTime = market.CloseTime,
        };
    }

    private SubmitAnswer Arrive(OrderIntent intent, DateTimeOffset signedAt, bool isRepeated)
    {
        if (_checksWindow && _time.Now - signedAt > Window)
        {
            return new SubmitAnswer.Rejected(RejectionKind.Unauthorized, "header_timestamp_expired", "");
        }

        if (isRepeated && _faults.Fires(FaultKind.NoDedupe))
        {
            Account.ClientOrderIds.Remove(intent.ClientOrderId);
        }

        if (intent.Purpose == OrderPurpose.Unwind)
        {
            _unwound.Add(intent.TradeId);
        }

        OrderAnswer came = Exchange.Place(Account, RequestOf(intent), _time.Now);
        Publish();
        return came switch
        {
            OrderAnswer.Taken { Order: var order } => new SubmitAnswer.Accepted(order.Id, order.Filled, order.Remaining, _time.Now),
            OrderAnswer.Refused { Code: RefusalCode.OrderAlreadyExists } refused => new SubmitAnswer.Exists(refused.Message),
            OrderAnswer.Refused refused => new SubmitAnswer.Rejected(KindOf(refused.Code), refused.Code.ToString(), refused.Message),
            _ => throw new InvalidOperationException("no known answer"),
        };
    }

    public static OrderRequest RequestOf(OrderIntent intent) => new()
    {
        Ticker = intent.Ticker,
        Side = intent.Side,
        Price = intent.LimitPrice,
        Quantity = intent.Quantity,
        TimeInForce = intent.TimeInForce switch
        {
            Execution.TimeInForce.FillOrKill => TimeInForce.FillOrKill,
            Execution.TimeInForce.ImmediateOrCancel => TimeInForce.ImmediateOrCancel,
            Execution.TimeInForce.GoodTillCanceled => TimeInForce.GoodTillCanceled,
        },
        ClientOrderId = intent.ClientOrderId,
        ExpiresAt = intent.ExpiresAt,
        ReduceOnly = intent.ReduceOnly,
        CancelOnPause = true,
    };

    private static RejectionKind KindOf(RefusalCode code) => code switch
    {
        RefusalCode.FillOrKillInsufficientVolume => RejectionKind.Killed,
        RefusalCode.MarketNotActive or RefusalCode.TradingIsPaused or RefusalCode.MarketNotFound => RejectionKind.NotTrading,
        RefusalCode.InsufficientBalance or RefusalCode.InsufficientShardBalance => RejectionKind.Funds,
        RefusalCode.OrderGroupBlocked or RefusalCode.OrderGroupNotFound => RejectionKind.GroupBlocked,
        RefusalCode.InvalidPrice or RefusalCode.InvalidOrderSize or RefusalCode.InvalidOrder => RejectionKind.Invalid,
        RefusalCode.OrderAlreadyExists or RefusalCode.OrderNotFound => RejectionKind.Other,
    };

    private static MarketStatus StatusOf(MarketPhase phase) => phase switch
    {
        MarketPhase.Initialized => MarketStatus.Initialized,
        MarketPhase.Active => MarketStatus.Active,
        MarketPhase.Inactive => MarketStatus.Inactive,
        MarketPhase.Closed => MarketStatus.Closed,
        MarketPhase.Determined => MarketStatus.Determined,
        MarketPhase.Disputed => MarketStatus.Disputed,
        MarketPhase.Amended => MarketStatus.Amended,
        MarketPhase.Finalized => MarketStatus.Finalized,
    };
}
