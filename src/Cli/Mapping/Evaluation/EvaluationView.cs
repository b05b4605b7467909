using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Mapping;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>Shows an evaluation: of the check alone, of models where they were asked, and of relations that settled.</summary>
internal sealed class EvaluationView(CommandScope scope)
{
    private const int RefutedShown = 10;

    public void Show(EvaluationSet set, IReadOnlyList<EvaluationRow> check, ModelReport? models, EvaluationCost? cost)
    {
        if (scope.Output.IsJson)
        {
            Write(set, check, models, cost);
            return;
        }

        Rows(check, "let through by the deterministic check alone");
        scope.Output.Line($"{set.Cases.Count:N0} labelled claims, put to the deterministic check as the most gullible model would.");
        if (models is not null)
        {
            Show(models, cost!);
        }
        else
        {
            scope.Output.Line("No model was asked: --answers FILE reads recorded answers, --llm-budget DOLLARS asks.");
        }

        if (set.Settled is { } settled)
        {
            Show(settled);
        }
    }

    private void Show(ModelReport models, EvaluationCost cost)
    {
        scope.Output.Line("");
        Rows(models.First, "claimed in the first answer of the scan model");
        Rows(models.End, "left at the end of the path");
        Rows(models.Forms, "left of what follows from normal forms alone");
        Table reliability = Tables.Plain("Confidence", "Mean", "Right");
        foreach (ReliabilityRow row in models.Reliability.Rows)
        {
            reliability.AddRow(
                string.Create(CultureInfo.InvariantCulture, $"{row.From:0.0} to {row.To:0.0}"), Figure(row.MeanConfidence), row.Right.ToString());
        }

        scope.Output.Table(reliability);
        scope.Output.Line($"Brier score {Figure(models.Reliability.Brier)}, calibration error {Figure(models.Reliability.CalibrationError)} "
            + $"over {models.Reliability.Count:N0} claims.");
        foreach ((string kind, Proportion stable) in models.Stability)
        {
            scope.Output.Line($"Stable under {kind}: {stable}");
        }

        scope.Output.Line($"{models.Pairs:N0} pairs asked about, {models.Unanswered:N0} claims without a verdict; "
            + string.Join(", ", models.Answers.Select(static answer => $"{answer.Value:N0} {answer.Key}")));
        scope.Output.Line(cost.PerThousand is { } dollars
            ? $"${cost.Total} in all, ${dollars} a thousand pairs."
            : "What it cost is not known: not every answer says so.");
        if (models.Stop is { } stop)
        {
            scope.Output.Line($"Stopped: {TerminalText.Clean(stop, 400)}. The figures are of what was answered until then.");
        }
    }

    private void Show(IReadOnlyList<SettlementRow> settled)
    {
        scope.Output.Line("");
        Table table = Tables.Plain("Known how", "Rule", "Borne out by settlement");
        foreach (SettlementRow row in settled)
        {
            table.AddRow(row.Tier.ToString(), TerminalText.Markup(row.Rule, 40), row.Held.ToString());
        }

        if (settled.Count > 0)
        {
            scope.Output.Table(table);
        }

        string[] refuted = [.. settled.SelectMany(static row => row.Refuted)];
        scope.Output.Line(settled.Count == 0 ? "No relation has markets that settled." : refuted.Length == 0
            ? "No settled market contradicts a relation."
            : $"{refuted.Length:N0} relations are refuted by settled markets:");
        foreach (string words in refuted.Take(RefutedShown))
        {
            scope.Output.Line($"  {TerminalText.Clean(words, 300)}");
        }
    }

    private void Rows(IReadOnlyList<EvaluationRow> rows, string what)
    {
        Table table = Tables.Plain("Claimed", "Precision", "Recall", "False claims not made");
        foreach (EvaluationRow row in rows)
        {
            table.AddRow(row.Type.ToString(), row.Precision.ToString(), row.Recall.ToString(),
                string.Join("\n", row.Vetoed.Select(static kind => $"{kind.Kind}: {kind.Vetoed}")));
        }

        if (rows.Count > 0)
        {
            scope.Output.Line($"What is {what}:");
            scope.Output.Table(table);
        }
    }

    private void Write(EvaluationSet set, IReadOnlyList<EvaluationRow> check, ModelReport? models, EvaluationCost? cost) =>
        scope.Output.Document(new
        {
            ScanJson.Schema,
            Claims = set.Cases.Count,
            Types = Rows(check),
            Models = models is null ? null : new
            {
                First = Rows(models.First),
                End = Rows(models.End),
                Forms = Rows(models.Forms),
                Reliability = models.Reliability.Rows.Select(static row => new
                {
                    From = Rounded(row.From),
                    To = Rounded(row.To),
                    Mean = Rounded(row.MeanConfidence),
                    Right = Share(row.Right),
                }),
                Brier = Rounded(models.Reliability.Brier),
                CalibrationError = Rounded(models.Reliability.CalibrationError),
                Stability = models.Stability.Select(static item => new { item.Kind, Share = Share(item.Stable) }),
                models.Pairs,
                models.Unanswered,
                models.Answers,
                Spent = cost!.Total?.ToString(),
                PerThousand = cost.PerThousand?.ToString(),
                Stopped = models.Stop is null ? null : JsonText.Clean(models.Stop),
            },
            Settled = set.Settled?.Select(static row => new
            {
                Tier = row.Tier.ToString(),
                row.Rule,
                Held = Share(row.Held),
                Refuted = row.Refuted.Select(JsonText.Clean),
            }),
        });

    private static IEnumerable<object> Rows(IReadOnlyList<EvaluationRow> rows) => rows.Select(static row => new
    {
        Type = row.Type.ToString(),
        Precision = Share(row.Precision),
        Recall = Share(row.Recall),
        Vetoed = row.Vetoed.Select(static kind => new { kind.Kind, Share = Share(kind.Vetoed) }),
    });

    private static object Share(Proportion share) => new
    {
        share.Of,
        share.All,
        Low = Rounded(share.Interval.Low),
        High = Rounded(share.Interval.High),
    };

    private static string Figure(double? value) => value is { } some ? some.ToString("0.000", CultureInfo.InvariantCulture) : "not known";

    private static decimal? Rounded(double? value) => value is { } some ? decimal.Round((decimal)some, 4) : null;
}

/// <summary>What the answers cost; null where nobody knows.</summary>
internal sealed record EvaluationCost(Money? Total, int Pairs)
{
    /// <summary>Rounded up to a micro-dollar.</summary>
    public Money? PerThousand => Total is { } total && Pairs > 0
        ? Money.FromMicros(checked((long)((((Int128)total.Micros * 1_000) + Pairs - 1) / Pairs)))
        : null;
}
