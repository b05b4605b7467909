using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Simulation;

/// <content>Whoever has a hand in it: the person at the switch, the stranger, and who sells or rolls what is held.</content>
public sealed partial class Storm
{
    /// <summary>What people do, at any moment.</summary>
    private void Intervene()
    {
        if (Faults.Fires(FaultKind.Halted))
        {
            Flag.Set(new TradingModeState(TradingMode.Halted, "a person", Time.Now));
        }

        if (Faults.Fires(FaultKind.Reduced) && Flag.Read().Mode == TradingMode.Active)
        {
            Flag.Set(new TradingModeState(TradingMode.Reducing, "a person", Time.Now));
        }

        // The person who pulled the switch resumes a minute later, if the plan is that somebody does.
        if (Flag.Read().Mode != TradingMode.Active && Time.Now - Flag.SetAt > TimeSpan.FromSeconds(60))
        {
            Flag.Set(new TradingModeState(TradingMode.Active, "", Time.Now));
        }

        if (_process is { IsAlive: true } process)
        {
            Flatten(process);
            Close(process, FaultKind.SoldEarly);
            Close(process, FaultKind.Rolled);
        }
    }

    /// <summary>A person wants a trade flat, in the middle of it or long after.</summary>
    private void Flatten(StormProcess process)
    {
        TradeState[] open =
        [
            .. process.Loop.Trades.Values.Where(trade => trade.Phase is not (TradePhase.Draft or TradePhase.Declined or TradePhase.Flat)
                && process.Loop.AccountOf(trade.Plan.TradeId).Orders > 0),
        ];
        if (open.Length == 0 || !Faults.Fires(FaultKind.Flattened))
        {
            return;
        }

        TradePlan plan = open[Faults.Between(FaultKind.Flattened, 0, open.Length - 1)].Plan;
        FlattenQuote quote = FlattenQuote.Of(plan, process.Loop.AccountOf(plan.TradeId), Books(plan.Legs.Select(static leg => leg.Ticker)));
        process.Feed(new LoopInput.Flatten(Time.Now, plan.TradeId, quote.Bound));
        Agreed(plan.TradeId);
    }

    /// <summary>Held baskets are closed, or a leg of them rolled, worth it or not.</summary>
    private void Close(StormProcess process, FaultKind kind)
    {
        IReadOnlyList<TradeState> stock = process.Loop.Stock();
        if (stock.Count == 0 || !Faults.Fires(kind))
        {
            return;
        }

        TradePlan plan = stock[Faults.Between(kind, 0, stock.Count - 1)].Plan;
        Scenario scenario = _truth.Trades[plan.TradeId].Scenario;
        RollCandidate[] rolls = kind == FaultKind.Rolled
            ?
            [
                .. Rolls.Candidates(plan, process.Loop.AccountOf(plan.TradeId), scenario.RollRelations)
                    .Where(roll => scenario.Quoted.Contains(roll.By)),
            ]
            : [];
        Dictionary<string, OrderBook> books = Books(scenario.Markets.Select(static market => market.Ticker));
        ClosingOffer? offer = process.Loop.PreviewClosing(
            plan.TradeId, books, new ClosingRules(Money.Zero, Ratio.Zero), [.. rolls.Select(static roll => (roll, Scenario.Fees))],
            isApproved: true, out _);
        if (offer is not null)
        {
            process.Feed(new LoopInput.Close(Time.Now, offer, IsApproved: true));
            Agreed(plan.TradeId);
        }
    }

    /// <summary>What is durable of a wish is what the trade may lose from now on.</summary>
    private void Agreed(string tradeId)
    {
        if (_journal.Trades.GetValueOrDefault(tradeId)?.Flatten is { } wish && wish.Since == Time.Now)
        {
            _truth.Trades[tradeId].Allow(wish.Bound);
        }
    }

    private Dictionary<string, OrderBook> Books(IEnumerable<string> tickers)
    {
        Dictionary<string, OrderBook> books = new(StringComparer.Ordinal);
        foreach (LiveMarket market in tickers.Select(ticker => Venue.Exchange.Find(ticker)!)
            .Where(static market => market.Phase == MarketPhase.Active))
        {
            books[market.Listing.Ticker] = OrderBook.Create(market.Bids(Side.Yes), market.Bids(Side.No), Time.Now);
        }

        return books;
    }

    /// <summary>A stranger buys in the account that we think is ours.</summary>
    private void Strange()
    {
        string ticker = _dice.Of(_scenarios[0].Markets).Ticker;
        OrderAnswer answer = Venue.Exchange.Place(Venue.Account, new OrderRequest
        {
            Ticker = ticker,
            Side = Side.Yes,
            Price = Price.FromTicks(9_900),
            Quantity = Quantity.FromContracts(1),
            TimeInForce = TimeInForce.ImmediateOrCancel,
            ClientOrderId = "stranger",
        }, Time.Now);
        Venue.Publish();
        if (answer is OrderAnswer.Taken { Order.Filled.IsPositive: true })
        {
            Faults.Fires(FaultKind.Stranger);
        }
    }

    /// <summary>A person resumes after each halt of an honest venue; of another the halt is what is wanted.</summary>
    private void Oversee()
    {
        if (Flag.Read().Mode != TradingMode.Active && _plan.IsHonest())
        {
            Flag.Set(new TradingModeState(TradingMode.Active, "", Time.Now));
        }

        Time.After(TimeSpan.FromSeconds(61), Oversee);
    }
}
