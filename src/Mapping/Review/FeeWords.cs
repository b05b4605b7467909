using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// The fee terms of markets in words, to be compared with those of another day. They change nothing about what is true; but whoever
/// approved a relation did so for these, and a venue that changes them may have changed more.
/// </summary>
public static class FeeWords
{
    /// <summary>Null where the terms of one market are not known.</summary>
    public static string? Of(IEnumerable<Market> markets, VenueIndex venue)
    {
        List<string> words = [];
        foreach (Market market in markets.OrderBy(static market => market.Ticker, StringComparer.Ordinal))
        {
            if (venue.FeesOf(market).Terms is not { } terms)
            {
                return null;
            }

            words.Add($"{market.Ticker} {terms.Type} {terms.Multiplier}");
        }

        return string.Join("; ", words);
    }
}
