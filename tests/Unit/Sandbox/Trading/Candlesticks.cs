using System.Net;
using System.Text.Json;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

public sealed class Candlesticks
{
    [Fact]
    public async Task A_period_holds_its_own_trades_and_one_without_any_has_no_price()
    {
        await using Trader trader = await Trader.Start();
        (await trader.Place(new("bid", "0.4700", "3") { TimeInForce = "immediate_or_cancel" })).Expect(HttpStatusCode.Created);
        (await trader.Place(new("ask", "0.4600", "1") { TimeInForce = "immediate_or_cancel" })).Expect(HttpStatusCode.Created);
        long start = Demo.At.ToUnixTimeSeconds();
        Reply reply = await trader.Get(
            $"/series/KXPRESNOMB/markets/{Trader.Market}/candlesticks?start_ts={start - 60}&end_ts={start + 60}&period_interval=1");
        JsonElement[] candles = reply.List("candlesticks");
        Assert.Equal(3, candles.Length);
        Assert.Equal((JsonValueKind.Null, "0.00"), (Price(candles[0], "close").ValueKind, candles[0].GetProperty("volume_fp").GetString()));

        // Three at 0.47 and one at 0.46 are 1.87, which is 0.4675 each.
        Assert.Equal(
            ("0.4700", "0.4600", "0.4700", "0.4600", "0.4675", "4.00"),
            (Price(candles[1], "open").GetString(), Price(candles[1], "close").GetString(), Price(candles[1], "high").GetString(),
                Price(candles[1], "low").GetString(), Price(candles[1], "mean").GetString(), candles[1].GetProperty("volume_fp").GetString()));
        Assert.Equal("0.4600", Price(candles[2], "previous").GetString());
        Assert.Equal(JsonValueKind.Null, Price(candles[2], "open").ValueKind);
    }

    private static JsonElement Price(JsonElement candle, string name) => candle.GetProperty("price").GetProperty(name + "_dollars");
}
