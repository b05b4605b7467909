using System.Runtime.CompilerServices;
using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>Trades of all readers: <c>/markets/trades</c>, and <c>/historical/trades</c> before the cutoff.</summary>
public sealed class TradeEndpoints
{
    private static readonly WordTable<TakerSide> Sides = new(("yes", TakerSide.Yes), ("no", TakerSide.No));

    private readonly PatientSender _sender;

    internal TradeEndpoints(PatientSender sender) => _sender = sender;

    /// <summary>Page by page, the newest first.</summary>
    public IAsyncEnumerable<Listing<Trade>> GetTrades(TradeFilter filter, CancellationToken stop) => Read("/markets/trades", filter, stop);

    /// <summary>Page by page, trades that were made before the historical cutoff.</summary>
    public IAsyncEnumerable<Listing<Trade>> GetHistoricalTrades(TradeFilter filter, CancellationToken stop) =>
        Read("/historical/trades", filter, stop);

    private async IAsyncEnumerable<Listing<Trade>> Read(
        string path, TradeFilter filter, [EnumeratorCancellation] CancellationToken stop)
    {
        string target = path + "?limit=1000" + Target.And("ticker", filter.Ticker) + Target.And("min_ts", filter.From)
            + Target.And("max_ts", filter.Until) + Target.And("is_block_trade", filter.IsBlock);
        await foreach (RawPage page in _sender.Pages(target, stop))
        {
            yield return Listings.Read(page, "trades", WireReader.Read(page, WireJson.Default.TradesWire).Trades, One);
        }
    }

    private static Trade One(TradeWire wire) => new(
        Field.Need(wire.TradeId, "trade_id"),
        Field.Need(wire.Ticker, "ticker"),
        Field.Need(Field.Quantity(wire.CountFp, "count_fp"), "count_fp"),
        Field.Need(Field.Price(wire.YesPriceDollars, "yes_price_dollars"), "yes_price_dollars"),
        Field.Word(wire.TakerOutcomeSide ?? wire.TakerSide, Sides),
        wire.IsBlockTrade,
        Field.Need(Field.Instant(wire.CreatedTime, "created_time"), "created_time"));
}
