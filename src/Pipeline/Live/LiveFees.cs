using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Pipeline;

/// <summary>Fee terms of the markets of a pass, and what a notice changes of them.</summary>
internal static class LiveFees
{
    public static Dictionary<string, Event> Events(VenueSnapshot pass)
    {
        Dictionary<string, Event> events = new(StringComparer.Ordinal);
        foreach (Event listed in pass.Events)
        {
            events.TryAdd(listed.Ticker, listed);
        }

        return events;
    }

    /// <summary>Null where they are not known: nothing of the market is then on offer.</summary>
    public static FeeTerms? TermsOf(VenueSnapshot pass, Market market, Dictionary<string, Event> events)
    {
        Event? own = events.GetValueOrDefault(market.EventTicker);
        string series = own?.SeriesTicker is { Length: > 0 } ticker ? ticker : market.SeriesTicker;
        return FeeSchedule.Resolve(market, own, SeriesOf(pass, series), pass.At, pass.AssumedFee).Terms;
    }

    /// <summary>The markets of an event, and their terms after its own changed.</summary>
    public static IEnumerable<(string Ticker, FeeTerms? Terms)> Changed(VenueSnapshot pass, VenueNotice.EventFeesChanged notice)
    {
        Dictionary<string, Event> events = Events(pass);
        Event? before = events.GetValueOrDefault(notice.EventTicker);
        events[notice.EventTicker] = new Event
        {
            Ticker = notice.EventTicker,
            SeriesTicker = before?.SeriesTicker ?? "",
            FeeTypeOverride = notice.Type,
            FeeMultiplierOverride = notice.Multiplier,
        };
        return pass.Markets.Where(market => market.EventTicker == notice.EventTicker)
            .Select(market => (market.Ticker, notice.Defect is null ? TermsOf(pass, market, events) : null));
    }

    private static Series? SeriesOf(VenueSnapshot pass, string ticker) =>
        pass.Series.TryGetValue(ticker, out Series? series) ? series : null;
}
