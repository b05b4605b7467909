using Dutchbook.Mapping;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>`map --evaluate`: how good the deterministic check is by itself.</summary>
internal static class EvaluationView
{
    public static ExitCode Show(CommandScope scope, string folder)
    {
        IReadOnlyList<LabelledClaim> claims = ConsistencyTuples.Read(folder);
        IReadOnlyList<EvaluationRow> rows = CheckEvaluation.Run(claims);
        if (scope.Output.IsJson)
        {
            scope.Output.Document(new
            {
                ScanJson.Schema,
                Claims = claims.Count,
                Types = rows.Select(static row => new
                {
                    Type = row.Type.ToString(),
                    Precision = Share(row.Precision),
                    Recall = Share(row.Recall),
                    Vetoed = row.Vetoed.Select(static kind => new { kind.Kind, Share = Share(kind.Vetoed) }),
                }),
            });
            return ExitCode.Done;
        }

        Table table = Tables.Plain("Claimed", "Precision", "Recall", "False claims vetoed");
        foreach (EvaluationRow row in rows)
        {
            table.AddRow(row.Type.ToString(), row.Precision.ToString(), row.Recall.ToString(),
                string.Join("\n", row.Vetoed.Select(static kind => $"{kind.Kind}: {kind.Vetoed}")));
        }

        scope.Output.Table(table);
        scope.Output.Line(
            $"{claims.Count:N0} labelled claims, put to the deterministic check as the most gullible model would: no model was asked.");
        return ExitCode.Done;
    }

    private static object Share(Proportion share) => new
    {
        share.Of,
        share.All,
        Low = decimal.Round((decimal)share.Interval.Low, 4),
        High = decimal.Round((decimal)share.Interval.High, 4),
    };
}
