using System.Globalization;
using Dutchbook.Domain;

namespace Dutchbook.Storage;

/// <summary>
/// The columns of a market in the order of the statements of <see cref="MarketStatements"/>: the figures, which move with
/// every pass, and the terms, which hardly ever do.
/// </summary>
internal static class MarketColumns
{
    /// <summary>A sign, 29 digits and a point.</summary>
    private const int LongestDecimal = 31;

    public const string Figures =
        "yes_bid_ticks, yes_bid_size_hundredths, yes_ask_ticks, yes_ask_size_hundredths, last_price_ticks, "
        + "volume_hundredths, open_interest_hundredths, venue_updated_at_micros";

    public const string Terms =
        "event_ticker, series_ticker, category, market_type, status, result, title, subtitle, no_subtitle, strike_type, "
        + "floor_strike, cap_strike, functional_strike, custom_strike, open_time_micros, close_time_micros, "
        + "expected_expiration_time_micros, latest_expiration_time_micros, occurrence_time_micros, "
        + "settlement_timer_micros, settlement_value_ticks, expiration_value, can_close_early, "
        + "fee_waiver_expiration_time_micros, price_bands, is_provisional, exchange_index, collection_ticker, "
        + "selected_legs, defects, early_close_condition, rules_primary, rules_secondary";

    public static void AddQuote<T>(T columns, StoredQuote quote)
        where T : IColumns
    {
        columns.Add(quote.BidTicks);
        columns.Add(quote.BidSize);
        columns.Add(quote.AskTicks);
        columns.Add(quote.AskSize);
    }

    public static void AddFigures<T>(T columns, Market market)
        where T : IColumns
    {
        AddQuote(columns, StoredQuote.Of(market.Quote));
        columns.Add(market.LastPrice?.Ticks);
        columns.Add(market.Volume?.Hundredths);
        columns.Add(market.OpenInterest?.Hundredths);
        columns.Add(Times.Micros(market.UpdatedTime));
    }

    public static void AddTerms<T>(T columns, Market market, EventTerms item, string priceBands)
        where T : IColumns
    {
        Span<byte> digits = stackalloc byte[LongestDecimal];
        columns.Add(market.EventTicker);
        columns.Add(market.SeriesTicker.Length > 0 ? market.SeriesTicker : item.SeriesTicker);
        columns.Add(item.Category);
        columns.Add(market.Type.Text);
        columns.Add(market.Status.Text);
        columns.Add(market.Result.Text);
        columns.Add(market.Title.Span);
        columns.Add(market.YesSubTitle.Span);
        columns.Add(market.NoSubTitle.Span);
        columns.Add(market.StrikeType.Text);
        columns.Add(Strike(market.FloorStrike, digits));
        columns.Add(Strike(market.CapStrike, digits));
        columns.Add(market.FunctionalStrike);
        columns.Add(market.CustomStrike.Span);
        columns.Add(Times.Micros(market.OpenTime));
        columns.Add(Times.Micros(market.CloseTime));
        columns.Add(Times.Micros(market.ExpectedExpirationTime));
        columns.Add(Times.Micros(market.LatestExpirationTime));
        columns.Add(Times.Micros(market.OccurrenceTime));
        columns.Add(market.SettlementTimer?.Ticks / TimeSpan.TicksPerMicrosecond);
        columns.Add(market.SettlementValue?.Ticks);
        columns.Add(market.ExpirationValue.Span);
        columns.Add(Flag(market.CanCloseEarly));
        columns.Add(Times.Micros(market.FeeWaiverExpirationTime));
        columns.Add(priceBands);
        columns.Add(Flag(market.IsProvisional));
        columns.Add(market.ExchangeIndex);
        columns.Add(market.CollectionTicker);
        columns.Add(JsonText.ComboLegs(market.SelectedLegs).AsSpan());
        columns.Add(JsonText.Defects(market.Defects).AsSpan());
        columns.Add(market.EarlyCloseCondition.Span);
        columns.Add(market.RulesPrimary.Span);
        columns.Add(market.RulesSecondary.Span);
    }

    private static ReadOnlySpan<byte> Strike(decimal? strike, Span<byte> digits) =>
        strike is { } value && value.TryFormat(digits, out int length, provider: CultureInfo.InvariantCulture) ? digits[..length] : [];

    public static long? Flag(bool? value) => value is { } known ? (known ? 1 : 0) : null;
}

/// <summary>What a market row takes from its event.</summary>
internal readonly record struct EventTerms(string SeriesTicker, string Category);

/// <summary>A quote as columns: a side that nobody quotes is NULL in price and size.</summary>
internal readonly record struct StoredQuote(long? BidTicks, long? BidSize, long? AskTicks, long? AskSize)
{
    public bool IsEmpty => BidTicks is null && AskTicks is null;

    public static StoredQuote Of(Quote quote) => new(
        quote.HasYesBid ? quote.YesBid.Ticks : null,
        quote.HasYesBid ? quote.YesBidSize.Hundredths : null,
        quote.HasYesAsk ? quote.YesAsk.Ticks : null,
        quote.HasYesAsk ? quote.YesAskSize.Hundredths : null);

    public static StoredQuote Read(Statement row, int column) =>
        new(row.Integer(column), row.Integer(column + 1), row.Integer(column + 2), row.Integer(column + 3));

    public Quote ToQuote() => new(
        Price.FromTicks((int)(BidTicks ?? 0)),
        Quantity.FromHundredths(BidSize ?? 0),
        Price.FromTicks((int)(AskTicks ?? 0)),
        Quantity.FromHundredths(AskSize ?? 0));
}
