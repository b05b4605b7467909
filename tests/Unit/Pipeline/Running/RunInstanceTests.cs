using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Dutchbook.Execution;
using Dutchbook.Ingestion;
using Dutchbook.Llm;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;
using Dutchbook.Unit.Detection;
using Dutchbook.Unit.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Pipeline;

/// <summary>A whole instance in virtual time, by asking: what it shows, proposes, remembers and writes.</summary>
public sealed class RunInstanceTests
{
    private readonly VirtualTime time = new();
    private readonly World world = new();
    private readonly Venue venue;
    private readonly Desk desk = new();
    private readonly Recorder recorder = new();
    private readonly LayerWatch layers;
    private Model? model;

    public RunInstanceTests()
    {
        Market[] both = [.. new[] { "X-1", "X-2" }.Select(ticker => world.Quoted(
            ticker, "0.6000", "100.00", "0.6500", "100.00", static draft => (draft.QuotedAt, draft.ExchangeIndex) = (World.Now, 0)))];
        world.Relate(RelationType.Exclusive, both);
        venue = new Venue(world, time);
        layers = new LayerWatch(time.Clock);
    }

    [Fact]
    public async Task What_is_mispriced_is_shown_with_its_proof_proposed_once_and_written()
    {
        RunInstance instance = await Run(TimeSpan.FromSeconds(5));
        ShownOpportunity shown = Assert.Single(instance.Board.Current.Opportunities);
        Assert.Equal(OpportunityStatus.Validated, shown.Opportunity.Status);
        Assert.Equal(shown.Proof.Id, shown.Opportunity.ProofId);
        Assert.Equal("t1", shown.TradeId);
        Assert.Single(desk.Proposed);
        Assert.Contains(recorder.Changes, static change => change.Began.Count == 1);
        PassSummary pass = instance.Board.Current.Pass!;
        Assert.Equal((1, 2, 1), (pass.Number, pass.Markets, pass.Map.Relations.Count));
    }

    [Fact]
    public async Task A_refusal_is_shown_and_stands_for_a_while()
    {
        desk.Refusal = "the daily loss is reached";
        RunInstance instance = await Run(TimeSpan.FromSeconds(5));
        ShownOpportunity shown = Assert.Single(instance.Board.Current.Opportunities);
        Assert.Equal((null, "the daily loss is reached"), (shown.TradeId, shown.NotTraded));
        Assert.Single(desk.Proposed);
        await Run(TimeSpan.FromSeconds(40));
        Assert.True(desk.Proposed.Count > 1);
    }

    [Fact]
    public async Task What_is_gone_is_shown_no_more_and_its_episode_ends()
    {
        venue.GoneFrom = 20;
        RunInstance instance = await Run(TimeSpan.FromSeconds(35));
        Assert.Empty(instance.Board.Current.Opportunities);
        Assert.Contains(recorder.Changes, static change => change.Ended.Count == 1);
    }

    [Fact]
    public async Task While_books_cannot_be_had_nothing_is_proposed_and_nothing_ends()
    {
        venue.AwayFrom = 10;
        RunInstance instance = await Run(TimeSpan.FromSeconds(45));
        Assert.Single(instance.Board.Current.Opportunities);
        Assert.DoesNotContain(recorder.Changes, static change => change.Ended.Count > 0);
        Assert.Single(desk.Proposed);
    }

    [Fact]
    public async Task A_trade_that_ends_is_part_of_the_life_of_its_opportunity()
    {
        desk.EndsAs = TradePhase.Complete;
        await Run(TimeSpan.FromSeconds(10));
        Assert.Contains(recorder.Changes, static change => change.Refreshed.Any(static one => one.Status == OpportunityStatus.Executing));
        Assert.Equal(OpportunityStatus.Filled, recorder.Changes[^1].All.Single().Status);
    }

    [Theory]
    [InlineData(TradePhase.Complete, OpportunityStatus.Filled)]
    [InlineData(TradePhase.Flat, OpportunityStatus.Failed)]
    [InlineData(TradePhase.Working, OpportunityStatus.Executing)]
    public async Task A_trade_that_a_person_begins_is_part_of_the_life_of_its_opportunity_too(TradePhase phase, OpportunityStatus status)
    {
        desk.Refusal = "a person must approve it";
        (desk.ByHand, desk.EndsAs) = (time.Clock.GetUtcNow() + TimeSpan.FromSeconds(5), phase);
        RunInstance instance = await Run(TimeSpan.FromSeconds(12));
        Assert.Contains(recorder.Changes, static change => change.Refreshed.Any(static one => one.Status == OpportunityStatus.Executing));
        Assert.Equal(status, recorder.Changes[^1].All.Single().Status);
        Assert.Equal("t1", Assert.Single(instance.Board.Current.Opportunities).TradeId);
    }

    [Fact]
    public async Task A_trade_of_an_earlier_episode_says_nothing_of_the_one_that_is_there()
    {
        desk.Refusal = "a person must approve it";
        (desk.ByHand, desk.EndsAs) = (time.Clock.GetUtcNow() - TimeSpan.FromSeconds(5), TradePhase.Working);
        await Run(TimeSpan.FromSeconds(12));
        Assert.DoesNotContain(recorder.Changes, static change => change.All.Any(static one => one.Status == OpportunityStatus.Executing));
    }

    [Fact]
    public async Task A_desk_that_breaks_is_told_of_and_detection_goes_on()
    {
        desk.Breaks = true;
        RunInstance instance = await Run(TimeSpan.FromSeconds(5));
        Assert.Equal(LayerHealth.Failed, layers.States.Single(static state => state.Name == RunInstance.DeskLayer).Health);
        Assert.NotNull(instance.Board.Current.Pass);
        Assert.True(instance.Board.Current.Look!.Looks > 5);
    }

    [Fact]
    public async Task What_a_model_vetoes_is_shown_with_its_words_and_not_traded()
    {
        model = new Model("""{"reason":"Another source.","still_valid":false,"mispriced":"none","fair":[],"confidence":9}""");
        RunInstance instance = await Run(TimeSpan.FromSeconds(12));
        ShownOpportunity shown = Assert.Single(instance.Board.Current.Opportunities);
        Assert.Equal("vetoed by the validation model: Another source.", shown.NotTraded);
        Assert.Equal("Another source.", shown.Opinion!.Words);
        Assert.Empty(desk.Proposed);
        Assert.Equal(1, model.Asked);
    }

    [Fact]
    public async Task A_model_that_agrees_is_waited_for_once_and_one_that_fails_takes_nothing_away()
    {
        model = new Model("""{"reason":"Sound.","still_valid":true,"mispriced":"none","fair":[],"confidence":9}""");
        await Run(TimeSpan.FromSeconds(12));
        Assert.Single(desk.Proposed);
        model = new Model("no json");
        RunInstance instance = await Run(TimeSpan.FromSeconds(12));
        Assert.Equal(2, desk.Proposed.Count);
        Assert.Equal(LayerHealth.Degraded, instance.Board.Current.Layers.Single(static state => state.Name == RunInstance.ModelLayer).Health);
    }

    [Fact]
    public async Task Every_part_shows_how_it_is()
    {
        RunInstance instance = await Run(TimeSpan.FromSeconds(5));
        Dictionary<string, LayerHealth> health = instance.Board.Current.Layers.ToDictionary(
            static state => state.Name, static state => state.Health, StringComparer.Ordinal);
        Assert.Equal(LayerHealth.Well, health[RunInstance.DetectLayer]);
        Assert.Equal(LayerHealth.Well, health[RunInstance.DeskLayer]);
        Assert.Equal(LayerHealth.Off, health[RunInstance.StreamLayer]);
        Assert.Equal(LayerHealth.Off, health[RunInstance.OutsideLayer]);
    }

    private async Task<RunInstance> Run(TimeSpan span)
    {
        LiveMarkets markets = new();
        Detector detector = new(new DetectionOptions());
        LiveDetector live = new(markets, detector);
        PolledMarkets stream = new(markets, "no key");
        Scan scan = new(
            venue, venue, new StructuralMapper(new MappingOptions()), detector, time.Clock, decisions: (_, _) => world.Map());
        LiveRunner runner = new(stream, scan, venue, venue, live, new LiveOptions { AskInterval = TimeSpan.FromSeconds(5) }, time.Clock);
        RunInstance instance = new(
            new RunParts
            {
                Stream = stream,
                Runner = runner,
                Live = live,
                Detector = detector,
                Book = new OpportunityBook(100),
                Desk = desk,
                Recorder = recorder,
                Layers = layers,
                Review = model is null ? null : new ModelReview(model, new ReviewLimits(Money.Zero, 7)),
                IsDryRun = true,
            },
            time.Clock);
        using CancellationTokenSource stop = new();
        Task running = instance.RunAsync(stop.Token);
        await time.Pass(span);
        stop.Cancel();
        await time.Finish(running);
        return instance;
    }

    private sealed class Venue(World world, VirtualTime time) : IVenueSource, IBookSource, IVenuePace
    {
        public int GoneFrom { get; set; } = int.MaxValue;

        public int AwayFrom { get; set; } = int.MaxValue;

        public int RequestsPerMinute => 1_000;

        public long Requests { get; private set; }

        public Task<VenueSnapshot> ReadAsync(IProgress<ReadProgress>? progress, CancellationToken cancellation)
        {
            Requests++;
            VenueSnapshot listed = world.Snapshot();
            return Task.FromResult(new VenueSnapshot
            {
                At = time.Clock.GetUtcNow(),
                Markets = listed.Markets,
                Events = listed.Events,
                Series = listed.Series,
            });
        }

        public Task<IReadOnlyDictionary<string, OrderBook>> ReadBooksAsync(
            IReadOnlyCollection<string> tickers, CancellationToken cancellation)
        {
            Requests++;
            if (time.Elapsed.TotalSeconds >= AwayFrom)
            {
                throw new VenueUnavailableException("away");
            }

            string bid = time.Elapsed.TotalSeconds >= GoneFrom ? "0.3000" : "0.6000";
            return Task.FromResult<IReadOnlyDictionary<string, OrderBook>>(tickers.ToDictionary(
                static ticker => ticker,
                _ => World.Book([(bid, "100.00")], [("0.6500", "100.00")], time.Clock.GetUtcNow()),
                StringComparer.Ordinal));
        }
    }

    private sealed class Desk : ITradeDesk
    {
        public List<Opportunity> Proposed { get; } = [];

        public string Refusal { get; set; } = "";

        public TradePhase? EndsAs { get; set; }

        /// <summary>When a person begins a trade although the desk refuses; null for never.</summary>
        public DateTimeOffset? ByHand { get; set; }

        public bool Breaks { get; set; }

        public Task<ProposalAnswer> ProposeAsync(
            Opportunity opportunity, IReadOnlyDictionary<string, OrderBook> books, CancellationToken stop)
        {
            Assert.All(opportunity.Legs, leg => Assert.Contains(leg.Claim.Market.Ticker, books.Keys));
            Proposed.Add(opportunity);
            return Task.FromResult(Refusal.Length > 0
                ? new ProposalAnswer(null, Refusal)
                : new ProposalAnswer($"t{Proposed.Count}", ""));
        }

        public Task<DeskView> ReadAsync(CancellationToken stop) => Breaks
            ? throw new InvalidOperationException("the journal failed")
            : Task.FromResult(new DeskView
            {
                Mode = new TradingModeState(TradingMode.Active, "", World.Now),
                IsReconciled = true,
                Cash = [],
                Trades = EndsAs is { } phase && Proposed.Count > 0 ? [Ended(phase)] : [],
                Orders = [],
                Holdings = new Dictionary<string, Holding>(StringComparer.Ordinal),
            });

        private DeskTrade Ended(TradePhase phase)
        {
            Opportunity traded = Proposed[0];
            Dictionary<string, OrderBook> books = traded.Legs.ToDictionary(
                static leg => leg.Claim.Market.Ticker,
                static _ => World.Book([("0.6000", "100.00")], [("0.6500", "100.00")], World.Now),
                StringComparer.Ordinal);
            PlanRequest request = PlanRequest.From(traded, books, MemberKind.Direct, Money.Zero);
            TradePlan plan = PlanMaker.Make(request, Quantity.FromHundredths(100), "t1", ByHand ?? World.Now)!;
            return new DeskTrade(
                new TradeState { Plan = plan, Phase = phase }, TradeAccount.Of(plan, []), Money.Zero, Money.Zero);
        }
    }

    private sealed class Model(string answer) : IModel
    {
        public int Asked { get; private set; }

        public string Name => "fake";

        public Task<ModelAnswer> Ask(ModelRequest request, CancellationToken cancellation)
        {
            Asked++;
            return Task.FromResult<ModelAnswer>(new ModelAnswer.Given(answer, FromCache: false));
        }
    }

    private sealed class Recorder : IRunRecorder
    {
        public List<BookChange> Changes { get; } = [];

        public void Pass(ScanResult result, BookChange change) => Add(change);

        public void Look(IReadOnlyList<Opportunity> shown, BookChange change) => Add(change);

        private void Add(BookChange change)
        {
            if (change.All.Any())
            {
                Changes.Add(change);
            }
        }
    }
}
