using Dutchbook.Domain;

namespace Dutchbook.Simulation;

/// <summary>Everybody else: quotes the books of a scenario, moves them, empties them, and trades as a stranger would.</summary>
internal sealed class Crowd(Exchange exchange, Account account, Scenario scenario, Dice dice, FaultDice faults)
{
    private readonly int[] _shift = new int[scenario.Quoted.Count];

    /// <summary>Replaces every book.</summary>
    public void QuoteAll(DateTimeOffset at)
    {
        for (int leg = 0; leg < scenario.Quoted.Count; leg++)
        {
            Quote(leg, at);
        }
    }

    /// <summary>Something happens in one of the books.</summary>
    public void Stir(DateTimeOffset at)
    {
        int leg = dice.Between(0, scenario.Quoted.Count - 1);
        if (faults.Fires(FaultKind.PriceMoved))
        {
            _shift[leg] += faults.Between(FaultKind.PriceMoved, -20, 20);
        }

        if (faults.Fires(FaultKind.BookVanished))
        {
            CancelIn(scenario.Quoted[leg].Market.Ticker, at);
            return;
        }

        Quote(leg, at);
    }

    private void Quote(int leg, DateTimeOffset at)
    {
        Claim claim = scenario.Quoted[leg];
        string ticker = claim.Market.Ticker;
        CancelIn(ticker, at);
        int ask = Math.Clamp((scenario.Asks[leg].Ticks / 100) + _shift[leg], 2, 98);
        int bid = Math.Clamp(ask - dice.Between(2, 5), 1, 97);
        for (int level = 0; level < 3; level++)
        {
            // Selling a claim is bidding for its other side.
            Bid(ticker, claim.Side.Opposite(), 100 - ask - level, at);
            Bid(ticker, claim.Side, bid - level, at);
        }
    }

    private void Bid(string ticker, Side side, int cents, DateTimeOffset at)
    {
        if (cents is >= 1 and <= 99)
        {
            exchange.Place(account, new OrderRequest
            {
                Ticker = ticker,
                Side = side,
                Price = Price.FromTicks(cents * 100),
                Quantity = Quantity.FromHundredths(dice.Between(50, 3_000)),
                TimeInForce = TimeInForce.GoodTillCanceled,
                SelfTrade = SelfTradePrevention.Maker,
            }, at);
        }
    }

    private void CancelIn(string ticker, DateTimeOffset at)
    {
        foreach (Order order in account.Resting.GetValueOrDefault(ticker)?.ToArray() ?? [])
        {
            exchange.Cancel(account, order.Id, at);
        }
    }
}
