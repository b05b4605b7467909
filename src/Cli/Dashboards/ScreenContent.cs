using System.Globalization;
using System.Text.Json;

namespace Dutchbook.Cli;

/// <summary>What the terminal dashboard shows, as the API gave it.</summary>
internal sealed record ScreenContent(JsonElement State, IReadOnlyList<JsonElement> Opportunities, IReadOnlyList<JsonElement> Trades)
{
    /// <exception cref="CommandFailure">The instance does not answer.</exception>
    public static async Task<ScreenContent> ReadAsync(InstanceClient client, CancellationToken cancellation)
    {
        JsonElement state = await client.GetAsync("state", cancellation);
        JsonElement opportunities = await client.GetAsync("opportunities", cancellation);
        JsonElement trades = await client.GetAsync("trades", cancellation);
        return new ScreenContent(
            state,
            [.. opportunities.GetProperty("opportunities").EnumerateArray()],
            [.. trades.GetProperty("trades").EnumerateArray()]);
    }

    /// <summary>Those that the filter lets through, in the order that is wanted.</summary>
    public IReadOnlyList<JsonElement> Shown(ScreenState state)
    {
        IEnumerable<JsonElement> found = Opportunities.Where(item => state.Filter.Length == 0
            || Text(item, "title").Contains(state.Filter, StringComparison.OrdinalIgnoreCase)
            || Text(item, "id").StartsWith(state.Filter, StringComparison.OrdinalIgnoreCase)
            || item.GetProperty("legs").EnumerateArray().Any(leg =>
                Text(leg, "ticker").Contains(state.Filter, StringComparison.OrdinalIgnoreCase)));
        return state.Sort switch
        {
            ScreenSort.Rank => [.. found],
            ScreenSort.Edge => [.. found.OrderByDescending(static item => Number(item, "edge"))],
            ScreenSort.Confidence => [.. found.OrderByDescending(static item => Number(item, "confidence"))],
            ScreenSort.Newest => [.. found.OrderByDescending(static item => Text(item, "firstSeen"), StringComparer.Ordinal)],
        };
    }

    /// <summary>Empty where it is not known.</summary>
    public static string Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";

    public static decimal Number(JsonElement json, string name) =>
        decimal.TryParse(Text(json, name), NumberStyles.Number, CultureInfo.InvariantCulture, out decimal number) ? number : decimal.MinValue;
}

/// <summary>In what order opportunities are shown.</summary>
internal enum ScreenSort
{
    /// <summary>As the instance ranks them.</summary>
    Rank = 0,

    Edge,

    Confidence,

    Newest,
}
