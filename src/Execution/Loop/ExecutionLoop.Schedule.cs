using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <content>What is due: look-ups, fills, timers, comparisons, cancels while halted.</content>
public sealed partial class ExecutionLoop
{
    private DateTimeOffset _fillsDue;
    private DateTimeOffset _fillsAsOf;
    private DateTimeOffset _reconcileDue;
    private DateTimeOffset _settlementsDue;
    private readonly Dictionary<string, DateTimeOffset> _fillsAsked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _cancelsAsked = new(StringComparer.Ordinal);

    private void Schedule(bool isStart)
    {
        if (isStart)
        {
            RestoreClosedMarkets();
        }

        TradingMode mode = _flag.Read().Mode;
        JudgeOrphans();
        foreach (string id in _orders.Keys.ToArray())
        {
            OrderState order = _orders[id];
            if (!order.IsSettled())
            {
                ScheduleOrder(order, mode);
            }
        }

        foreach (string id in _trades.Keys.ToArray())
        {
            // While halted nothing is decided, but what is read is still booked.
            if (mode != TradingMode.Halted || _trades[id].Wait == TradeWait.Fills)
            {
                ScheduleTrade(_trades[id]);
            }
        }

        SchedulePolls();
    }

    private void ScheduleOrder(OrderState order, TradingMode mode)
    {
        string id = order.Intent.ClientOrderId;
        bool isLate = order.Phase == OrderPhase.Sent && _now - order.SentAt >= _options.AnswerWithin;
        bool wants = isLate || order.Phase is OrderPhase.Working or OrderPhase.Closing or OrderPhase.Unknown or OrderPhase.Resolving;
        bool isAsked = _looking.TryGetValue(id, out DateTimeOffset asked) && _now - asked < _options.ReadWithin;
        if (wants && !isAsked && (order.LookedAt is not { } looked || _now - looked >= _options.LookEvery))
        {
            _looking[id] = _now;
            ApplyToOrder(id, new OrderInput.LookBegan(_now));
            _out.Add(new LoopCommand.ReadOrders(id, new OrderQuery(_options.Subaccount)
            {
                Ticker = order.Intent.Ticker,
                Since = order.SentAt!.Value - _options.Overlap,
            }));
        }

        if (!order.IsBooked() && order.OrderId.Length > 0 && IsDue(_fillsAsked, id, _options.LookEvery))
        {
            _out.Add(new LoopCommand.ReadFills(new FillQuery(_options.Subaccount) { OrderId = order.OrderId }));
        }

        if (mode == TradingMode.Halted && order.Phase is OrderPhase.Working or OrderPhase.Closing
            && IsDue(_cancelsAsked, id, _options.LookEvery))
        {
            ApplyToOrder(id, new OrderInput.CancelAsked(_now));
            _out.Add(new LoopCommand.Cancel(id, new CancelOrder(
                order.OrderId, order.Intent.Ticker, order.Intent.Shard, order.Intent.Subaccount)));
        }
    }

    private void ScheduleTrade(TradeState trade)
    {
        string id = trade.Plan.TradeId;
        switch (trade.Wait)
        {
            case TradeWait.Timer when _now >= trade.DueAt:
                StepTrade(id, TradeSignal.Due);
                break;
            case TradeWait.Views when !_viewsAsked.TryGetValue(id, out DateTimeOffset asked) || _now - asked >= _options.ReadWithin:
                AskViews(id, [.. trade.Plan.Legs.Select(static leg => leg.Ticker).Distinct(StringComparer.Ordinal)]);
                break;
            case TradeWait.Fills when AccountOf(id).IsBooked:
                StepTrade(id, TradeSignal.Booked);
                break;
            case TradeWait.Timer or TradeWait.Views or TradeWait.Fills or TradeWait.Order or TradeWait.Nothing:
                break;
        }
    }

    private void SchedulePolls()
    {
        if (_now >= _fillsDue)
        {
            _fillsDue = _now + _options.DropCopyEvery;
            _out.Add(new LoopCommand.ReadFills(new FillQuery(_options.Subaccount) { Since = _fillsAsOf - _options.Overlap }));
        }

        if (_now >= _settlementsDue)
        {
            _settlementsDue = _now + _options.SettlementsEvery;
            _out.Add(new LoopCommand.ReadSettlements(_options.Subaccount, _adoptedAt ?? DateTimeOffset.UnixEpoch));
        }

        if (_comparesWhenStill && IsStill())
        {
            _comparesWhenStill = false;
            _reconcileDue = _now;
        }

        if (_now >= _reconcileDue)
        {
            _reconcileDue = _now + _options.ReconcileEvery;
            _out.Add(new LoopCommand.ReadPositions(_options.Subaccount));
            _out.Add(new LoopCommand.ReadBalances(_options.Subaccount));
            _out.Add(new LoopCommand.ReadOrders("", new OrderQuery(_options.Subaccount) { RestingOnly = true }));
        }
    }

    private bool IsDue(Dictionary<string, DateTimeOffset> asked, string id, TimeSpan every)
    {
        if (asked.TryGetValue(id, out DateTimeOffset last) && _now - last < every)
        {
            return false;
        }

        asked[id] = _now;
        return true;
    }

    private void RestoreClosedMarkets()
    {
        foreach ((string ticker, Holding holding) in Ledger.Holdings)
        {
            if (string.Equals(holding.TradeId, ForeignHolder, StringComparison.Ordinal))
            {
                CloseMarket(ticker);
            }
        }
    }
}
