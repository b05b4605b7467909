using System.Text.Json;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>Writes what a scan read and found to the database of the home folder.</summary>
internal static class ScanStorage
{
    /// <summary>
    /// A database that cannot be written does not spoil a scan whose result is on the screen already: it is a warning with its
    /// mend, and the database is as it was.
    /// </summary>
    /// <returns>What the scan changed in the life of opportunities; null when nothing was stored.</returns>
    public static BookChange? Save(CommandScope scope, ScanResult result, int queueCapacity, Decisions? decisions = null)
    {
        try
        {
            scope.Home.Create();
            using SqliteDatabase database = SqliteDatabase.OpenWriter(scope.Home.Database);
            database.Markets.Save(result.Snapshot);
            SaveRelations(database, result.Map, result.Snapshot.At);
            decisions?.Save(database);
            BookChange? change = null;
            database.Opportunities.Save(Record(result), [.. Found(result)], known =>
            {
                change = ScanEpisodes.Of(result, known, queueCapacity);
                return [.. change.All];
            });
            return change;
        }
        catch (Exception problem) when (problem is StorageException or IOException or UnauthorizedAccessException)
        {
            scope.Log.Warning("Nothing was stored: {Problem:l}", problem.Message);
            return null;
        }
    }

    private static IEnumerable<DocumentedOpportunity> Found(ScanResult result) => result.Report.Opportunities
        .Concat(result.Report.BelowThreshold)
        .Select(static opportunity => new DocumentedOpportunity(
            opportunity, JsonText.Document(json => OpportunityJson.Write(json, opportunity))));

    private static ScanRecord Record(ScanResult result) => new()
    {
        At = result.Snapshot.At,
        Source = string.Join(", ", result.Snapshot.Sources),
        Markets = result.Snapshot.Markets.Count,
        Events = result.Snapshot.Events.Count,
        Relations = result.Map.Relations.Count,
        Opportunities = result.Report.Opportunities.Count,
        Document = JsonText.Document(json => ScanJson.WriteSummary(json, result)),
    };

    public static void SaveRelations(SqliteDatabase database, RelationMap map, DateTimeOffset at) =>
        database.Relations.Save(map, at, RelationDocument);

    public static string RelationDocument(Relation relation) =>
        JsonText.Document(json => RelationJson.Write(json, relation, guarantees: false));
}
