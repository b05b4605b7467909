using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Mapping;

namespace Dutchbook.Storage;

/// <summary>The JSON arrays of a review.</summary>
internal static class ReviewText
{
    public static byte[] Claims(IEnumerable<Claim> claims) => JsonText.Write(claims, static (json, claim) =>
    {
        json.WriteStartObject();
        json.WriteString("ticker", claim.Market.Ticker);
        json.WriteString("side", claim.Side.Word());
        json.WriteEndObject();
    });

    public static IReadOnlyList<(string Ticker, Side Side)> ReadClaims(ReadOnlyMemory<byte> json) =>
        Read(json, static item => (Text(item, "ticker"), Text(item, "side") == Side.No.Word() ? Side.No : Side.Yes));

    public static byte[] Evidence(IEnumerable<Evidence> evidence) => JsonText.Write(evidence, static (json, item) =>
    {
        json.WriteStartObject();
        json.WriteString("source", item.Source);
        json.WriteString("statement", item.Statement);
        json.WriteEndObject();
    });

    public static IReadOnlyList<Evidence> ReadEvidence(ReadOnlyMemory<byte> json) =>
        Read(json, static item => new Evidence(Text(item, "source"), Text(item, "statement")));

    public static byte[] Differences(IEnumerable<RuleDifference> differences) => JsonText.Write(differences, static (json, item) =>
    {
        json.WriteStartObject();
        json.WriteString("aspect", item.Aspect.ToString());
        json.WriteString("left", item.Left);
        json.WriteString("right", item.Right);
        json.WriteEndObject();
    });

    public static IReadOnlyList<RuleDifference> ReadDifferences(ReadOnlyMemory<byte> json) =>
        Read(json, static item => new RuleDifference(Enum.Parse<RuleAspect>(Text(item, "aspect")), Text(item, "left"), Text(item, "right")));

    private static T[] Read<T>(ReadOnlyMemory<byte> json, Func<JsonElement, T> read)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(read)];
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString() ?? "";
}
