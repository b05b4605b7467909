using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>Candlesticks of one market, of an event's markets, of many markets, and of archived ones.</summary>
public sealed class CandleEndpoints
{
    /// <summary>Markets in one bulk request.</summary>
    public const int MostMarkets = 100;

    private readonly PatientSender _sender;

    internal CandleEndpoints(PatientSender sender) => _sender = sender;

    public async Task<MarketCandles> GetMarketCandlesticks(
        string seriesTicker, string ticker, CandleRange range, CancellationToken stop)
    {
        RawPage page = await _sender.GetAsync(
            $"/series/{Target.Part(seriesTicker)}/markets/{Target.Part(ticker)}/candlesticks?{range.Query}", stop);
        MarketCandlesWire wire = WireReader.Read(page, WireJson.Default.MarketCandlesWire);
        return CandleReading.Market(ticker, wire.Candlesticks, CandleReading.One);
    }

    public async Task<EventCandles> GetEventCandlesticks(
        string seriesTicker, string eventTicker, CandleRange range, CancellationToken stop)
    {
        RawPage page = await _sender.GetAsync(
            $"/series/{Target.Part(seriesTicker)}/events/{Target.Part(eventTicker)}/candlesticks?{range.Query}", stop);
        EventCandlesWire wire = WireReader.Read(page, WireJson.Default.EventCandlesWire);
        if (wire.MarketTickers.Count != wire.MarketCandlesticks.Count)
        {
            throw KalshiException.WrongShape(
                page.Path, $"names {wire.MarketTickers.Count} markets and lists candles of {wire.MarketCandlesticks.Count}");
        }

        try
        {
            return new EventCandles(
                [.. wire.MarketTickers.Zip(wire.MarketCandlesticks, static (ticker, candles) =>
                    CandleReading.Market(Field.Need(ticker, "market_tickers"), candles, CandleReading.One))],
                Field.FromUnixSeconds(wire.AdjustedEndTs, "adjusted_end_ts"));
        }
        catch (UnreadableFieldException e)
        {
            throw KalshiException.WrongShape(page.Path, $"answered what cannot be read: {e.Message}");
        }
    }

    /// <summary>Up to 100 markets and 10,000 candles in one answer.</summary>
    public async Task<Listing<MarketCandles>> GetCandlesticks(
        IReadOnlyList<string> tickers, CandleRange range, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfZero(tickers.Count, nameof(tickers));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tickers.Count, MostMarkets, nameof(tickers));
        string list = string.Join(',', tickers);
        RawPage page = await _sender.GetAsync($"/markets/candlesticks?{range.Query}{Target.And("market_tickers", list)}", stop);
        BatchCandlesWire wire = WireReader.Read(page, WireJson.Default.BatchCandlesWire);
        return Listings.Read(page, "markets", wire.Markets, static market => CandleReading.Market(
            Field.Need(market.MarketTicker, "market_ticker"), market.Candlesticks, CandleReading.One));
    }

    /// <summary>Of a market that settled before the historical cutoff.</summary>
    public async Task<MarketCandles> GetHistoricalMarketCandlesticks(string ticker, CandleRange range, CancellationToken stop)
    {
        RawPage page = await _sender.GetAsync($"/historical/markets/{Target.Part(ticker)}/candlesticks?{range.Query}", stop);
        HistoricalCandlesWire wire = WireReader.Read(page, WireJson.Default.HistoricalCandlesWire);
        return CandleReading.Market(ticker, wire.Candlesticks, CandleReading.One);
    }
}
