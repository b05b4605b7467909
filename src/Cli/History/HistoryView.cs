using System.Globalization;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Pipeline;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>What is shown of a market's history.</summary>
/// <param name="Earlier">Rows of the span that are not shown, before the first.</param>
/// <param name="Stretches">Up to the end of the span.</param>
internal sealed record HistoryPage(
    string Ticker, long From, long To, IReadOnlyList<QuoteChange> Rows, int Earlier, IReadOnlyList<QuoteStretch> Stretches);

/// <summary>A market's best prices as they changed, as traders write them.</summary>
internal static class HistoryView
{
    public static void Show(CommandScope scope, HistoryPage page)
    {
        scope.Output.Line($"{TerminalText.Clean(page.Ticker, 100)}, {HistorySpan.Text(page.From)} to {HistorySpan.Text(page.To)} (UTC)");
        if (page.Rows.Count == 0)
        {
            scope.Output.Line("Nothing is known of it in this span.");
        }
        else
        {
            Table table = Tables.Plain("Time (UTC)", "Bid for YES", "Ask for YES", "Spread", "What");
            foreach (QuoteChange row in page.Rows)
            {
                Touch? touch = row.Touch;
                table.AddRow(
                    DateTimeOffset.FromUnixTimeMilliseconds(row.At).UtcDateTime.ToString("MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
                    touch is { } bid ? Level(bid.YesBidSize, bid.YesBid, bid.YesBid > Price.Zero) : "?",
                    touch is { } ask ? Level(ask.YesAskSize, ask.YesAsk, ask.YesAsk < Price.One) : "?",
                    touch is { } both && both.YesBid > Price.Zero && both.YesAsk < Price.One
                        ? FixedPoint.Format(both.YesAsk.Ticks - both.YesBid.Ticks, 2, 0) + "c"
                        : "",
                    Word(row.Word));
            }

            scope.Output.Table(table);
            if (page.Earlier > 0)
            {
                scope.Output.Line($"{Counted.Of(page.Earlier, "earlier row")} of the span: --limit shows more, --to ends sooner.");
            }
        }

        if (page.Stretches is [.., var last] && last.To < page.To)
        {
            scope.Output.Line(last.Ended is { } why
                ? $"Nothing is known after {HistorySpan.Text(last.To)}: {why}."
                : $"Written up to {HistorySpan.Text(last.To)}.");
        }

        if (page.Stretches.Any(stretch => stretch.Source == QuoteSource.Passes && stretch.To >= page.From))
        {
            scope.Output.Line("Without a stream the prices are those that passes found; what happened between two passes is not known.");
        }
    }

    public static void Write(Utf8JsonWriter json, HistoryPage page)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", ScanJson.Schema);
        json.WriteString("ticker", JsonText.Clean(page.Ticker));
        json.WriteString("from", Time(page.From));
        json.WriteString("to", Time(page.To));
        json.WriteNumber("earlier", page.Earlier);
        json.WriteStartArray("rows");
        foreach (QuoteChange row in page.Rows)
        {
            json.WriteStartObject();
            json.WriteString("at", Time(row.At));
            json.WriteString("what", row.Word.ToString());
            Write(json, "yesBid", row.Touch is { } bid && bid.YesBid > Price.Zero ? (bid.YesBid, bid.YesBidSize) : null);
            Write(json, "yesAsk", row.Touch is { } ask && ask.YesAsk < Price.One ? (ask.YesAsk, ask.YesAskSize) : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("stretches");
        foreach (QuoteStretch stretch in page.Stretches.Where(stretch => stretch.To >= page.From))
        {
            HistoryStatusView.Write(json, stretch);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static string Time(long millis) => JsonText.Time(DateTimeOffset.FromUnixTimeMilliseconds(millis));

    private static void Write(Utf8JsonWriter json, string name, (Price Price, Quantity Size)? level)
    {
        JsonText.WriteNullable(json, name, level?.Price.ToString());
        JsonText.WriteNullable(json, name + "Size", level?.Size.ToString());
    }

    private static string Level(Quantity size, Price price, bool isThere) =>
        isThere ? $"{size} @ {OpportunityView.Cents(price)}" : "nobody";

    private static string Word(QuoteWord word) => word switch
    {
        QuoteWord.Changed => "",
        QuoteWord.Held => "as before",
        QuoteWord.Unknown => "unknown from here",
    };
}
