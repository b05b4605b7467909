using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <content>What the simulated traders do.</content>
internal sealed partial class TradingFloor
{
    public bool Bid(string ticker, Side side, BookLevel level) =>
        Do((_, now) => _house.Bid(ticker, side, level, now) is not null);

    public void Withdraw(string ticker, Side side) => Do((exchange, now) =>
    {
        if (exchange.Find(ticker) is { } market)
        {
            _house.Withdraw(market, side, now);
        }

        return true;
    });
}
