using System.Globalization;

namespace Dutchbook.Sandbox;

/// <summary>The engine's ids as the venue shows them: UUIDs whose first part tells the kind.</summary>
internal static class PublicIds
{
    private static readonly (string Kind, string Mark)[] Marks =
        [("order", "0d000000"), ("trade", "7ade0000"), ("group", "96000000")];

    public static string Of(string engineId)
    {
        int dash = engineId.IndexOf('-', StringComparison.Ordinal);
        string mark = Marks.First(pair => engineId.AsSpan(0, dash).SequenceEqual(pair.Kind)).Mark;
        return $"{mark}-0000-4000-8000-{Number(engineId):x12}";
    }

    public static string OfMarket(int index) => $"3a000000-0000-4000-8000-{index:x12}";

    /// <summary>The counter in an engine's id: later ids have greater ones.</summary>
    public static long Number(string engineId) => long.Parse(
        engineId.AsSpan(engineId.IndexOf('-', StringComparison.Ordinal) + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>The engine's id of an order or a group; a text that is no such id gives one that nothing has.</summary>
    public static string Engine(string kind, string publicId)
    {
        string prefix = Marks.First(pair => pair.Kind == kind).Mark + "-0000-4000-8000-";
        return publicId.StartsWith(prefix, StringComparison.Ordinal)
            && long.TryParse(publicId.AsSpan(prefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long number)
            ? $"{kind}-{number:x8}" : kind + "-none";
    }
}
