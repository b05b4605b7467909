using System.Net;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

/// <summary>The engine is for one thread; requests are not.</summary>
public sealed class ManyAtOnce
{
    [Fact]
    public async Task Orders_of_many_connections_and_reads_beside_them_lose_and_invent_nothing()
    {
        int each = TestScale.Times(15);
        await using Trader first = await Trader.Start();
        Trader[] traders = [first, .. Enumerable.Range(0, 5).Select(_ => first.Another(new() { Tier = Dutchbook.Sandbox.UsageTier.Unlimited }))];
        Quantity offered = first.Server.Control.Book(Trader.Market).NoBids[0].Quantity;
        await Task.WhenAll(traders.Select(async trader =>
        {
            for (int i = 0; i < each; i++)
            {
                (await trader.Place(new("bid", "0.4700", "0.07") { TimeInForce = "immediate_or_cancel" })).Expect(HttpStatusCode.Created);
                (await trader.Get($"/markets/{Trader.Market}/orderbook")).Ok();
            }
        }));

        Quantity bought = Quantity.FromHundredths(7L * each * traders.Length);
        Assert.Equal(offered - bought, first.Server.Control.Book(Trader.Market).NoBids[0].Quantity);
        foreach (Trader trader in traders)
        {
            JsonElement position = (await trader.Get("/portfolio/positions")).List("market_positions").Single();
            Assert.Equal(Quantity.FromHundredths(7L * each).ToString(), position.GetProperty("position_fp").GetString());
            Assert.Equal(each, (await trader.Get("/portfolio/fills?limit=1000")).List("fills").Length);
        }

        foreach (Trader trader in traders.Skip(1))
        {
            await trader.DisposeAsync();
        }
    }
}
