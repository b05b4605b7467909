using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <content>Baskets that are held, closed or rolled before their settlement.</content>
public sealed partial class ExecutionLoop
{
    /// <summary>Trades that hold whole baskets of which nothing has settled yet: the stock that may be sold or rolled.</summary>
    public IReadOnlyList<TradeState> Stock() =>
    [
        .. _trades.Values.Where(trade => trade.Phase == TradePhase.Complete && Ledger.CostOf(trade.Plan.TradeId).IsPositive
            && IsHeldAsBought(trade.Plan)),
    ];

    /// <summary>
    /// The best that can be done now with what a trade holds, closing all or a part or rolling a leg, in the largest size that the
    /// gate would grant; null with the reason where it holds no stock or nothing is granted.
    /// </summary>
    /// <param name="tradeId">The trade.</param>
    /// <param name="books">By ticker, as they are now.</param>
    /// <param name="rules">What is worth it.</param>
    /// <param name="rolls">Claims that could take the place of a leg, with their fees.</param>
    /// <param name="isApproved">A person will see it before it begins.</param>
    /// <param name="refusal">Why there is none.</param>
    public ClosingOffer? PreviewClosing(
        string tradeId,
        IReadOnlyDictionary<string, OrderBook> books,
        ClosingRules rules,
        IReadOnlyList<(RollCandidate Candidate, FeeTerms Terms)> rolls,
        bool isApproved,
        out string refusal)
    {
        refusal = "";
        if (!_trades.TryGetValue(tradeId, out TradeState? trade) || Stock().All(one => one.Plan.TradeId != tradeId))
        {
            refusal = "it holds no whole baskets that have not begun to settle";
            return null;
        }

        TradeAccount account = AccountOf(tradeId);
        GateView view = View();
        string reason = "the bids take not one hundredth of a basket";
        bool Passes(ClosingOffer offer)
        {
            GateVerdict verdict = _gate.Grant(offer, trade, account, view, isApproved);
            reason = verdict.Passed ? reason : $"{verdict.Check}: {verdict.Reason}";
            return verdict.Passed;
        }

        ClosingOffer? best = Closings.Best(trade.Plan, account, books, _now, rules, Passes);
        foreach ((RollCandidate candidate, FeeTerms terms) in rolls)
        {
            ClosingOffer? roll = Rolls.Best(trade.Plan, account, candidate, terms, books, _now, rules, Passes);
            best = roll is not null && (best is null || roll.Gain > best.Gain) ? roll : best;
        }

        refusal = best is null ? reason : "";
        return best;
    }

    private void Close(LoopInput.Close close)
    {
        string id = close.Offer.Plan.TradeId;
        TradeState trade = _trades[id];
        GateVerdict verdict = _gate.Grant(close.Offer, trade, AccountOf(id), View(), close.IsApproved);
        _newDecisions.AddRange(verdict.Decisions);
        if (!verdict.Passed)
        {
            Tell(TradingEventKind.OrderDenied, id, $"{close.Offer}: {verdict.Check}, {verdict.Reason}");
            return;
        }

        _trades[id] = trade with { Plan = close.Offer.Plan };
        _changedTrades.Add(id);
        Tell(TradingEventKind.TradeOpened, id, $"{close.Offer}, at most {close.Offer.Bound} may be lost");
        StepTrade(id, TradeSignal.Flatten, wish: new FlattenWish(
            _now, close.Offer.Bound, trade.Placed + close.Offer.Plan.MostOrders(), close.Offer.Terms));
    }

    /// <summary>The ledger holds of every leg what its orders say: nothing has settled, and nothing went beside us.</summary>
    private bool IsHeldAsBought(TradePlan plan)
    {
        TradeAccount account = AccountOf(plan.TradeId);
        for (int leg = 0; leg < plan.Legs.Count; leg++)
        {
            Holding held = Ledger.Holdings.GetValueOrDefault(plan.Legs[leg].Ticker);
            bool isOwn = string.Equals(held.TradeId, plan.TradeId, StringComparison.Ordinal);
            if ((isOwn ? held.Quantity : Quantity.Zero) != account.Held[leg])
            {
                return false;
            }
        }

        return account.IsBooked && plan.Payoff.WholeUnits(account.Held).IsPositive;
    }
}
