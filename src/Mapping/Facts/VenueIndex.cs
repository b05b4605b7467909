using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>A snapshot by ticker: the market, its event, and who settles it.</summary>
public sealed class VenueIndex
{
    private readonly VenueSnapshot _snapshot;
    private readonly Dictionary<string, Market> _markets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Event> _events = new(StringComparer.Ordinal);

    public VenueIndex(VenueSnapshot snapshot)
    {
        _snapshot = snapshot;
        foreach (Market market in snapshot.Markets)
        {
            _markets.TryAdd(market.Ticker, market);
        }

        foreach (Event owner in snapshot.Events)
        {
            _events.TryAdd(owner.Ticker, owner);
        }
    }

    /// <summary>Null when the snapshot has no such market.</summary>
    public Market? Find(string ticker) => _markets.GetValueOrDefault(ticker);

    /// <summary>The event of a market; one of its own where the snapshot does not have it.</summary>
    public Event EventOf(Market market) => _events.GetValueOrDefault(market.EventTicker)
        ?? new Event { Ticker = market.EventTicker, SeriesTicker = market.SeriesTicker, Markets = [market] };

    /// <summary>Whether the snapshot says who settles an event; a page of markets alone does not.</summary>
    public bool KnowsSource(Event owner) => owner.SettlementSources.Count > 0
        || _snapshot.Series.GetValueOrDefault(owner.SeriesTicker)?.SettlementSources.Count > 0;

    /// <summary>The fee terms of a market as its event and series state them; a waiver for a while changes nothing of them.</summary>
    public FeeResolution FeesOf(Market market) => FeeSchedule.ResolveEvent(
        _events.GetValueOrDefault(market.EventTicker), _snapshot.Series.GetValueOrDefault(EventOf(market).SeriesTicker), _snapshot.At);

    /// <summary>
    /// The settlement sources of an event in words; where none is known, the event is only like itself.
    /// </summary>
    public string SourceOf(Event owner) => LineKey.SourceOf(owner, _snapshot);
}
