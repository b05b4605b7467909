using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>
/// Layer 5 as one synchronous loop: take an input, step the machines, commit, hand out commands; results come back as inputs.
/// It has no clock, no thread and no chance of its own, so that a live host and a simulation drive the same code. When the
/// journal cannot write, it throws and is not to be used again: a new loop begins from what is durable.
/// </summary>
public sealed partial class ExecutionLoop
{
    private readonly IJournal _journal;
    private readonly RiskGate _gate;
    private readonly IHaltFlag _flag;
    private readonly ITradingEvents _events;
    private readonly LoopOptions _options;

    private readonly Dictionary<string, OrderState> _orders = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, TradeState> _trades = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _ordersOfTrades = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byOrderId = new(StringComparer.Ordinal);

    private readonly List<LoopCommand> _out = [];
    private readonly SortedSet<string> _changedOrders = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _changedTrades = new(StringComparer.Ordinal);
    private readonly List<LedgerEntry> _newEntries = [];
    private readonly List<Decision> _newDecisions = [];
    private readonly List<TradingEvent> _told = [];
    private DateTimeOffset _now;
    private bool _isBroken;

    /// <summary>Loads what is durable. Whatever was under way is not known to have arrived, and is looked up.</summary>
    public ExecutionLoop(
        IJournal journal, RiskGate gate, IHaltFlag flag, ITradingEvents events, LoopOptions options, DateTimeOffset now)
    {
        (_journal, _gate, _flag, _events, _options, _now) = (journal, gate, flag, events, options, now);
        JournalContent content = journal.Load();
        foreach (LedgerEntry entry in content.Entries)
        {
            Ledger.Post(entry);
        }

        foreach (TradeState trade in content.Trades)
        {
            _trades[trade.Plan.TradeId] = trade;
            _ordersOfTrades[trade.Plan.TradeId] = [];
        }

        foreach (OrderState order in content.Orders)
        {
            Remember(order);
        }

        _adoptedAt = content.Entries.FirstOrDefault(static entry => entry.Id.StartsWith(AdoptedCash, StringComparison.Ordinal))?.At;
        foreach (LedgerEntry entry in content.Entries.Where(static entry => entry.Id.StartsWith(AdoptedOrder, StringComparison.Ordinal)))
        {
            RestoreOrder(entry.Id[AdoptedOrder.Length..]);
        }

        _fillsAsOf = now;
        foreach (OrderState order in content.Orders)
        {
            _fillsAsOf = order.SentAt is { } sent && !order.IsSettled() && sent < _fillsAsOf ? sent : _fillsAsOf;
        }
    }

    public Ledger Ledger { get; } = new();

    public IReadOnlyDictionary<string, OrderState> Orders => _orders;

    public IReadOnlyDictionary<string, TradeState> Trades => _trades;

    /// <summary>The account was compared with the venue since the start, and agreed.</summary>
    public bool IsReconciled => !_options.RequiresReconciliation || (_positionsAgree && _cashAgrees);

    /// <summary>Takes the first turn of a process: steps everything that was under way.</summary>
    public IReadOnlyList<LoopCommand> Start(DateTimeOffset now) => Turn(now, () =>
    {
        foreach (string id in _orders.Keys.Order(StringComparer.Ordinal).ToArray())
        {
            if (!_orders[id].Phase.IsFinal())
            {
                ApplyToOrder(id, new OrderInput.Restarted(now));
            }
        }

        foreach (string id in _trades.Keys.ToArray())
        {
            if (!_trades[id].Phase.IsFinal() && _trades[id].Wait != TradeWait.Views)
            {
                StepTrade(id, TradeSignal.Restart);
            }
        }

        Schedule(isStart: true);
    });

    /// <exception cref="InvalidOperationException">The loop broke before.</exception>
    public IReadOnlyList<LoopCommand> Handle(LoopInput input) => Turn(input.At, () => Take(input));

    public TradeAccount AccountOf(string tradeId) => TradeAccount.Of(
        _trades[tradeId].Plan, _ordersOfTrades[tradeId].Select(id => _orders[id]));

    private void Take(LoopInput input)
    {
        switch (input)
        {
            case LoopInput.Tick:
                Schedule(isStart: false);
                break;
            case LoopInput.Begin begin:
                Begin(begin);
                break;
            case LoopInput.Propose proposed:
                Propose(proposed);
                break;
            case LoopInput.Answered answered:
                TakeAnswer(answered);
                break;
            case LoopInput.CancelAnswered:
                // No answer to a cancel ends an order: its row is read, as it is after any doubt.
                break;
            case LoopInput.ViewsRead views:
                TakeViews(views);
                break;
            case LoopInput.OrdersRead orders:
                TakeOrders(orders);
                break;
            case LoopInput.FillsRead fills:
                TakeFills(fills);
                break;
            case LoopInput.PositionsRead positions:
                TakePositions(positions);
                break;
            case LoopInput.BalancesRead balances:
                TakeBalances(balances);
                break;
            case LoopInput.SettlementsRead settlements:
                TakeSettlements(settlements);
                break;
            case LoopInput.Noticed noticed:
                TakeNotice(noticed);
                break;
            case LoopInput.Adopt adopt:
                Adopt(adopt);
                break;
            case LoopInput.Flatten flatten:
                StepTrade(flatten.TradeId, TradeSignal.Flatten, wish: Wish(flatten));
                break;
            case LoopInput.Close close:
                Close(close);
                break;
            case LoopInput.NameCash named:
                NameCash(named);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(input), input, "no known input");
        }
    }

    private LoopCommand[] Turn(DateTimeOffset at, Action work)
    {
        if (_isBroken)
        {
            throw new InvalidOperationException("The journal failed: a new loop must begin from what is durable.");
        }

        _now = at > _now ? at : _now;
        _isBroken = true;
        work();
        Flush();
        _isBroken = false;
        LoopCommand[] commands = [.. _out];
        _out.Clear();
        return commands;
    }

    /// <summary>Makes everything so far durable, and only then tells it.</summary>
    private void Flush()
    {
        JournalBatch batch = new()
        {
            At = _now,
            Orders = [.. _changedOrders.Select(id => _orders[id])],
            Trades = [.. _changedTrades.Select(id => _trades[id])],
            Entries = [.. _newEntries],
            Decisions = [.. _newDecisions],
        };
        if (!batch.IsEmpty)
        {
            _journal.Commit(batch);
        }

        _changedOrders.Clear();
        _changedTrades.Clear();
        _newEntries.Clear();
        _newDecisions.Clear();
        foreach (TradingEvent told in _told)
        {
            _events.Raise(told);
        }

        _told.Clear();
    }

    private void Remember(OrderState order)
    {
        string id = order.Intent.ClientOrderId;
        if (!_orders.ContainsKey(id))
        {
            _ordersOfTrades[order.Intent.TradeId].Add(id);
        }

        _orders[id] = order;
        if (order.OrderId.Length > 0)
        {
            _byOrderId[order.OrderId] = id;
        }
    }

    private void Post(LedgerEntry entry)
    {
        if (Ledger.Post(entry))
        {
            _newEntries.Add(entry);
            _lastMove = _now;
        }
    }

    private void Tell(TradingEventKind kind, string tradeId, string text) => _told.Add(new TradingEvent(kind, _now, tradeId, text));

    /// <summary>Stops all sending at once; what smells of malfunction waits for a person.</summary>
    private void Halt(string reason, bool needsPerson)
    {
        TradingModeState state = _flag.Read();
        if (state.Mode == TradingMode.Halted && (state.NeedsPerson || !needsPerson))
        {
            return;
        }

        _flag.Set(new TradingModeState(TradingMode.Halted, reason, _now, needsPerson));
        Tell(TradingEventKind.ModeChanged, "", $"halted: {reason}");
    }

    private void Discrepancy(string tradeId, string text)
    {
        _newDecisions.Add(new Decision(_now, tradeId, tradeId, "discrepancy", false, text));
        Tell(TradingEventKind.Discrepancy, tradeId, text);
        Halt(text, needsPerson: true);
    }
}
