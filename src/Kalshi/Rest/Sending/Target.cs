using System.Globalization;

namespace Dutchbook.Kalshi;

/// <summary>Parts of a request's path and query, escaped.</summary>
internal static class Target
{
    /// <summary>One part of a path. A dotted part would climb to another endpoint, and an empty one names the whole list.</summary>
    public static string Part(string ticker)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(ticker);
        return ticker is "." or ".."
            ? throw new ArgumentException($"'{ticker}' is no ticker.", nameof(ticker))
            : Uri.EscapeDataString(ticker);
    }

    /// <summary>A further query parameter, or nothing when it has no value.</summary>
    public static string And(string name, string? value) => value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";

    /// <inheritdoc cref="And(string, string?)"/>
    public static string And(string name, bool? value) => value is null ? "" : $"&{name}={(value.Value ? "true" : "false")}";

    /// <inheritdoc cref="And(string, string?)"/>
    public static string And(string name, int? value) =>
        value is null ? "" : $"&{name}={value.Value.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>An instant as the Unix seconds that the venue's filters take.</summary>
    public static string And(string name, DateTimeOffset? value) =>
        value is null ? "" : $"&{name}={value.Value.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}";
}
