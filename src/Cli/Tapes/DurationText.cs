using System.Globalization;

namespace Dutchbook.Cli;

/// <summary>Spans of time as people write them: 250ms, 30s, 10m, 2h, 7d.</summary>
internal static class DurationText
{
    private static readonly (string Unit, TimeSpan One)[] units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)), ("d", TimeSpan.FromDays(1)),
    ];

    /// <exception cref="CommandFailure">It is none.</exception>
    public static TimeSpan Parse(string text, string option)
    {
        foreach ((string unit, TimeSpan one) in units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && int.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
                && count > 0)
            {
                return count * one;
            }
        }

        throw new CommandFailure(ExitCode.Usage, $"{option} {text} is not a span of time. Write it like 250ms, 30s, 10m or 2h.");
    }
}
