using System.CommandLine;
using System.Globalization;

namespace Dutchbook.Cli;

/// <summary>The options that choose a span of history.</summary>
internal sealed class HistorySpan
{
    public Option<string?> From { get; } = new("--from")
    {
        Description = "From here on: a time (UTC), or so long ago, such as 2h (default: the newest day that there is).",
        HelpName = "time",
    };

    public Option<string?> To { get; } = new("--to") { Description = "Up to here: a time (UTC), or so long ago (default: now).", HelpName = "time" };

    /// <summary>What is not given is null.</summary>
    /// <exception cref="CommandFailure">An option is no time, or they are in the wrong order.</exception>
    public (DateTimeOffset? From, DateTimeOffset? To) Read(ParseResult arguments, DateTimeOffset now)
    {
        DateTimeOffset? from = Time(arguments.GetValue(From), From.Name, now);
        DateTimeOffset? to = Time(arguments.GetValue(To), To.Name, now);
        return from > (to ?? now)
            ? throw new CommandFailure(ExitCode.Usage, "--from is after the end of the span.")
            : (from, to);
    }

    public static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Text(long millis) => Text(DateTimeOffset.FromUnixTimeMilliseconds(millis));

    private static DateTimeOffset? Time(string? text, string option, DateTimeOffset now) =>
        text is null ? null
        : text.Length > 1 && text.All(char.IsAsciiLetterOrDigit) && char.IsAsciiLetterLower(text[^1]) ? now - DurationText.Parse(text, option)
        : ScanArguments.ParseTime(text, option);
}
