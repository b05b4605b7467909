using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Storage;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>The relations of the last stored scan.</summary>
internal static class StoredRelations
{
    public static int List(CommandScope scope, HashSet<RelationType> wanted, string? ticker, int top)
    {
        using SqliteDatabase database = Archive.Open(scope);
        List<StoredRelation> found = [.. database.Relations.List(new RelationFilter { LatestOnly = true })
            .Where(relation => wanted.Contains(relation.Type)
                && (ticker is null || relation.Tickers.Any(member => member.Contains(ticker, StringComparison.OrdinalIgnoreCase))))];
        if (scope.Output.IsJson)
        {
            scope.Output.Document(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("schema", ScanJson.Schema);
                json.WriteStartArray("relations");
                foreach (StoredRelation relation in found)
                {
                    json.WriteRawValue(relation.Document);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
        }
        else
        {
            Show(scope, found, top);
        }

        return (int)(found.Count == 0 ? ExitCode.NoMatch : ExitCode.Done);
    }

    private static void Show(CommandScope scope, List<StoredRelation> found, int top)
    {
        Table table = Tables.Plain("Id", "Type", "Status", "Markets", "Rule", "First to last");
        foreach (StoredRelation relation in found.Take(top))
        {
            table.AddRow(
                relation.Id,
                relation.Type.ToString(),
                relation.Status.ToString(),
                $"{relation.Tickers.Count}",
                TerminalText.Markup(relation.Rule, 40),
                TerminalText.Markup($"{relation.Tickers[0]} .. {relation.Tickers[^1]}", 120));
        }

        scope.Output.Table(table);
        scope.Output.Line($"{found.Count:N0} relations of the last scan"
            + (found.Count > top ? $", the first {top:N0} shown (--top, or --format json)" : ""));
    }
}
