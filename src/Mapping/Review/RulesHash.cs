using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>The hash of everything that a relation was judged by. An approval is of these words and of no others.</summary>
public static class RulesHash
{
    public static string Of(IEnumerable<Market> markets, VenueIndex venue) => TextHash.Of(markets
        .OrderBy(static market => market.Ticker, StringComparer.Ordinal)
        .Select(market => MarketWords.Of(market, venue.SourceOf(venue.EventOf(market)))));
}
