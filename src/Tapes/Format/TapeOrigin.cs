using System.Text.Json;

namespace Dutchbook.Tapes;

/// <summary>Where a recording was made, and with which settings.</summary>
/// <param name="Venue">The host.</param>
/// <param name="Settings">What a replay must agree with to find the same.</param>
public sealed record TapeOrigin(string Venue, IReadOnlyDictionary<string, string> Settings)
{
    public const int Schema = 1;

    /// <summary>Which recording; empty where the file does not say.</summary>
    public string Session { get; init; } = "";

    /// <summary>Which file of it, from 1.</summary>
    public int Part { get; init; } = 1;

    /// <summary>Reads what the first line of a file says.</summary>
    /// <param name="body">JSON.</param>
    /// <param name="problem">Why it cannot be used.</param>
    internal static TapeOrigin? Read(ReadOnlyMemory<byte> body, out string problem)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            int schema = root.GetProperty("schema").GetInt32();
            problem = schema == Schema ? "" : $"it is of schema {schema}, and this release reads {Schema}";
            return problem.Length > 0 ? null : new TapeOrigin(
                root.GetProperty("venue").GetString() ?? "",
                root.GetProperty("settings").EnumerateObject()
                    .ToDictionary(static item => item.Name, static item => item.Value.GetString() ?? "", StringComparer.Ordinal))
            {
                Session = root.GetProperty("session").GetString() ?? "",
                Part = root.GetProperty("part").GetInt32(),
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            problem = "its first line does not say what it is";
            return null;
        }
    }
}
