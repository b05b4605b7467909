using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>What a joint search asks of the market: prices at the touch, and what is on offer behind them.</summary>
internal interface IQuotes
{
    /// <summary>Between which prices a market is quoted, with the least fees that any order carries.</summary>
    Box BoxOf(Market market);

    /// <summary>What is on offer for a claim that is quoted.</summary>
    SizedLeg LegOf(Claim claim);

    Event? EventOf(Market market);
}
