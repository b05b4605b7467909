using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Domain;

/// <summary>Fees that the venue really charged a direct account.</summary>
public sealed class RecordedFills
{
    [Fact]
    public void Every_recorded_fill_was_charged_what_the_model_says()
    {
        string folder = Path.Combine(Repository.Root, "..", "shared", "data", "kalshi-2026-08");
        string file = Path.Combine(folder, "portfolio_fills_redacted.json");
        if (!File.Exists(file))
        {
            Assert.Skip("The recorded fills are not beside this repository.");
        }

        using JsonDocument recording = JsonDocument.Parse(File.ReadAllText(file));
        List<string> wrong = [];
        int count = 0;
        Dictionary<string, OrderFees> orders = new(StringComparer.Ordinal);
        foreach (JsonElement fill in recording.RootElement.GetProperty("payload").GetProperty("fills").EnumerateArray())
        {
            count++;
            string ticker = Text(fill, "ticker");
            string order = Text(fill, "order_id");
            if (!orders.TryGetValue(order, out OrderFees? fees))
            {
                // The series recorded in the same week: professional baseball at one half, everything else at one.
                bool half = ticker.StartsWith("KXMLB", StringComparison.Ordinal);
                orders[order] = fees = new OrderFees(Some.Terms(half ? "0.5" : "1"), MemberKind.Direct);
            }

            FillFee fee = fees.Add(
                Some.Price(Text(fill, Text(fill, "side") == "yes" ? "yes_price_dollars" : "no_price_dollars")),
                Some.Quantity(Text(fill, "count_fp")),
                fill.GetProperty("is_taker").GetBoolean() ? LiquidityRole.Taker : LiquidityRole.Maker);
            if (fee.Net() != Some.Money(Text(fill, "fee_cost")))
            {
                wrong.Add($"{ticker}: charged {Text(fill, "fee_cost")}, model {fee}");
            }
        }

        Assert.Equal(33, count);
        Assert.Empty(wrong);
    }

    private static string Text(JsonElement item, string field) => item.GetProperty(field).GetString() ?? "";
}
