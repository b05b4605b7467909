using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <content>Trades: granted, shown books, stepped.</content>
public sealed partial class ExecutionLoop
{
    private readonly Dictionary<string, MarketView> _views = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _viewsAsked = new(StringComparer.Ordinal);

    /// <summary>The largest plan for a basket that the gate would grant now; null with the reason where there is none.</summary>
    public TradePlan? Preview(PlanRequest request, string tradeId, bool isApproved, out string refusal)
    {
        GateView view = View();
        TradePlan? plan = PlanMaker.Largest(
            request, tradeId, _now, candidate => _gate.Grant(candidate, view, isApproved).Passed);
        if (plan is not null)
        {
            bool isWorthIt = plan.MostOutlay >= _gate.Limits.MinOutlay;
            refusal = isWorthIt ? "" : $"the limits leave {plan.MostOutlay} for it, less than {_gate.Limits.MinOutlay}";
            return isWorthIt ? plan : null;
        }

        refusal = "not one hundredth of a basket is on offer, or a market lacks its tick grid or its shard";
        if (PlanMaker.Make(request, Quantity.FromHundredths(1), tradeId, _now) is { } least)
        {
            GateVerdict verdict = _gate.Grant(least, view, isApproved);
            refusal = $"{verdict.Check}: {verdict.Reason}";
        }

        return null;
    }

    private void Propose(LoopInput.Propose proposed)
    {
        if (Preview(proposed.Request, proposed.TradeId, proposed.IsApproved, out string refusal) is { } plan)
        {
            Begin(new LoopInput.Begin(proposed.At, plan, proposed.IsApproved));
            return;
        }

        _newDecisions.Add(new Decision(_now, proposed.TradeId, proposed.TradeId, "size", false, refusal));
        Tell(TradingEventKind.OrderDenied, proposed.TradeId, refusal);
    }

    private void Begin(LoopInput.Begin begin)
    {
        TradePlan plan = begin.Plan;
        if (_trades.ContainsKey(plan.TradeId))
        {
            throw new InvalidOperationException($"Trade {plan.TradeId} exists.");
        }

        GateVerdict verdict = _gate.Grant(plan, View(), begin.IsApproved);
        _newDecisions.AddRange(verdict.Decisions);
        _trades[plan.TradeId] = new TradeState { Plan = plan };
        _ordersOfTrades[plan.TradeId] = [];
        if (verdict.Passed)
        {
            Tell(TradingEventKind.TradeOpened, plan.TradeId, $"{plan}, at most {plan.Losses.ExecutionBound} may be lost");
            StepTrade(plan.TradeId, TradeSignal.Grant);
        }
        else
        {
            StepTrade(plan.TradeId, TradeSignal.Decline, $"{verdict.Check}: {verdict.Reason}");
        }
    }

    private void TakeViews(LoopInput.ViewsRead read)
    {
        foreach (MarketView view in read.Views)
        {
            _views[view.Ticker] = view;
        }

        if (!_trades.TryGetValue(read.TradeId, out TradeState? trade))
        {
            return;
        }

        _viewsAsked.Remove(read.TradeId);
        if (trade.Wait != TradeWait.Views || _flag.Read().Mode == TradingMode.Halted)
        {
            return;
        }

        List<string> wanted = [.. trade.Plan.Legs.Select(static leg => leg.Ticker).Distinct(StringComparer.Ordinal)];
        string? doubt = BookTrust.Doubt(read.Views, wanted, _now, _gate.Limits);
        if (doubt is null)
        {
            StepTrade(read.TradeId, TradeSignal.Viewed, "", read.Views);
        }
        else
        {
            StepTrade(read.TradeId, TradeSignal.Blind, doubt);
        }
    }

    private FlattenWish Wish(LoopInput.Flatten flatten)
    {
        TradeState trade = _trades[flatten.TradeId];
        return new FlattenWish(_now, flatten.Bound, trade.Placed + trade.Plan.MostOrders());
    }

    private void StepTrade(
        string id, TradeSignal signal, string reason = "", IReadOnlyList<MarketView>? views = null, FlattenWish? wish = null)
    {
        TradeState before = _trades[id];
        Dictionary<string, MarketView>? shown = views?.ToDictionary(static view => view.Ticker, StringComparer.Ordinal);
        TradeStep step = TradeMachine.Step(before, new TradeInput(signal, _now, AccountOf(id), shown, reason, wish));
        if (!ReferenceEquals(before, step.State))
        {
            _trades[id] = step.State;
            _changedTrades.Add(id);
        }

        foreach (TradeCommand command in step.Commands)
        {
            Carry(id, command);
        }
    }

    private void Carry(string id, TradeCommand command)
    {
        switch (command)
        {
            case TradeCommand.Look look:
                AskViews(id, look.Tickers);
                break;
            case TradeCommand.Place place:
                PlaceOrder(place.Intent);
                break;
            case TradeCommand.Tell tell:
                Tell(tell.Kind, id, tell.Text);
                if (tell.Kind == TradingEventKind.UnhedgedLeg)
                {
                    Halt($"trade {id}: {tell.Text}", needsPerson: true);
                }

                break;
        }
    }

    private void AskViews(string id, IReadOnlyList<string> tickers)
    {
        _viewsAsked[id] = _now;
        _out.Add(new LoopCommand.ReadViews(id, tickers));
    }

    /// <summary>Everything the gate looks at, now.</summary>
    private GateView View()
    {
        while (_sent.TryPeek(out DateTimeOffset first) && _now - first > TimeSpan.FromMinutes(1))
        {
            _sent.Dequeue();
        }

        List<OpenTrade> open = [];
        foreach (TradeState trade in _trades.Values)
        {
            Money held = Ledger.CostOf(trade.Plan.TradeId);
            if (trade.Phase is TradePhase.Draft or TradePhase.Declined)
            {
                continue;
            }

            if (!trade.Phase.IsFinal() || held.IsPositive)
            {
                open.Add(new OpenTrade(trade, AccountOf(trade.Plan.TradeId), held));
            }
        }

        return new GateView
        {
            Now = _now,
            IsReconciled = IsReconciled,
            Trades = open,
            ClosedMarkets = _closedMarkets,
            Holdings = Ledger.Holdings,
            Views = _views,
            Cash = _cash?.Shards,
            Equity = Equity(open),
            DayLoss = DayLoss(),
            RecentOrders = _sent.Count,
            TradesMade = _trades.Values.Count(static trade => trade.OpenedAt is not null),
            WasUsed = _orders.ContainsKey,
            TradesOfRelations = RelationTrades.Of(_trades.Values),
        };
    }

    private Money? Equity(List<OpenTrade> open)
    {
        if (_cash is null)
        {
            return null;
        }

        Money sum = Money.Zero;
        foreach (Money cash in _cash.Shards.Values)
        {
            sum += cash;
        }

        foreach (OpenTrade trade in open)
        {
            bool isSure = trade.HeldCost.IsPositive && !Ledger.IsIncomplete(trade.State.Plan.TradeId);
            sum += isSure ? trade.State.Plan.Payoff.Guaranteed(trade.Account.Held) : Money.Zero;
        }

        return sum;
    }

    /// <summary>
    /// What the trades of this UTC day are certain to have lost: baskets at what they are sure to be paid, the unhedged rest at
    /// nothing, orders not yet read at their worst. A trade of another day counts only by what settled otherwise today.
    /// </summary>
    private Money DayLoss()
    {
        DateTime today = _now.UtcDateTime.Date;
        Money result = Money.Zero;
        foreach (TradeState trade in _trades.Values)
        {
            if (trade.Phase is TradePhase.Draft or TradePhase.Declined)
            {
                continue;
            }

            string id = trade.Plan.TradeId;
            TradeAccount account = AccountOf(id);
            Money expected = trade.Plan.Payoff.Guaranteed(account.Held) - account.Spent;
            bool isPaid = trade.Phase.IsFinal() && !Ledger.CostOf(id).IsPositive && account.IsBooked;
            Money value = isPaid ? Ledger.CashOf(id) : expected;
            bool isOfToday = trade.Plan.CreatedAt.UtcDateTime.Date == today || trade.EndedAt?.UtcDateTime.Date == today;
            bool isPaidToday = _paidAt.GetValueOrDefault(id).UtcDateTime.Date == today;
            result += isOfToday ? value : isPaidToday ? value - expected : Money.Zero;
        }

        return Money.Max(-result, Money.Zero);
    }
}
