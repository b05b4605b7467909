namespace Dutchbook.Kalshi;

/// <summary>Markets archived some months after settlement: <c>/historical</c>.</summary>
public sealed class HistoryEndpoints
{
    private readonly PatientSender _sender;

    internal HistoryEndpoints(PatientSender sender) => _sender = sender;

    /// <exception cref="KalshiException">The venue does not say.</exception>
    public async Task<HistoricalCutoff> GetCutoff(CancellationToken stop)
    {
        RawPage page = await _sender.GetAsync("/historical/cutoff", stop);
        HistoricalCutoffWire wire = WireReader.Read(page, WireJson.Default.HistoricalCutoffWire);
        try
        {
            return new HistoricalCutoff(
                Field.Need(Field.Instant(wire.MarketSettledTs, "market_settled_ts"), "market_settled_ts"),
                Field.Need(Field.Instant(wire.TradesCreatedTs, "trades_created_ts"), "trades_created_ts"),
                Field.Need(Field.Instant(wire.OrdersUpdatedTs, "orders_updated_ts"), "orders_updated_ts"),
                Field.Instant(wire.MarketPositionsLastUpdatedTs, "market_positions_last_updated_ts"));
        }
        catch (UnreadableFieldException e)
        {
            throw KalshiException.WrongShape(page.Path, $"answered what cannot be read: {e.Message}");
        }
    }

    /// <summary>Page by page, archived markets as they came; of one event, of one series, or all.</summary>
    /// <exception cref="ArgumentException">The venue filters by one of the two only.</exception>
    public IAsyncEnumerable<RawPage> GetMarkets(string? eventTicker, string? seriesTicker, CancellationToken stop) =>
        eventTicker is null || seriesTicker is null
            ? _sender.Pages(
                "/historical/markets?limit=1000" + Target.And("event_ticker", eventTicker) + Target.And("series_ticker", seriesTicker),
                stop)
            : throw new ArgumentException("Filter by an event or by a series, not by both.", nameof(seriesTicker));

    public Task<RawPage> GetMarket(string ticker, CancellationToken stop) =>
        _sender.GetAsync("/historical/markets/" + Target.Part(ticker), stop);
}
