using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>Wire to <see cref="Candle"/>.</summary>
internal static class CandleReading
{
    public static MarketCandles Market<TWire>(string ticker, Items<TWire>? wire, Func<TWire, Candle> read)
    {
        List<FieldDefect> skipped = [];
        return new MarketCandles(ticker, Listings.Read("candlesticks", wire, read, skipped), skipped);
    }

    public static Candle One(CandleWire wire) => new(
        Field.FromUnixSeconds(wire.EndPeriodTs, "end_period_ts"),
        Range("yes_bid", wire.YesBid?.OpenDollars, wire.YesBid?.LowDollars, wire.YesBid?.HighDollars, wire.YesBid?.CloseDollars),
        Range("yes_ask", wire.YesAsk?.OpenDollars, wire.YesAsk?.LowDollars, wire.YesAsk?.HighDollars, wire.YesAsk?.CloseDollars),
        Range("price", wire.Price?.OpenDollars, wire.Price?.LowDollars, wire.Price?.HighDollars, wire.Price?.CloseDollars),
        Field.Money(wire.Price?.MeanDollars, "price.mean_dollars"),
        Field.Price(wire.Price?.PreviousDollars, "price.previous_dollars"),
        Field.Quantity(wire.VolumeFp, "volume_fp"),
        Field.Quantity(wire.OpenInterestFp, "open_interest_fp"));

    public static Candle One(HistoricalCandleWire wire) => new(
        Field.FromUnixSeconds(wire.EndPeriodTs, "end_period_ts"),
        Range("yes_bid", wire.YesBid?.Open, wire.YesBid?.Low, wire.YesBid?.High, wire.YesBid?.Close),
        Range("yes_ask", wire.YesAsk?.Open, wire.YesAsk?.Low, wire.YesAsk?.High, wire.YesAsk?.Close),
        Range("price", wire.Price?.Open, wire.Price?.Low, wire.Price?.High, wire.Price?.Close),
        Field.Money(wire.Price?.Mean, "price.mean"),
        Field.Price(wire.Price?.Previous, "price.previous"),
        Field.Quantity(wire.Volume, "volume"),
        Field.Quantity(wire.OpenInterest, "open_interest"));

    // A range of which a part is missing is no range; one that is upside down was misread.
    private static PriceRange? Range(string field, string? open, string? low, string? high, string? close)
    {
        if (Field.Price(open, field + ".open") is not { } first || Field.Price(low, field + ".low") is not { } least
            || Field.Price(high, field + ".high") is not { } most || Field.Price(close, field + ".close") is not { } last)
        {
            return null;
        }

        return least <= first && least <= last && first <= most && last <= most
            ? new PriceRange(first, least, most, last)
            : throw new UnreadableFieldException(field, $"opens at {first} and closes at {last}, outside {least} to {most}");
    }
}
