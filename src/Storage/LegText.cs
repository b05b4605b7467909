using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Storage;

/// <summary>The legs column: whole numbers with their units in the names, so that they read back exactly.</summary>
internal static class LegText
{
    public static byte[] Write(IReadOnlyList<BasketLeg> legs) => JsonText.Write(legs, static (writer, leg) =>
    {
        writer.WriteStartObject();
        writer.WriteString("ticker", leg.Claim.Market.Ticker);
        writer.WriteString("side", leg.Claim.Side.Word());
        writer.WriteNumber("weight", leg.Weight);
        writer.WriteNumber("quantity_hundredths", leg.Quantity.Hundredths);
        if (leg.Levels.Count > 0)
        {
            writer.WriteNumber("worst_price_ticks", leg.Levels[^1].Price.Ticks);
        }

        writer.WriteNumber("cost_micros", leg.Cost.Micros);
        writer.WriteNumber("fee_micros", leg.Fee.Micros);
        writer.WriteEndObject();
    });

    public static StoredLeg[] Read(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(static leg => new StoredLeg(
            leg.GetProperty("ticker").GetString() ?? "",
            leg.GetProperty("side").ValueEquals(Side.Yes.Word()) ? Side.Yes : Side.No,
            leg.GetProperty("weight").GetInt32(),
            Quantity.FromHundredths(leg.GetProperty("quantity_hundredths").GetInt64()),
            leg.TryGetProperty("worst_price_ticks", out JsonElement price) ? Price.FromTicks(price.GetInt32()) : null,
            Money.FromMicros(leg.GetProperty("cost_micros").GetInt64()),
            Money.FromMicros(leg.GetProperty("fee_micros").GetInt64())))];
    }
}
