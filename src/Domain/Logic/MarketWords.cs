using System.Globalization;

namespace Dutchbook.Domain;

/// <summary>
/// Everything that a market is judged by, in one text: rules, titles, strikes, sources, early close. When it closes may move (a game
/// is postponed) without its rules changing, and is not part of it.
/// </summary>
public static class MarketWords
{
    /// <param name="market">Whose words.</param>
    /// <param name="source">Who settles it; empty where that is not known.</param>
    public static string Of(Market market, string source) => string.Join('\u0001',
        market.Ticker, market.Title, market.YesSubTitle, market.NoSubTitle, market.RulesPrimary, market.RulesSecondary,
        market.EarlyCloseCondition, market.StrikeType.Text, Decimal(market.FloorStrike), Decimal(market.CapStrike), market.CustomStrike,
        market.FunctionalStrike, source);

    /// <summary>Without zeros at the end: 3 and 3.0 are the same strike.</summary>
    private static string Decimal(decimal? value) =>
        value is { } number ? (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) : "";
}
