using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

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

        bool filtered = ticker is not null || wanted.Count < Enum.GetValues<RelationType>().Length;
        return (int)(found.Count == 0 && filtered ? ExitCode.NoMatch : ExitCode.Done);
    }

    private static void Show(CommandScope scope, List<StoredRelation> found, int top)
    {
        RelationTable table = new(top);
        foreach (StoredRelation relation in found)
        {
            table.Add(relation.Id, relation.Type, relation.Tier, relation.Status, relation.Rule, relation.Tickers);
        }

        table.Show(scope, found.Count == 0 ? "of the last scan" : $"of the scan as of {found[0].LastValidated.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
    }
}
