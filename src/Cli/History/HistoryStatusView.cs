using System.Globalization;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>How much history there is, and where it is not whole.</summary>
internal static class HistoryStatusView
{
    private const int GapsShown = 20;

    public static void Show(CommandScope scope, HistoryOptions options, QuoteTotals totals, IReadOnlyList<QuoteStretch> stretches)
    {
        if (stretches.Count == 0)
        {
            scope.Output.Line("Nothing is written yet.");
            return;
        }

        scope.Output.Line($"{TerminalText.Clean(scope.Home.History, 300)}: {Size(totals.Bytes)}"
            + (totals.FreeBytes > 0 ? $" ({Size(totals.FreeBytes)} of it free)" : "")
            + $", {Counted.Of(totals.Markets, "market")}, {HistorySpan.Text(stretches[0].From)} to {HistorySpan.Text(stretches[^1].To)} (UTC).");
        scope.Output.Line($"{(options.Enabled ? "A run writes it" : "No run writes it (history.enabled)")}; "
            + $"{Counted.Of(options.KeepDays, "day")} before today are kept (history.keep_days).");
        Table days = Tables.Plain("Day (UTC)", "Rows", "Takes", "A row");
        foreach (QuoteDay day in totals.Days)
        {
            days.AddRow(
                day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day.Changes.ToString("N0", CultureInfo.InvariantCulture),
                Size(day.Bytes), Each(day));
        }

        scope.Output.Table(days);
        ShowGaps(scope, stretches);
    }

    public static void Write(Utf8JsonWriter json, string file, QuoteTotals totals, IReadOnlyList<QuoteStretch> stretches)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", ScanJson.Schema);
        json.WriteString("file", JsonText.Clean(file));
        json.WriteNumber("bytes", totals.Bytes);
        json.WriteNumber("freeBytes", totals.FreeBytes);
        json.WriteNumber("markets", totals.Markets);
        json.WriteStartArray("days");
        foreach (QuoteDay day in totals.Days)
        {
            json.WriteStartObject();
            json.WriteString("day", day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteNumber("rows", day.Changes);
            json.WriteNumber("bytes", day.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("stretches");
        foreach (QuoteStretch stretch in stretches)
        {
            Write(json, stretch);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, QuoteStretch stretch)
    {
        json.WriteStartObject();
        json.WriteString("from", HistoryView.Time(stretch.From));
        json.WriteString("to", HistoryView.Time(stretch.To));
        json.WriteString("source", stretch.Source.ToString());
        JsonText.WriteNullable(json, "ended", stretch.Ended is { } why ? JsonText.Clean(why) : null);
        json.WriteNumber("dropped", stretch.Dropped);
        json.WriteEndObject();
    }

    private static void ShowGaps(CommandScope scope, IReadOnlyList<QuoteStretch> stretches)
    {
        QuoteStretch last = stretches[^1];
        if (stretches.Count > 1)
        {
            Table gaps = Tables.Plain("Unknown from (UTC)", "For", "Why", "Dropped");
            for (int i = Math.Max(1, stretches.Count - GapsShown); i < stretches.Count; i++)
            {
                (QuoteStretch before, QuoteStretch after) = (stretches[i - 1], stretches[i]);
                gaps.AddRow(
                    HistorySpan.Text(before.To), TimeSpan.FromMilliseconds(after.From - before.To).ToString("g", CultureInfo.InvariantCulture),
                    TerminalText.Markup(before.Ended ?? "", 80), before.Dropped.ToString("N0", CultureInfo.InvariantCulture));
            }

            scope.Output.Table(gaps);
            if (stretches.Count - 1 > GapsShown)
            {
                scope.Output.Line($"The newest {GapsShown} of {stretches.Count - 1} gaps; --format json has all.");
            }
        }
        else
        {
            scope.Output.Line("No gaps.");
        }

        scope.Output.Line(last.Ended is { } why
            ? $"Nothing is written after {HistorySpan.Text(last.To)}: {why}."
            : $"Written up to {HistorySpan.Text(last.To)}, from {(last.Source == QuoteSource.Stream ? "the stream" : "passes")}.");
    }

    private static string Each(QuoteDay day) => day.Changes == 0
        ? ""
        : FixedPoint.Format(day.Bytes * 10 / day.Changes, 1, 1) + " bytes";

    public static string Size(long bytes) => bytes < 1_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000m:0.#} kB")
        : bytes < 1_000_000_000
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000m:0.#} MB")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000_000m:0.##} GB");
}
