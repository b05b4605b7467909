using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Domain;

/// <summary>Fees that the venue really charged a direct account.</summary>
public sealed class RecordedFills
{
    // The fills are of the earlier rule, which rounded the trade fee up to $0.0001 where today's rounds to $0.000001.
    // Both then align the balance, so that they part only where the finer trade fee leaves a unit untouched: once.
    [Fact]
    public void Recorded_fills_were_charged_by_the_rule_of_their_time_and_once_a_unit_more_than_today()
    {
        string file = Repository.Recorded("data", "kalshi-2026-08", "portfolio_fills_redacted.json");
        using JsonDocument recording = JsonDocument.Parse(File.ReadAllText(file));
        List<string> otherToday = [];
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

            string side = Text(fill, "side") == "yes" ? "yes_price_dollars" : "no_price_dollars";
            Price price = Some.Price(Text(fill, side));
            Quantity quantity = Some.Quantity(Text(fill, "count_fp"));
            Money charged = Some.Money(Text(fill, "fee_cost"));
            LiquidityRole role = fill.GetProperty("is_taker").GetBoolean() ? LiquidityRole.Taker : LiquidityRole.Maker;
            FillFee today = fees.Add(price, quantity, role);
            if (today.Net() != charged)
            {
                otherToday.Add($"{quantity} at {price}: charged {charged}, today {today.Net()}");
            }

            long coarse = (today.TradeFee.Micros + 99) / 100 * 100;
            long change = (price * quantity).Micros + coarse;
            Assert.Equal(charged, Money.FromMicros(((change + 99) / 100 * 100) - (price * quantity).Micros));
        }

        Assert.Equal(33, count);
        Assert.Equal(["71.94 at 0.0130: charged 0.06478, today 0.06468"], otherToday);
    }

    private static string Text(JsonElement item, string field) => item.GetProperty(field).GetString() ?? "";
}
