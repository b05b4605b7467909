using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Dutchbook.Dashboard;

/// <summary>A request that was let in.</summary>
/// <param name="Names">What stood in its path.</param>
/// <param name="Query">What stood behind the question mark.</param>
/// <param name="Body">A JSON object; undefined where none was sent.</param>
/// <param name="Caller">How it was let in.</param>
/// <param name="Cancellation">The caller has gone.</param>
internal sealed record Call(
    IReadOnlyDictionary<string, string> Names, IQueryCollection Query, JsonElement Body, string Caller, CancellationToken Cancellation)
{
    private const int LongestText = 2_000;

    public string this[string name] => Names[name];

    public Wish Wish => new(Text("reason"), Caller, Flag("looked") || Flag("unchecked"));

    /// <summary>A field of the body; empty where it is not there.</summary>
    public string Text(string field) =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(field, out JsonElement value)
        && value.ValueKind == JsonValueKind.String && value.GetString() is { } text
            ? text[..Math.Min(text.Length, LongestText)].Trim()
            : "";

    public bool Flag(string field) =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    public string Asked(string name) => Query[name].ToString();

    public int Count(string name, int otherwise, int most) =>
        int.TryParse(Asked(name), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? Math.Clamp(count, 1, most) : otherwise;
}
