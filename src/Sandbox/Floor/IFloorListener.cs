using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>Hears what happens on the floor, in order. It is called while the floor is held, so it must not wait.</summary>
internal interface IFloorListener
{
    void BookChanged(Pit pit, VenueEvent.BookChanged change);

    void Traded(Pit pit, TradeRecord trade);

    void OrderChanged(Account account, OrderRecord order);

    void Filled(Account account, FillRecord fill, PositionRecord position);

    void Settled(Account account, SettlementRecord settlement);

    void Moved(Pit pit, MarketPhase from, MarketPhase to, DateTimeOffset at);

    /// <summary>An event was listed while the exchange runs; its markets follow.</summary>
    void EventListed(ListedEvent listed);

    void MarketListed(Pit pit);

    void CloseMoved(Pit pit, DateTimeOffset at);

    void GroupChanged(Account account, string groupId, string what, Quantity? limit);

    /// <summary>A call of the engine is over; these markets changed in it.</summary>
    void Settle(IReadOnlyCollection<Pit> changed, DateTimeOffset at);
}
