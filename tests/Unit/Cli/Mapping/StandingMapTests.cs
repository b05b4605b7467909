using Dutchbook.Cli;
using Dutchbook.Domain;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;
using Dutchbook.Sandbox;
using Dutchbook.Storage;
using Dutchbook.Unit.Mapping;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>The search for relations in a running instance, hour after hour, against a scripted model behind real HTTP.</summary>
public sealed class StandingMapTests : IAsyncLifetime
{
    private readonly Trial _trial = new();
    private ModelServer _server = null!;
    private Func<ModelCall, ModelReply> _script = Orion.Honest;
    private VenueSnapshot _snapshot = Orion.Snapshot();
    private CommandScope _scope = null!;
    private LayerWatch _layers = null!;
    private MapLayer _layer = null!;

    public async ValueTask InitializeAsync()
    {
        _trial.Clock.SetUtcNow(_snapshot.At);
        _server = await ModelServer.Start(
            "key", ["claude-sonnet-5-5", "claude-opus-5-5"], call => _script(call), TestContext.Current.CancellationToken);
        Start();
    }

    public async ValueTask DisposeAsync()
    {
        _scope.Dispose();
        await _server.DisposeAsync();
        _trial.Dispose();
    }

    [Fact]
    public async Task Without_leave_no_model_is_asked_and_structure_goes_on()
    {
        Settings("anthropic:\n  api_key: key\n");
        Assert.Equal(LayerHealth.Well, (await Look()).Health);
        Assert.Contains("mapping.ask_models", State.Text, StringComparison.Ordinal);
        Assert.Equal(0, _server.Asked);
    }

    [Fact]
    public async Task Without_a_key_it_is_degraded_alone_and_says_what_is_missing()
    {
        Settings("mapping:\n  ask_models: true\n");
        Assert.Equal(LayerHealth.Degraded, (await Look()).Health);
        Assert.Contains("anthropic.api_key is not set", State.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_is_made_when_due_and_what_is_known_is_not_paid_for_again()
    {
        Allowed();
        Assert.Equal(LayerHealth.Well, (await Look()).Health);
        Assert.Contains("1 proposal for review", State.Text, StringComparison.Ordinal);
        Assert.Equal(4, _server.Asked);

        // Neither in the hour after it, nor a day later, nor after a restart.
        await Look(TimeSpan.FromMinutes(5));
        await Look(TimeSpan.FromHours(25));
        Start();
        await Look(TimeSpan.FromHours(25));
        Assert.Equal(4, _server.Asked);
        Assert.Equal(_trial.Clock.GetUtcNow(), MapRecord.Read(_trial.Home).EventAt);
    }

    [Fact]
    public async Task A_market_that_appears_is_asked_about_within_the_hour()
    {
        Allowed();
        _snapshot = Orion.Snapshot(wide: null);
        await Look();
        Assert.Equal(0, _server.Asked);
        _snapshot = Orion.Snapshot();
        await Look(TimeSpan.FromMinutes(5));
        Assert.Equal(0, _server.Asked);
        await Look(TimeSpan.FromMinutes(56));
        Assert.Equal(4, _server.Asked);
        Assert.Equal(RelationStatus.Pending, Review().Status);
    }

    [Fact]
    public async Task Changed_words_are_judged_again_and_wait_for_a_person_again()
    {
        Allowed();
        await Look();
        await Approve();
        string changed = Orion.Wide.Replace("touches", "reaches or touches", StringComparison.Ordinal);
        _snapshot = Orion.Snapshot(changed);
        Suspend();
        _script = call => ModelReply.Json(Orion.IsPairs(call)
            ? Orion.Claim("KXNARROW-1-A", "KXWIDE-1-B").Replace(Orion.Wide, changed, StringComparison.Ordinal)
            : Orion.Holds.Replace("touches", "reaches or touches", StringComparison.Ordinal));
        await Look(TimeSpan.FromHours(1));
        Assert.Equal(8, _server.Asked);
        Assert.Equal(
            [RelationStatus.Pending, RelationStatus.Active, RelationStatus.Suspended, RelationStatus.Pending],
            Turns().Select(static turn => turn.To));
    }

    [Fact]
    public async Task Once_a_week_a_model_tries_again_to_break_what_was_approved()
    {
        Allowed();
        await Look();
        await Approve();
        await Look(TimeSpan.FromDays(6.9));
        Assert.Equal(4, _server.Asked);
        await Look(TimeSpan.FromDays(0.2));
        Assert.Equal(6, _server.Asked);
        Assert.Equal(RelationStatus.Active, Review().Status);

        // In the next week it finds a world in which the relation fails.
        _script = static call => ModelReply.Json(Orion.IsPairs(call) ? "{\"relationships\":[]}"
            : Orion.Holds.Replace("\"counter_world\":null", "\"counter_world\":\"it lands on another moon\"", StringComparison.Ordinal));
        await Look(TimeSpan.FromDays(7));
        ReviewTurn turn = Turns()[^1];
        Assert.Equal((RelationStatus.Suspended, "claude-opus-5-5"), (turn.To, turn.By));
        Assert.Contains("it lands on another moon", turn.Reason, StringComparison.Ordinal);
        Assert.Contains("1 suspended", State.Text, StringComparison.Ordinal);

        // A person who has read that may let it in again, and the same objection does not throw it out a second time.
        await Approve();
        int asked = _server.Asked;
        await Look(TimeSpan.FromHours(2));
        Assert.Equal((RelationStatus.Active, asked), (Review().Status, _server.Asked));
    }

    [Fact]
    public async Task A_model_that_is_down_costs_nothing_and_is_tried_again()
    {
        Allowed();
        await _server.DisposeAsync();
        Assert.Equal(LayerHealth.Degraded, (await Look()).Health);
        Assert.Contains("Unreachable", State.Text, StringComparison.Ordinal);
        _server = await ModelServer.Start(
            "key", ["claude-sonnet-5-5", "claude-opus-5-5"], call => _script(call), TestContext.Current.CancellationToken);
        Allowed();
        using (SqliteDatabase database = SqliteDatabase.OpenReader(_trial.Home.Database))
        {
            Assert.Empty(database.Calls.Calls(10));
        }

        Assert.Equal(LayerHealth.Well, (await Look(MapLayer.Outage)).Health);
        Assert.Equal(4, _server.Asked);
    }

    [Fact]
    public async Task A_search_over_its_budget_goes_on_in_the_next_stretch()
    {
        // Each answer is as long as it may be: two questions fit, or one to the second model.
        _script = static call => Orion.Honest(call) with { OutputTokens = call.MaxTokens };
        Allowed($"  category_budget: 0.25\n{PairsAtOnce}");
        Assert.Equal(LayerHealth.Degraded, (await Look()).Health);
        Assert.Contains("this pass", State.Text, StringComparison.Ordinal);
        Assert.Null(MapRecord.Read(_trial.Home).CategoryAt);
        Assert.Equal(2, _server.Asked);
        Start();
        await Look(TimeSpan.FromHours(1));
        Assert.Equal(2, _server.Asked);
        await Look(TimeSpan.FromHours(72));
        Assert.Equal(3, _server.Asked);
        Assert.Equal(LayerHealth.Well, (await Look(TimeSpan.FromHours(72))).Health);
        Assert.Equal(4, _server.Asked);
        Assert.Equal(RelationStatus.Pending, Review().Status);
    }

    [Fact]
    public async Task A_regular_search_asks_in_bulk_at_half_the_price_and_fetches_the_answers_later()
    {
        Allowed("");
        Assert.Equal(LayerHealth.Well, (await Look()).Health);
        Assert.Contains("2 questions are still out in a batch", State.Text, StringComparison.Ordinal);
        Assert.Equal((1, 0), (_server.BatchesTaken, _server.Asked));

        // Forms, then the pair that they leave open, then the same the other way round; the second model is asked at once.
        for (int look = 0; look < 12 && !State.Text.Contains("1 proposal", StringComparison.Ordinal); look++)
        {
            Start();
            Assert.Equal(LayerHealth.Well, (await Look(MapLayer.BatchRest)).Health);
        }

        Assert.Contains("1 proposal for review", State.Text, StringComparison.Ordinal);
        Assert.Equal((3, 6), (_server.BatchesTaken, _server.Asked));
        Assert.Equal(RelationStatus.Pending, Review().Status);
        await Look(TimeSpan.FromHours(1));
        Assert.Equal((3, 6), (_server.BatchesTaken, _server.Asked));
    }

    [Fact]
    public async Task A_market_that_appears_does_not_wait_for_a_batch()
    {
        Allowed("");
        _snapshot = Orion.Snapshot(wide: null);
        await Look();
        _snapshot = Orion.Snapshot();
        await Look(TimeSpan.FromHours(1));
        Assert.Equal((0, 6), (_server.BatchesTaken, _server.Asked));
        Assert.Equal(RelationStatus.Pending, Review().Status);
    }

    [Fact]
    public async Task Batches_that_cannot_be_reached_degrade_the_layer_and_are_fetched_when_they_can()
    {
        Allowed("");
        await Look();
        _server.IsDown = true;
        Assert.Equal(LayerHealth.Degraded, (await Look(MapLayer.BatchRest)).Health);
        _server.IsDown = false;
        for (int look = 0; look < 12 && !State.Text.Contains("1 proposal", StringComparison.Ordinal); look++)
        {
            await Look(MapLayer.BatchRest);
        }

        Assert.Equal((3, 6), (_server.BatchesTaken, _server.Asked));
    }

    [Fact]
    public async Task Connections_that_die_one_after_the_other_end_a_search_before_its_budget_does()
    {
        Allowed();
        Listing listing = new Listing().Series("KXMANY", "NASA");
        for (int i = 0; i < 9; i++)
        {
            listing.Event($"KXMANY-{i}", new Row($"KXMANY-{i}-A") { Rules = Orion.Narrow }, new Row($"KXMANY-{i}-B") { Rules = Orion.Wide });
        }

        _snapshot = listing.Read();
        _script = static _ => new ModelReply { Cut = true };
        Assert.Equal(LayerHealth.Degraded, (await Look()).Health);
        Assert.Contains("5 candidates in a row got no answer: Network", State.Text, StringComparison.Ordinal);
        Assert.Equal(10, _server.Asked);
    }

    [Fact]
    public void All_searches_of_a_stretch_are_paid_from_one_budget()
    {
        Allowed();
        MapCadence cadence = new(_scope.RequireConfiguration());
        DateTimeOffset day = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal("run-event-20260301T0000", cadence.Payer(MappingPass.Event, day));
        Assert.Equal(cadence.Payer(MappingPass.Event, day), cadence.Payer(MappingPass.Event, day.AddHours(23.9)));
        Assert.NotEqual(cadence.Payer(MappingPass.Event, day), cadence.Payer(MappingPass.Event, day.AddHours(24)));
        Assert.NotEqual(cadence.Payer(MappingPass.Event, day), cadence.Payer(MappingPass.Cross, day));
    }

    private LayerState State => _layers.States.Single(static layer => layer.Name == MapLayer.Layer);

    private const string PairsAtOnce = "  read_forms: false\n  use_batches: false\n";

    private void Allowed(string? more = null) => Settings(
        $"anthropic:\n  api_key: key\nllm:\n  base_url: {_server.Address}\nmapping:\n  ask_models: true\n{more ?? PairsAtOnce}");

    private void Settings(string yaml)
    {
        _trial.Config(yaml);
        Start();
    }

    /// <summary>The process begins anew.</summary>
    private void Start()
    {
        _scope?.Dispose();
        _scope = _trial.Open();
        _layers = new LayerWatch(_trial.Clock);
        _layers.Add(MapLayer.Layer, MapLayer.Deadline);
        _layer = new MapLayer(_scope, _scope.RequireConfiguration(), _layers) { Pass = Pass };
    }

    private async Task<LayerState> Look(TimeSpan? later = null)
    {
        _trial.Clock.Advance(later ?? TimeSpan.Zero);
        await _layer.LookAsync(TestContext.Current.CancellationToken);
        return State;
    }

    private PassSummary Pass() => new()
    {
        Number = 1,
        At = _snapshot.At,
        Markets = _snapshot.Markets.Count,
        Events = _snapshot.Events.Count,
        Relations = [],
        Funnel = [],
        NearMisses = [],
        Statistical = [],
        Notes = [],
        Took = TimeSpan.Zero,
        Missed = 0,
        Snapshot = _snapshot,
        Map = RelationMap.Empty,
    };

    private StoredReview Review()
    {
        using SqliteDatabase database = SqliteDatabase.OpenReader(_trial.Home.Database);
        return Assert.Single(database.Reviews.List(null));
    }

    private IReadOnlyList<ReviewTurn> Turns()
    {
        using SqliteDatabase database = SqliteDatabase.OpenReader(_trial.Home.Database);
        return database.Reviews.History(Assert.Single(database.Reviews.List(null)).Id);
    }

    private async Task Approve() =>
        Assert.Equal(0, await _trial.Run("relations", "approve", Review().Id, "--reason", "read both", "--by", "ada"));

    /// <summary>What the next pass over the venue does where words have changed.</summary>
    private void Suspend()
    {
        using SqliteDatabase database = SqliteDatabase.OpenWriter(_trial.Home.Database);
        database.Reviews.Turn(ReviewedRelations.Apply(_snapshot, RelationMap.Empty, database.Reviews.List(null), []).Turns);
    }
}
