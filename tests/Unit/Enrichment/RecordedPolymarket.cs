using System.Text.Json;
using Dutchbook.Enrichment;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Enrichment;

public sealed class RecordedPolymarket
{
    [Fact]
    public async Task A_recorded_book_is_read_whole_with_its_best_prices_in_front()
    {
        string text = await File.ReadAllTextAsync(Repository.Recorded("data", "polymarket", "ws_messages", "book.json"));
        string recorded = text.TrimStart().StartsWith('[') ? text : $"[{text}]";
        await using Loopback server = await Loopback.StartAsync((_, _) => (200, recorded));
        IReadOnlyDictionary<string, PolymarketBook> books =
            await new ClobBooks(Sources.Reader(), server.Address).Read(["any"], CancellationToken.None);
        using JsonDocument document = JsonDocument.Parse(recorded);
        foreach (JsonElement wire in document.RootElement.EnumerateArray())
        {
            PolymarketBook book = books[wire.GetProperty("asset_id").GetString()!];
            Assert.Equal(Best(wire, "bids", static prices => prices.Max()), book.Bids[0].Price.Ticks / 10_000m);
            Assert.Equal(Best(wire, "asks", static prices => prices.Min()), book.Asks[0].Price.Ticks / 10_000m);
            Assert.True(book.Bids[0].Price < book.Asks[0].Price);
        }
    }

    private static decimal Best(JsonElement wire, string side, Func<IEnumerable<decimal>, decimal> pick) =>
        pick(wire.GetProperty(side).EnumerateArray().Select(static level =>
            decimal.Parse(level.GetProperty("price").GetString()!, System.Globalization.CultureInfo.InvariantCulture)));
}
