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
    public static BookChange? Save(CommandScope scope, ScanResult result, int queueCapacity, Decisions? decisions = null, MatchBook? matches = null)
    {
        try
        {
            scope.Home.Create();
            using SqliteDatabase database = SqliteDatabase.OpenWriter(scope.Home.Database);
            BookChange? change = null;
            Save(database, result, decisions, known =>
            {
                change = ScanEpisodes.Of(result, known, queueCapacity);
                return [.. change.All];
            });
            matches?.Save(database.Matches, result.Snapshot.At);
            return change;
        }
        catch (Exception problem) when (problem is StorageException or IOException or UnauthorizedAccessException)
        {
            scope.Log.Warning("Nothing was stored: {Problem:l}", problem.Message);
            return null;
        }
    }

    /// <summary>Writes a pass, with what it means for the life of opportunities.</summary>
    /// <exception cref="StorageException">The database cannot be written.</exception>
    public static void Save(
        SqliteDatabase database,
        ScanResult result,
        Decisions? decisions,
        Func<IReadOnlyList<Episode>, IReadOnlyCollection<Episode>> episodes)
    {
        database.Markets.Save(result.Snapshot);
        SaveRelations(database, result.Map, result.Snapshot.At);
        decisions?.Save(database);
        database.Opportunities.Save(Record(result), [.. Found(result)], episodes);
    }

    /// <summary>An opportunity with its explanation, as it is stored.</summary>
    public static DocumentedOpportunity Documented(Opportunity opportunity) =>
        new(opportunity, JsonText.Document(json => OpportunityJson.Write(json, opportunity)));

    private static IEnumerable<DocumentedOpportunity> Found(ScanResult result) => result.Report.Opportunities
        .Concat(result.Report.BelowThreshold)
        .Select(Documented);

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
