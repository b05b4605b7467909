using System.Globalization;

namespace Dutchbook.Sandbox;

/// <summary>The engine's ids as the venue shows them: UUIDs whose first part tells the kind.</summary>
internal static class PublicIds
{
    private const string Order = "0d000000-0000-4000-8000-";
    private const string Trade = "7ade0000-0000-4000-8000-";
    private const string Group = "96000000-0000-4000-8000-";

    public static string Of(string engineId) => string.Create(
        CultureInfo.InvariantCulture, $"{Mark(engineId)}{Number(engineId):x12}");

    public static string OfMarket(int index) => $"3a000000-0000-4000-8000-{index:x12}";

    /// <summary>The counter in an engine's id: later ids have greater ones.</summary>
    public static long Number(string engineId) => long.Parse(
        engineId.AsSpan(engineId.IndexOf('-', StringComparison.Ordinal) + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>The engine's id of an order or a group; a text that is no such id gives one that nothing has.</summary>
    public static string Engine(string kind, string publicId)
    {
        string mark = Mark(kind);
        return publicId.StartsWith(mark, StringComparison.Ordinal)
            && long.TryParse(publicId.AsSpan(mark.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long number)
            ? $"{kind}-{number:x8}" : kind + "-none";
    }

    private static string Mark(string kind) => kind[0] switch
    {
        'o' => Order,
        't' => Trade,
        'g' => Group,
        _ => throw new ArgumentException($"{kind} is no id of the engine", nameof(kind)),
    };
}
