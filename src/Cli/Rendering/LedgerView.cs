using System.Globalization;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>What became of everything that was shown: the counts first, then what a reader must look at.</summary>
internal static class LedgerView
{
    public static void Show(CommandScope scope, IReadOnlyList<LedgerLine> lines, int top)
    {
        Table counts = Tables.Plain("", "Count", "Best edge, summed", "Half lasted at least");
        foreach (IGrouping<OpportunityEnd, LedgerLine> group in lines.GroupBy(static line => line.End))
        {
            counts.AddRow(
                Word(group.Key), group.Count().ToString(CultureInfo.InvariantCulture), OpportunityView.Dollars(Best(group)),
                string.Create(CultureInfo.InvariantCulture, $"{Median(group).TotalSeconds:0.0} s"));
        }

        scope.Output.Table(counts);
        Table table = Tables.Plain("End", "Best edge", "Lasted", "Paid", "Basket", "Why");
        foreach (LedgerLine line in lines.Take(top))
        {
            StoredOpportunity seen = line.Opportunity;
            table.AddRow(
                Word(line.End), OpportunityView.Dollars(seen.Episode.BestEdge),
                string.Create(CultureInfo.InvariantCulture, $"{line.Lasted.TotalSeconds:0.0} s"), line.Paid?.ToString() ?? "not yet",
                TerminalText.Markup(string.Join(" + ", seen.Legs.Take(2).Select(static leg => $"{leg.Side.Word().ToUpperInvariant()} {leg.Ticker}")), 80),
                TerminalText.Markup(line.Why, 120));
        }

        scope.Output.Table(table);
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<LedgerLine> lines)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", ScanJson.Schema);
        json.WriteStartArray("ends");
        foreach (IGrouping<OpportunityEnd, LedgerLine> group in lines.GroupBy(static line => line.End))
        {
            json.WriteStartObject();
            json.WriteString("end", group.Key.ToString());
            json.WriteNumber("count", group.Count());
            json.WriteString("bestEdge", Best(group).ToString());
            json.WriteNumber("medianSeconds", decimal.Round((decimal)Median(group).TotalSeconds, 1));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("ledger");
        foreach (LedgerLine line in lines)
        {
            StoredOpportunity seen = line.Opportunity;
            json.WriteStartObject();
            json.WriteString("id", seen.Id);
            json.WriteString("end", line.End.ToString());
            json.WriteString("why", JsonText.Clean(line.Why));
            json.WriteString("bestEdge", seen.Episode.BestEdge.ToString());
            json.WriteString("firstSeen", JsonText.Time(seen.Episode.FirstSeen));
            json.WriteString("lastSeen", JsonText.Time(seen.Episode.LastSeen));
            json.WriteString("minPayout", seen.MinPayout.ToString());
            JsonText.WriteNullable(json, "paid", line.Paid?.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static Money Best(IEnumerable<LedgerLine> lines) =>
        lines.Aggregate(Money.Zero, static (sum, line) => sum + line.Opportunity.Episode.BestEdge);

    private static TimeSpan Median(IEnumerable<LedgerLine> lines)
    {
        TimeSpan[] lasted = [.. lines.Select(static line => line.Lasted).Order()];
        return lasted[lasted.Length / 2];
    }

    private static string Word(OpportunityEnd end) => end switch
    {
        OpportunityEnd.FellShort => "settled short",
        OpportunityEnd.Filled => "filled",
        OpportunityEnd.Unwound => "unwound",
        OpportunityEnd.Gone => "gone",
        OpportunityEnd.There => "there",
    };
}
