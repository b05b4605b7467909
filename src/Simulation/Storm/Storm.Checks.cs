using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Simulation;

/// <content>What must hold at each send, once faults have ended, and once everything is settled.</content>
public sealed partial class Storm
{
    /// <summary>At the moment at which bytes leave.</summary>
    internal void CheckSend(ApprovedOrder order)
    {
        OrderIntent intent = order.Intent;
        if (Flag.Read().Mode == TradingMode.Halted && Time.Now - Flag.SetAt > TimeSpan.FromMilliseconds(50))
        {
            _violations.Add($"I5: {intent} was sent {Time.Now - Flag.SetAt} after the halt");
        }

        bool isDurable = _journal.Orders.TryGetValue(intent.ClientOrderId, out OrderState? durable)
            && durable.Phase == OrderPhase.Sent
            && durable.Intent.Fingerprint() == intent.Fingerprint();
        if (!isDurable)
        {
            _violations.Add($"I1: {intent} leaves and what is durable is {durable?.ToString() ?? "nothing"}");
        }

        if (intent.Quantity > Limits.MaxContracts)
        {
            _violations.Add($"I3: {intent} is too large");
        }
    }

    private bool IsAtRest() => _process is { IsAlive: true } process
        && process.Loop.Trades.Values.All(static trade => trade.Phase.IsFinal())
        && process.Loop.Orders.Values.All(static order => order.IsSettled())
        && (process.Loop.IsReconciled || Flag.Read().NeedsPerson);

    private void CheckRest()
    {
        if (!IsAtRest() && _plan.IsHonest())
        {
            IEnumerable<string> open = _process!.Loop.Trades.Values.Where(static trade => !trade.Phase.IsFinal())
                .Select(static trade => $"{trade} {trade.Reason}")
                .Concat(_process.Loop.Orders.Values.Where(static order => !order.IsSettled()).Select(static order => order.ToString()));
            _violations.Add($"I10: not at rest after {HealTime}: {string.Join("; ", open)}, reconciled {_process.Loop.IsReconciled}");
        }

        if (!_plan.IsHonest())
        {
            if (_process is not { IsAlive: true } || !(_process.Loop.IsReconciled || Flag.Read().NeedsPerson))
            {
                _violations.Add("I4: the books neither equal the exchange's nor is trading halted with a named discrepancy");
            }

            return;
        }

        foreach ((string id, TrueTrade trade) in _truth.Trades)
        {
            CheckAgainstTruth(id, trade);
        }
    }

    private void CheckAgainstTruth(string id, TrueTrade trade)
    {
        if (!_process!.Loop.Trades.TryGetValue(id, out TradeState? state))
        {
            if (trade.Held.Any(static held => held != 0))
            {
                _violations.Add($"I4: {id} holds contracts and is forgotten");
            }

            return;
        }

        TradeAccount account = _process.Loop.AccountOf(id);
        for (int leg = 0; leg < state.Plan.Legs.Count; leg++)
        {
            int place = trade.Scenario.LegOf(state.Plan.Legs[leg].Ticker);
            if (account.Held[leg].Hundredths != trade.Held[place])
            {
                _violations.Add($"I4: {id} holds {account.Held[leg]} of leg {leg}, the exchange {trade.Held[place]} hundredths");
            }
        }

        if (account.Spent != trade.Spent)
        {
            _violations.Add($"I6: {id} paid {account.Spent} by our books, {trade.Spent} at the exchange");
        }

        int unwinds = _process.Loop.Orders.Values.Count(order =>
            order.Intent.TradeId == id && order.Intent.Purpose == OrderPurpose.Unwind && order.Phase != OrderPhase.Denied);
        if (state.Phase == TradePhase.Residual && unwinds >= 6 && !Venue.Unwound.Contains(id))
        {
            _violations.Add($"I10: {id} is left unhedged, and none of {unwinds} orders to unwind it ever came to the venue");
        }

        if (state.Phase == TradePhase.Residual && IsSellable(state, account))
        {
            _violations.Add($"I10: {id} is left with what could be sold, {string.Join(" and ", account.Held)}: {state.Reason}; it paid "
                + $"{account.Spent}, {state.Placed} orders were placed, {state.Flatten?.ToString() ?? "nobody wanted it flat"}");
        }
    }

    /// <summary>Everything too much could have been sold above its floor in the books as they are after the healing.</summary>
    private bool IsSellable(TradeState state, TradeAccount account)
    {
        // Whoever wanted it flat knows what is left.
        if (state.EndedAt < Start + FaultyTime + TimeSpan.FromMinutes(1) || state.Flatten is { Closing: null })
        {
            return false;
        }

        // Several legs may have to stay because selling only one of them would break the bound.
        Quantity units = state.Plan.Payoff.WholeUnits(account.Held);
        if (state.Plan.Legs.Where((_, leg) => account.Held[leg] > state.Plan.LegQuantity(leg, units)).Skip(1).Any())
        {
            return false;
        }

        for (int leg = 0; leg < state.Plan.Legs.Count; leg++)
        {
            PlanLeg asked = state.Plan.Legs[leg];
            Quantity excess = account.Held[leg] - state.Plan.LegQuantity(leg, units);
            LiveMarket market = Venue.Exchange.Find(asked.Ticker)!;
            Price floor = asked.UnwindFloor;
            Quantity wanted = Quantity.FromHundredths(market.Bids(asked.Side)
                .Where(bid => bid.Price >= floor).Sum(static bid => bid.Quantity.Hundredths));

            // Of a hundredth of a contract the fee may eat all that a sale brings.
            bool isWorthless = excess.IsPositive && floor * excess <= Money.FromMicros(20_000);
            if (market.Phase != MarketPhase.Active || wanted < excess || isWorthless)
            {
                return false;
            }
        }

        return true;
    }

    private bool IsPaid() => _process is { IsAlive: true } process && process.Loop.Ledger.Holdings.Count == 0
        && Venue.Account.Holdings.Count == 0 && Time.Now >= _settledBy;

    private void CheckBooks()
    {
        if (!_plan.IsHonest())
        {
            return;
        }

        Ledger ledger = _process!.Loop.Ledger;
        foreach ((int shard, Money cash) in Venue.Account.Cash)
        {
            // A void pays back cost, and the cost of a part is rounded: in which order fills were booked shows in a micro-dollar.
            if (Math.Abs((ledger.CashOn(shard) - cash).Micros) >= 100)
            {
                _violations.Add($"I6: shard {shard} has {ledger.CashOn(shard)} by our books, {cash} at the exchange");
            }
        }

        foreach ((string id, TrueTrade trade) in _truth.Trades)
        {
            bool isNormal = !trade.Scenario.Markets.Any(market => _abnormal.Contains(market.Ticker));
            if (isNormal && -ledger.CashOf(id) > trade.Bound)
            {
                _violations.Add($"I2: {id} lost {-ledger.CashOf(id)}, its bound was {trade.Bound}");
            }
        }
    }
}
