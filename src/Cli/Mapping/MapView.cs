using Dutchbook.Domain;
using Dutchbook.Mapping;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>Shows a pass of `map`.</summary>
internal static class MapView
{
    private const int ReasonsShown = 12;

    public static void Show(CommandScope scope, MapReport report, string? missing, MapCost cost)
    {
        if (scope.Output.IsJson)
        {
            Write(scope, report, missing, cost);
            return;
        }

        CoverageView.ShowReading(scope.Output.Console, report.Snapshot);
        scope.Output.Line($"{Counted.Of(report.Proven.Relations.Count, "relation")} proven by structure, without a model");
        foreach (MappingPass pass in Enum.GetValues<MappingPass>())
        {
            scope.Output.Line($"{report.Candidates.Of(pass).Count(),8:N0} candidates in the {pass.ToString().ToLowerInvariant()} pass");
        }

        if (!report.HasAsked)
        {
            scope.Output.Line("");
            scope.Output.Line($"Nothing was asked and nothing spent. A model would be asked up to {cost.Questions:N0} questions about the "
                + $"{report.Chosen.Count:N0} most promising candidates, for {cost.Words}, and a second model to break what it finds.");
            scope.Output.Line(missing is null
                ? "Say how much it may cost: --llm-budget 0.50"
                : "A key would add relations that only words tell, across wordings and series; everything above works without one. "
                    + $"To have them: {missing}.");
            return;
        }

        scope.Output.Line("");
        scope.Output.Line($"{report.Judged:N0} of {report.Chosen.Count:N0} candidates judged for ${report.Spent}: "
            + string.Join(", ", report.Answers.Select(static pair => $"{pair.Value:N0} {pair.Key}"))
            + (report.Settled > 0 ? $"; of {Counted.Of(report.Settled, "candidate")} normal forms left nothing open" : ""));
        if (report.Stop is { } stop)
        {
            scope.Output.Line($"Stopped: {TerminalText.Clean(stop, 400)}. The next pass goes on from there; what was answered is not "
                + "paid for again.");
        }

        ShowRefusals(scope, report);
        scope.Output.Line($"{Counted.Of(report.Proposals.Count, "proposal")} for review, {report.AlreadyProven:N0} that structure proves "
            + "already"
            + (report.Turned > 0 ? $", {Counted.Of(report.Turned, "review")} suspended or retired" : "")
            + (report.Proposals.Count > 0 ? ": `dutchbook relations list --queue`" : ""));
    }

    private static void ShowRefusals(CommandScope scope, MapReport report)
    {
        Table table = Tables.Plain("Rule", "Subject", "Not proposed, because");
        foreach (Refusal refusal in report.Refusals.Take(ReasonsShown))
        {
            table.AddRow(
                TerminalText.Markup(refusal.Rule, 40), TerminalText.Markup(refusal.Subject, 80), TerminalText.Markup(refusal.Reason, 300));
        }

        if (report.Refusals.Count > 0)
        {
            scope.Output.Table(table);
            scope.Output.Line($"{report.Refusals.Count:N0} claims not proposed"
                + (report.Refusals.Count > ReasonsShown ? $", the first {ReasonsShown} shown" : ""));
        }
    }

    private static void Write(CommandScope scope, MapReport report, string? missing, MapCost cost) => scope.Output.Document(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema", ScanJson.Schema);
        json.WriteString("at", JsonText.Time(report.Snapshot.At));
        json.WriteNumber("markets", report.Snapshot.Markets.Count);
        json.WriteNumber("proven", report.Proven.Relations.Count);
        json.WriteStartObject("candidates");
        foreach (MappingPass pass in Enum.GetValues<MappingPass>())
        {
            json.WriteNumber(pass.ToString().ToLowerInvariant(), report.Candidates.Of(pass).Count());
        }

        json.WriteEndObject();
        json.WriteNumber("chosen", report.Chosen.Count);
        json.WriteBoolean("asked", report.HasAsked);
        JsonText.WriteNullable(json, "missing", missing);
        json.WriteNumber("questions", cost.Questions);
        json.WriteNumber("tokens", cost.Tokens);
        json.WriteNumber("counted", cost.Sampled);
        JsonText.WriteNullable(json, "estimate", cost.Single?.ToString());
        JsonText.WriteNullable(json, "estimateInBulk", cost.Bulk?.ToString());
        JsonText.WriteNullable(json, "estimatePerRelation", cost.PerRelation?.ToString());
        json.WriteNumber("judged", report.Judged);
        json.WriteNumber("settledByForms", report.Settled);
        json.WriteString("spent", report.Spent.ToString());
        JsonText.WriteNullable(json, "stopped", report.Stop is null ? null : JsonText.Clean(report.Stop));
        json.WriteStartObject("answers");
        foreach ((string how, int count) in report.Answers)
        {
            json.WriteNumber(how, count);
        }

        json.WriteEndObject();
        json.WriteStartArray("proposals");
        foreach (ProposedRelation proposal in report.Proposals)
        {
            RelationJson.Write(json, proposal.Relation);
        }

        json.WriteEndArray();
        json.WriteStartArray("refusals");
        foreach (Refusal refusal in report.Refusals)
        {
            json.WriteStartObject();
            json.WriteString("rule", refusal.Rule);
            json.WriteString("subject", JsonText.Clean(refusal.Subject));
            json.WriteString("reason", JsonText.Clean(refusal.Reason));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
