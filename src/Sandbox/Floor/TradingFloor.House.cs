using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <content>What the simulated traders do.</content>
internal sealed partial class TradingFloor
{
    public bool Bid(string ticker, Side side, BookLevel level) =>
        Do((_, now) => _house.Bid(ticker, side, level, now) is not null);

    /// <summary>Simulated makers replace all their quotes of a market; one that is not trading keeps what it has.</summary>
    public void Requote(string ticker, ListedBook book) => Do((exchange, now) =>
    {
        if (exchange.Find(ticker) is { Phase: MarketPhase.Active } market)
        {
            _house.Withdraw(market, Side.Yes, now);
            _house.Withdraw(market, Side.No, now);
            _house.Try(ticker, book, now);
        }

        return true;
    });

    /// <summary>A simulated trader takes what is offered at a price.</summary>
    public void Take(string ticker, Side side, Price price, Quantity quantity) => Do((_, now) =>
        _house.Bid(ticker, side, new BookLevel(price, quantity), now, TimeInForce.ImmediateOrCancel) is not null);

    /// <summary>Simulated makers leave but one of their orders at the best price.</summary>
    public void Thin(string ticker, Side side) => Do((exchange, now) =>
    {
        if (exchange.Find(ticker) is { Phase: MarketPhase.Active } market)
        {
            _house.Thin(market, side, now);
        }

        return true;
    });

    public void Withdraw(string ticker, Side side) => Do((exchange, now) =>
    {
        if (exchange.Find(ticker) is { } market)
        {
            _house.Withdraw(market, side, now);
        }

        return true;
    });
}
