using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>
/// Writes what a run saw to the database of its home, beside the run: of looks the newest state of each opportunity is enough, of
/// passes the newest pass. What cannot be written stays until it can.
/// </summary>
internal sealed class StoredRun(CommandScope scope, LayerWatch layers, MatchBook? matches = null) : IRunRecorder
{
    public const string Layer = "store";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Id, DateTimeOffset FirstSeen), Episode> _episodes = [];
    private readonly Dictionary<string, Opportunity> _opportunities = new(StringComparer.Ordinal);
    private ScanResult? _pass;
    private Decisions? _decisions;
    private DateTimeOffset _at;
    private int _written;

    /// <summary>How often something was written that people may have to decide on.</summary>
    public int Written => Volatile.Read(ref _written);

    /// <summary>The episodes that were open when the last process ended.</summary>
    public static IReadOnlyList<Episode> OpenEpisodes(CommandScope scope)
    {
        if (!File.Exists(scope.Home.Database))
        {
            return [];
        }

        using SqliteDatabase database = SqliteDatabase.OpenWriter(scope.Home.Database);
        return database.Opportunities.OpenEpisodes();
    }

    /// <summary>What people decided about relations, read anew for each pass; what it means is written with the pass.</summary>
    public RelationMap Decide(VenueSnapshot snapshot, RelationMap map)
    {
        _decisions = Decisions.Load(scope);
        return _decisions.Apply(snapshot, map);
    }

    public void Pass(ScanResult result, BookChange change)
    {
        lock (_gate)
        {
            _pass = result;
            Note(change);
            foreach (Opportunity item in result.Report.Opportunities.Concat(result.Report.BelowThreshold))
            {
                _opportunities[item.Id] = item;
            }
        }
    }

    public void Look(IReadOnlyList<Opportunity> shown, BookChange change)
    {
        lock (_gate)
        {
            Note(change);
            foreach (Opportunity item in shown)
            {
                _opportunities[item.Id] = item;
            }
        }
    }

    /// <summary>Writes until it is stopped, and once more then.</summary>
    public async Task WriteAsync(CancellationToken stop)
    {
        scope.Home.Create();
        using SqliteDatabase database = SqliteDatabase.OpenWriter(scope.Home.Database);
        while (!stop.IsCancellationRequested)
        {
            WriteOnce(database);
            await Task.Delay(Interval, scope.Clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // Also what came while the last was being written.
        WriteOnce(database);
    }

    private void WriteOnce(SqliteDatabase database)
    {
        ScanResult? pass;
        Episode[] episodes;
        Opportunity[] found;
        DateTimeOffset at;
        lock (_gate)
        {
            (pass, _pass, at) = (_pass, null, _at);
            episodes = [.. _episodes.Values];
            HashSet<string> named = new(episodes.Select(static episode => episode.OpportunityId), StringComparer.Ordinal);
            found = [.. _opportunities.Values.Where(item => named.Contains(item.Id))];
            _episodes.Clear();
            _opportunities.Clear();
        }

        try
        {
            bool isNews = pass is not null || matches is { HasNews: true };
            if (pass is not null)
            {
                ScanStorage.Save(database, pass, _decisions, static _ => []);
            }

            // With each pass also what people decided meanwhile is read.
            if (matches is not null && isNews)
            {
                matches.Save(database.Matches, scope.Clock.GetUtcNow());
            }

            if (isNews)
            {
                Interlocked.Increment(ref _written);
            }

            if (episodes.Length > 0)
            {
                database.Opportunities.Observe(at, [.. found.Select(ScanStorage.Documented)], episodes);
            }

            layers.Tell(Layer, LayerHealth.Well, "everything is written");
        }
        catch (StorageException problem)
        {
            PutBack(pass, episodes, found);
            layers.Tell(Layer, LayerHealth.Degraded, $"not written, and kept for later: {problem.Message}");
        }
    }

    private void PutBack(ScanResult? pass, Episode[] episodes, Opportunity[] found)
    {
        lock (_gate)
        {
            _pass ??= pass;
            foreach (Episode episode in episodes)
            {
                _episodes.TryAdd((episode.OpportunityId, episode.FirstSeen), episode);
            }

            foreach (Opportunity item in found)
            {
                _opportunities.TryAdd(item.Id, item);
            }
        }
    }

    private void Note(BookChange change)
    {
        foreach (Episode episode in change.All)
        {
            _episodes[(episode.OpportunityId, episode.FirstSeen)] = episode;
            _at = episode.LastSeen > _at ? episode.LastSeen : _at;
        }
    }
}
