using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <content>Orders: put before the gate, sent, answered, looked up, filled.</content>
public sealed partial class ExecutionLoop
{
    private readonly Queue<DateTimeOffset> _sent = [];
    private readonly Dictionary<string, DateTimeOffset> _looking = new(StringComparer.Ordinal);
    private readonly List<VenueFill> _orphans = [];

    private void PlaceOrder(OrderIntent intent)
    {
        OrderState planned = new() { Intent = intent, Phase = OrderPhase.Planned, ChangedAt = _now };
        TradePlan plan = _trades[intent.TradeId].Plan;
        GateVerdict verdict = _gate.Approve(intent, plan, AccountOf(intent.TradeId), View());
        _newDecisions.AddRange(verdict.Decisions);
        if (verdict.Order is not { } approved)
        {
            Save(OrderMachine.Step(planned, new OrderInput.Denied(_now, $"{verdict.Check}: {verdict.Reason}"), _options.Fence).State);
            Tell(TradingEventKind.OrderDenied, intent.TradeId, $"{intent}: {verdict.Check}, {verdict.Reason}");
            if (verdict.IsMalfunction)
            {
                Discrepancy(intent.TradeId, $"{intent}: {verdict.Check}, {verdict.Reason}");
            }

            StepTrade(intent.TradeId, TradeSignal.OrderDenied, $"{verdict.Check}, {verdict.Reason}");
            return;
        }

        // The intent is durable before the moment of sending is, and that before the first byte leaves.
        OrderState intended = OrderMachine.Step(planned, new OrderInput.Approved(_now), _options.Fence).State;
        Save(intended);
        Flush();
        Save(OrderMachine.Step(intended, new OrderInput.SendBegan(_now, approved.SendBy), _options.Fence).State);
        Flush();
        _sent.Enqueue(_now);
        _out.Add(new LoopCommand.Submit(approved));
    }

    private void TakeAnswer(LoopInput.Answered answered)
    {
        if (!_orders.TryGetValue(answered.ClientOrderId, out OrderState? order))
        {
            Discrepancy("", $"an answer to {answered.ClientOrderId}, which we never sent");
            return;
        }

        ApplyToOrder(answered.ClientOrderId, new OrderInput.Answered(_now, answered.Answer));
        if (answered.Answer is SubmitAnswer.Unknown or SubmitAnswer.Exists)
        {
            Tell(TradingEventKind.OrderUnknown, order.Intent.TradeId, $"{order.Intent}: {_orders[answered.ClientOrderId].Reason}");
        }

        if (answered.Answer is SubmitAnswer.Rejected { Kind: RejectionKind.Unauthorized } refused)
        {
            Halt($"the venue refuses the key: {refused.Code} {refused.Evidence}", needsPerson: true);
        }
    }

    private void TakeOrders(LoopInput.OrdersRead read)
    {
        if (read.ClientOrderId.Length > 0)
        {
            _looking.Remove(read.ClientOrderId);
        }

        if (read.Reading is not Reading<IReadOnlyList<VenueOrder>>.Known known)
        {
            MissOrder(read.ClientOrderId, asOf: null);
            return;
        }

        bool isFound = false;
        foreach (VenueOrder row in known.Value)
        {
            string? id = IdOf(row);
            if (id is null)
            {
                Foreign(row);
                continue;
            }

            isFound |= string.Equals(id, read.ClientOrderId, StringComparison.Ordinal);
            ApplyToOrder(id, new OrderInput.Seen(_now, row));
        }

        if (!isFound)
        {
            MissOrder(read.ClientOrderId, known.AsOf);
        }
    }

    private void MissOrder(string clientOrderId, DateTimeOffset? asOf)
    {
        if (clientOrderId.Length > 0 && _orders.TryGetValue(clientOrderId, out OrderState? order) && !order.Phase.IsFinal())
        {
            ApplyToOrder(clientOrderId, new OrderInput.Missed(_now, asOf));
        }
    }

    private void TakeFills(LoopInput.FillsRead read)
    {
        if (read.Reading is Reading<IReadOnlyList<VenueFill>>.Known known)
        {
            bool isDropCopy = read.Query.OrderId is null && read.Query.Ticker is null;
            _fillsAsOf = isDropCopy && known.AsOf > _fillsAsOf ? known.AsOf : _fillsAsOf;
            foreach (VenueFill fill in known.Value)
            {
                TakeFill(fill);
            }
        }
    }

    private void TakeNotice(LoopInput.Noticed noticed)
    {
        switch (noticed.Notice)
        {
            case PrivateNotice.FillSeen { Fill: var fill }:
                TakeFill(fill);
                break;
            case PrivateNotice.OrderSeen { Order: var row } when IdOf(row) is { } id:
                ApplyToOrder(id, new OrderInput.Seen(_now, row));
                break;
            case PrivateNotice.OrderSeen { Order: var row }:
                Foreign(row);
                break;
            case PrivateNotice.Resumed:
                // What lies between is read at the next drop copy, which is due now.
                _fillsDue = _now;
                break;
        }
    }

    private void TakeFill(VenueFill fill)
    {
        string? id = _byOrderId.GetValueOrDefault(fill.OrderId)
            ?? (_orders.ContainsKey(fill.ClientOrderId) ? fill.ClientOrderId : null);
        if (id is not null)
        {
            ApplyToOrder(id, new OrderInput.FillTold(_now, fill));
        }
        else if (_adoptedOrders.Contains(fill.OrderId) && !IsOfOpenTrade(fill.Ticker))
        {
            BookForeign(fill);
        }
        else if (fill.At is not { } at || _adoptedAt is not { } adopted || at >= adopted)
        {
            // It may be of an order whose id at the venue we do not know yet.
            if (!_orphans.Exists(known => string.Equals(Ledger.FillId(known), Ledger.FillId(fill), StringComparison.Ordinal)))
            {
                _orphans.Add(fill);
            }
        }
    }

    /// <summary>Fills of no order of ours, once nothing of ours in that market is uncertain.</summary>
    private void JudgeOrphans()
    {
        foreach (VenueFill fill in _orphans.ToArray())
        {
            if (_byOrderId.TryGetValue(fill.OrderId, out string? id))
            {
                _orphans.Remove(fill);
                ApplyToOrder(id, new OrderInput.FillTold(_now, fill));
            }
            else if (!_orders.Values.Any(order => order.Phase.IsUncertain()
                && string.Equals(order.Intent.Ticker, fill.Ticker, StringComparison.Ordinal)))
            {
                _orphans.Remove(fill);
                CloseMarket(fill.Ticker);
                Discrepancy("", $"a fill of an order that is not ours: {fill.Quantity} {fill.Side.Word()} {fill.Ticker} at {fill.Price}");
            }
        }
    }

    private string? IdOf(VenueOrder row)
    {
        if (row.ClientOrderId.Length > 0 && _orders.ContainsKey(row.ClientOrderId))
        {
            return row.ClientOrderId;
        }

        return _byOrderId.GetValueOrDefault(row.OrderId);
    }

    /// <summary>An order of somebody else in the account: told, its market closed to us, and left alone.</summary>
    private void Foreign(VenueOrder row)
    {
        bool isBefore = row.CreatedAt is { } created && _adoptedAt is { } adopted && created < adopted;
        if (row.Status != VenueOrderStatus.Resting && isBefore)
        {
            return;
        }

        if (CloseMarket(row.Ticker))
        {
            Tell(TradingEventKind.Discrepancy, "", $"order {row.OrderId} in {row.Ticker} is not ours; the market is closed to trading");
        }
    }

    private void ApplyToOrder(string id, OrderInput input)
    {
        OrderState before = _orders[id];
        OrderStep step = OrderMachine.Step(before, input, _options.Fence);
        OrderState after = step.State;
        if (ReferenceEquals(before, after) && step.Contradiction is null)
        {
            return;
        }

        Save(after);
        if (after.Fills.Count > before.Fills.Count)
        {
            BookFills(after.Intent.TradeId);
        }

        if (step.Contradiction is { } contradiction)
        {
            Discrepancy(after.Intent.TradeId, $"{after.Intent}: {contradiction}");
        }

        TradeState trade = _trades[after.Intent.TradeId];
        if (!before.Phase.IsFinal() && after.Phase.IsFinal() && after.Phase != OrderPhase.Denied)
        {
            _lastMove = _now;
            StepTrade(after.Intent.TradeId, TradeSignal.OrderEnded);
        }
        else if (trade.Phase.IsFinal() && after.Filled() > before.Filled())
        {
            Discrepancy(after.Intent.TradeId, $"{after.Intent}: filled after its trade had ended");
        }
    }

    /// <summary>
    /// Books the fills of a trade that are not yet booked. The fill of a sale may be told before that of the purchase: it waits
    /// for it.
    /// </summary>
    private void BookFills(string tradeId)
    {
        int booked;
        do
        {
            booked = Ledger.Entries;
            foreach (OrderState order in _ordersOfTrades[tradeId].Select(id => _orders[id]))
            {
                foreach (VenueFill fill in order.Fills)
                {
                    bool waits = order.Intent.Purpose == OrderPurpose.Unwind
                        && Ledger.Holdings.GetValueOrDefault(fill.Ticker).Quantity < fill.Quantity;
                    if (!waits && !Ledger.Has(Ledger.FillId(fill)))
                    {
                        Book(order, fill);
                    }
                }
            }
        }
        while (Ledger.Entries > booked);
    }

    private void Book(OrderState order, VenueFill fill)
    {
        FeeTerms terms = _trades[order.Intent.TradeId].Plan.Legs[order.Intent.Leg].Terms;
        Money model = FeeModel.TradeFee(terms, LiquidityRole.Taker, fill.Price, fill.Quantity)
            + _trades[order.Intent.TradeId].Plan.Member.BalanceUnit();
        if (fill.Fee > model)
        {
            Discrepancy(order.Intent.TradeId, $"{order.Intent}: a fee of {fill.Fee}, at most {model} was reckoned with");
        }

        Post(Ledger.OfFill(fill, order.Intent.TradeId, order.Intent.Shard, _now));
        Tell(TradingEventKind.OrderFilled, order.Intent.TradeId,
            $"{fill.Quantity} {fill.Side.Word()} {fill.Ticker} at {fill.Price}, fee {fill.Fee}");
    }

    private void Save(OrderState order)
    {
        Remember(order);
        _changedOrders.Add(order.Intent.ClientOrderId);
    }
}
