using Dutchbook.Domain;
using Dutchbook.Llm;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>
/// The search for relations in a running instance, beside everything else: each of its searches on its own time and budget, sooner
/// about markets that appeared and words that changed, and anew about what was reviewed. Structure is mapped with every pass whether
/// this goes well or not.
/// </summary>
internal sealed class MapLayer(CommandScope scope, Configuration configuration, LayerWatch layers)
{
    public const string Layer = "map";

    /// <summary>A search of a large exchange takes half a minute, and one question up to ten.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(60);

    /// <summary>Time between two looks at what is due.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    /// <summary>The same while no model can be asked.</summary>
    public static readonly TimeSpan Outage = TimeSpan.FromMinutes(10);

    /// <summary>The same while questions are out in a batch.</summary>
    public static readonly TimeSpan BatchRest = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly MapCadence _cadence = new(configuration);
    private HashSet<string>? _known;
    private DateTimeOffset _next;

    /// <summary>What the instance sees; null before it has begun.</summary>
    public Func<PassSummary?> Pass { get; set; } = static () => null;

    /// <summary>Has detection learn what has settled meanwhile.</summary>
    public Action Learn { get; set; } = static () => { };

    public async Task KeepAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await LookAsync(stop);
            await Task.Delay(Interval, scope.Clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Does what is due; returns at once where nothing is.</summary>
    public async Task LookAsync(CancellationToken stop)
    {
        DateTimeOffset now = scope.Clock.GetUtcNow();
        if (Pass() is not { } pass || now < _next)
        {
            layers.Beat(Layer);
            return;
        }

        Learn();
        using SqliteDatabase database = SqliteDatabase.OpenWriter(scope.Home.Database);
        (string? lack, RenewalReport renewed, IReadOnlyList<EventPair> changed) = await RenewAsync(database, pass.Snapshot, now, stop);
        string again = $"{Counted.Of(renewed.Looked, "reviewed relation")} looked at again"
            + (renewed.Suspended > 0 ? $", {renewed.Suspended} suspended" : "");
        if (!configuration.Mapping.AskModels || lack is not null)
        {
            _next = now + (lack is null ? Rest : Outage);
            layers.Tell(Layer, lack is null ? LayerHealth.Well : LayerHealth.Degraded, lack is null
                ? $"structure with every pass; no model is asked (mapping.ask_models); {again}"
                : $"no model can be asked: {lack}; structure is mapped all the same; {again}");
            return;
        }

        if (BulkQuestions.Waiting(database) is > 0 and int waiting)
        {
            // What is out would be asked and paid for a second time.
            _next = now + BatchRest;
            layers.Tell(Layer, renewed.Stop is null ? LayerHealth.Well : LayerHealth.Degraded,
                $"{waiting:N0} questions are out in a batch; {again}" + (renewed.Stop is { } problem ? $"; {problem}" : ""));
            return;
        }

        SearchReport found = await SearchAsync(database, pass, changed, now, stop);
        _next = now + (found.IsWaiting ? BatchRest : Rest);
        string? ended = (found.IsWaiting ? null : found.Stop) ?? renewed.Stop;
        layers.Tell(Layer, ended is null && found.Note is null ? LayerHealth.Well : LayerHealth.Degraded,
            (found.Note is { } note ? $"{note}; " : "") + $"{found.Judged:N0} candidates judged for ${found.Spent}, {Counted.Of(found.Proposals, "proposal")} for review; {again}; "
            + (found.IsWaiting ? found.Stop : ended is null ? $"next search {_cadence.Next(MapRecord.Read(scope.Home), now):u}" : $"ended early: {ended}"));
    }

    /// <summary>What was judged, judged again; also why no model can be asked, where one is wanted.</summary>
    private async Task<(string? Lack, RenewalReport Report, IReadOnlyList<EventPair> Changed)> RenewAsync(
        SqliteDatabase database, VenueSnapshot snapshot, DateTimeOffset now, CancellationToken stop)
    {
        string? lack = configuration.Mapping.AskModels ? ModelAccess.Missing(configuration) : null;
        using ModelAccess? models = configuration.Mapping.AskModels && lack is null
            ? ModelAccess.Open(configuration, database, configuration.Mapping.RevalidateBudget, scope.Clock, _cadence.Revalidator(now))
            : null;
        lack ??= models is null ? null : await models.Check(stop);
        ReviewRenewal renewal = new(database, lack is null ? models : null, snapshot, configuration.Mapping.RevalidateDays);
        string? unfetched = lack is null && models?.Bulk is { } desk ? await FetchAsync(desk, stop) : null;
        RenewalReport report = await renewal.RunAsync(now, () => layers.Beat(Layer), stop);
        report = report with { Stop = report.Stop ?? unfetched };
        return (lack, report, renewal.Changed());
    }

    /// <summary>Brings home what is out in batches, as far as it has ended; returns why it could not.</summary>
    private static async Task<string?> FetchAsync(BatchDesk desk, CancellationToken stop)
    {
        try
        {
            await desk.Recover(stop);
            return null;
        }
        catch (Exception error) when (error is not (OperationCanceledException or StorageException))
        {
            return $"the batches cannot be reached: {ModelFailure.Of(error)}";
        }
    }

    private async Task<SearchReport> SearchAsync(
        SqliteDatabase database, PassSummary pass, IReadOnlyList<EventPair> changed, DateTimeOffset now, CancellationToken stop)
    {
        // After a start everything is taken for known: what appeared before is found by the regular search.
        HashSet<string> there = new(pass.Snapshot.Markets.Select(static market => market.Ticker), StringComparer.Ordinal);
        HashSet<string> known = _known ?? there;
        MapRecord record = MapRecord.Read(scope.Home);
        RelationMap proven = new()
        {
            Relations = [.. pass.Map.Relations.Where(static relation => relation.Tier == Tier.Proven)],
            Refusals = [],
        };
        SearchReport sum = new(0, 0, Money.Zero, null);
        CandidateSet? candidates = null;
        if (Searched(there, known, record, now).Length > 0)
        {
            EventVectors? vectors = await VectorsAsync(database, pass.Snapshot, now, stop);
            sum = sum with { Note = vectors?.Problem };
            candidates = new CandidateFinder(
                new CandidateOptions { Passes = Searched(there, known, record, now) }, static () => new SqliteTextSearch(), vectors?.Vectors).Find(pass.Snapshot);
        }

        foreach (MappingPass kind in MapCadence.Passes)
        {
            bool isDue = _cadence.IsDue(kind, record, now);
            IEnumerable<EventPair> wanted = candidates is null ? []
                : MapChoice.Of(candidates, proven, [kind], int.MaxValue).Where(pair => isDue || IsNew(pair, known));
            List<EventPair> pairs =
                [.. changed.Where(pair => pair.Pass == kind), .. wanted.Take(configuration.Mapping.MostCandidates)];
            MapReport? report = pairs.Count == 0 ? null : await AskAsync(
                database, pass.Snapshot, proven, kind, pairs, isDue && configuration.Mapping.UseBatches ? BulkMode.Leave : BulkMode.None, now, stop);
            sum = sum.And(report);
            if (isDue && report?.Stop is null)
            {
                record = record.With(kind, now);
                record.Write(scope.Home);
            }
        }

        _known = sum.Stop is null ? there : known;
        return sum;
    }

    /// <summary>What is due, and everything where markets appeared.</summary>
    private MappingPass[] Searched(HashSet<string> there, HashSet<string> known, MapRecord record, DateTimeOffset now) =>
        [.. MapCadence.Passes.Where(kind => !there.IsSubsetOf(known) || _cadence.IsDue(kind, record, now))];

    /// <summary>Null where none are wanted; paid from their own budget, in each stretch of the search within events.</summary>
    private async Task<EventVectors?> VectorsAsync(
        SqliteDatabase database, VenueSnapshot snapshot, DateTimeOffset now, CancellationToken stop)
    {
        using EmbeddingAccess? access = EmbeddingAccess.Open(configuration, database, scope.Clock);
        return access is null
            ? null
            : await access.ReadAsync(snapshot, _cadence.Embedder(now), configuration.Embeddings.Budget, stop);
    }

    private async Task<MapReport> AskAsync(
        SqliteDatabase database, VenueSnapshot snapshot, RelationMap proven, MappingPass kind, List<EventPair> pairs,
        BulkMode bulk, DateTimeOffset now, CancellationToken stop)
    {
        MapReport report = new(snapshot, proven, CandidateSet.Empty, pairs);
        using ModelAccess models =
            ModelAccess.Open(configuration, database, _cadence.Budget(kind), scope.Clock, _cadence.Payer(kind, now));
        Money before = database.Calls.SpentInPass(models.Pass);
        await new MapPass(database, models, snapshot, proven, new Alive(layers))
            .Run(pairs, configuration.Mapping.ReadForms, bulk, report, stop);
        report.Spent -= before;
        return report;
    }

    private static bool IsNew(EventPair pair, HashSet<string> known) =>
        pair.First.Markets.Concat(pair.Second.Markets).Any(market => !known.Contains(market.Ticker));

    /// <summary>All searches of one look together.</summary>
    private sealed record SearchReport(int Judged, int Proposals, Money Spent, string? Stop)
    {
        /// <summary>What was missing without stopping it.</summary>
        public string? Note { get; init; }

        /// <summary>It ended because questions are out in a batch, and for nothing else.</summary>
        public bool IsWaiting { get; init; }

        public SearchReport And(MapReport? report) => report is null ? this : this with
        {
            Judged = Judged + report.Judged,
            Proposals = Proposals + report.Proposals.Count,
            Spent = Spent + report.Spent,
            Stop = Stop ?? report.Stop,
            IsWaiting = Stop is null ? report.IsWaiting : IsWaiting,
        };
    }

    /// <summary>Each step is a sign of life.</summary>
    private sealed class Alive(LayerWatch layers) : IMapTeller
    {
        public void Remark(string text) => layers.Beat(Layer);

        public void Read(int markets, Money spent) => layers.Beat(Layer);

        public void Judged(MapReport report, Money spent) => layers.Beat(Layer);

        public void Seen(BatchState state) => layers.Beat(Layer);

        public void Missed(ModelFailure failure) => layers.Beat(Layer);
    }
}
