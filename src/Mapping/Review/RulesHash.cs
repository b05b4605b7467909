using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// The hash of everything that a relation was judged by: rules, titles, strikes, sources, early close. An approval is
/// of these words and of no others. When a market closes may move (a game is postponed) without its rules changing, and
/// is not part of it.
/// </summary>
public static class RulesHash
{
    public static string Of(IEnumerable<Market> markets, VenueIndex venue) => Of(
        markets.OrderBy(static market => market.Ticker, StringComparer.Ordinal).Select(market => Words(market, venue)));

    /// <summary>The hash of several texts; their borders count.</summary>
    public static string Of(IEnumerable<string> parts)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string part in parts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static string Words(Market market, VenueIndex venue) => string.Join('\u0001',
        market.Ticker, market.Title, market.YesSubTitle, market.NoSubTitle, market.RulesPrimary, market.RulesSecondary,
        market.EarlyCloseCondition, market.StrikeType.Text, Decimal(market.FloorStrike), Decimal(market.CapStrike), market.CustomStrike,
        market.FunctionalStrike, venue.SourceOf(venue.EventOf(market)));

    /// <summary>Without zeros at the end: 3 and 3.0 are the same strike.</summary>
    private static string Decimal(decimal? value) =>
        value is { } number ? (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) : "";
}
