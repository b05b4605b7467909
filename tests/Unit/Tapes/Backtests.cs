using System.Text.Json;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Mapping;
using Dutchbook.Simulation;
using Dutchbook.Tapes;
using Dutchbook.Unit.Cli;
using Xunit;

namespace Dutchbook.Unit.Tapes;

/// <summary>The real gate, loop and paper venue over a tape of the sandbox exchange.</summary>
public sealed class Backtests(Backtests.SettledTape tape) : IClassFixture<Backtests.SettledTape>
{
    [Fact]
    public void What_is_found_is_traded_within_the_limits_and_paid_when_its_markets_settle()
    {
        BacktestResult result = Run(FillModel.Settings);
        Assert.Equal(tape.Hash, result.Decisions);
        foreach (BacktestRun run in result.Models)
        {
            BacktestTrade trade = Assert.Single(run.Trades, trade => trade.Opportunity.Id == tape.OpportunityId);
            Assert.Equal(TradePhase.Complete, trade.State.Phase);
            Assert.True(trade.IsSettled, run.Model.Name);
            Assert.True(trade.Result > Money.Zero);

            // Every pair was sure of a dollar, and one that pays on both sides has two: both markets resolve NO, and one leg is NO.
            Assert.Equal(trade.Guaranteed, trade.Paid);
            Assert.Equal(trade.Paid - trade.Spent, trade.Result);
            Assert.True(run.PeakLocked <= Limits.MaxCapitalAtRisk + Money.FromDollars(1), $"{run.PeakLocked}");
            Assert.Null(run.Halted);
            Assert.Equal(run.Fees, run.Orders.SelectMany(static order => order.Fills).Aggregate(Money.Zero, static (sum, fill) => sum + fill.Fee));

            // The account agrees with its trades.
            Money value = run.Equity[^1].Guaranteed - run.Bankroll;
            Assert.Equal(run.Result, value);
        }

        Assert.True(result.Settled >= 2);
        Assert.DoesNotContain(result.Unknowable, static sentence => sentence.StartsWith("No market settles", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_backtests_trade_the_same_to_the_order()
    {
        BacktestResult one = Run(FillModel.Settings), two = Run(FillModel.Settings);
        Assert.Equal(one.Models.Select(static run => run.OrderHash), two.Models.Select(static run => run.OrderHash));
        Assert.Equal(ReportPage.Write(one), ReportPage.Write(two));
        Assert.Equal(3, one.Models.Select(static run => run.OrderHash).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_smaller_share_of_the_book_never_fills_more_contracts_of_a_basket()
    {
        FillModel[] models = [.. ((int[])[100, 50, 10, 1]).Select(static share => FillModel.Optimistic with { Name = $"{share}", SharePercent = share })];
        BacktestResult result = Run(models);
        long[] filled = [.. result.Models.Select(run => run.Trades.Where(trade => trade.Opportunity.Id == tape.OpportunityId)
            .SelectMany(trade => run.Orders.Where(order => order.Intent.TradeId == trade.State.Plan.TradeId))
            .Sum(static order => order.Filled().Hundredths))];
        Assert.True(filled[0] > 0);
        Assert.Equal(filled.OrderDescending(), filled);
        Assert.True(filled[3] < filled[0]);
    }

    [Fact]
    public void Naive_prices_see_more_than_can_be_had()
    {
        BacktestResult result = Run([FillModel.Realistic]);
        Assert.Equal(["last price", "mid price", "touch", "touch and fees", "touch, fees, one whole contract"], result.Collapse.Select(static step => step.Name));
        long[] crossing = [.. result.Collapse.Select(static step => step.Crossing)];
        Assert.True(crossing[2] >= crossing[3] && crossing[3] >= crossing[4] && crossing[4] > 0, string.Join(", ", crossing));
    }

    [Fact]
    public async Task The_command_writes_a_page_that_needs_nothing_else_and_every_figure_beside_it()
    {
        using Trial trial = new();
        string report = Path.Combine(trial.Folder, "report");
        Assert.Equal(0, await trial.Run("backtest", "--tape", tape.Folder.Path, "--report", report, "--format", "json"));
        using JsonDocument document = JsonDocument.Parse(trial.Output);
        JsonElement backtest = document.RootElement.GetProperty("backtests")[0];
        Assert.Equal(3, backtest.GetProperty("models").GetArrayLength());
        Assert.Equal(8, backtest.GetProperty("delays").GetArrayLength());
        string page = await File.ReadAllTextAsync(Path.Combine(report, "report.html"), TestContext.Current.CancellationToken);
        Assert.Contains("<h2>Side by side</h2>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        foreach (JsonElement model in backtest.GetProperty("models").EnumerateArray())
        {
            Assert.Contains(model.GetProperty("orders").GetString()!, page, StringComparison.Ordinal);
        }

        string[] files = [.. Directory.GetFiles(report).Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        Assert.Equal(["collapse.csv", "equity.csv", "models.csv", "orders.csv", "report.html", "trades.csv"], files);
        int trades = backtest.GetProperty("models").EnumerateArray().Sum(static model => model.GetProperty("trades").GetArrayLength());
        Assert.Equal(trades + 1, File.ReadAllLines(Path.Combine(report, "trades.csv")).Length);
    }

    [Fact]
    public async Task A_sweep_tries_every_combination_and_more_is_asked_of_a_basket_less_is_traded()
    {
        using Trial trial = new();
        Assert.Equal(0, await trial.Run("backtest", "--tape", tape.Folder.Path, "--format", "json",
            "--sweep", "trading.min_score_threshold=0.05,10", "--sweep", "trading.fee_safety_multiplier=2"));
        using JsonDocument document = JsonDocument.Parse(trial.Output);
        JsonElement[] backtests = [.. document.RootElement.GetProperty("backtests").EnumerateArray()];
        Assert.Equal(["0.05", "10"], backtests.Select(static item => item.GetProperty("settings").GetProperty("trading.min_score_threshold").GetString()));
        Assert.True(backtests[0].GetProperty("models")[1].GetProperty("trades").GetArrayLength() > 0);
        Assert.Equal(0, backtests[1].GetProperty("models")[1].GetProperty("trades").GetArrayLength());
    }

    [Theory]
    [InlineData("--sweep", "trading.min_score_threshold", "write it like")]
    [InlineData("--sweep", "trading.no_such_key=1", "no_such_key")]
    [InlineData("--bankroll", "-5", "--bankroll")]
    [InlineData("--from", "yesterday", "--from")]
    public async Task What_cannot_be_is_bad_usage(string option, string value, string hint)
    {
        using Trial trial = new();
        Assert.Equal(2, await trial.Run("backtest", "--tape", tape.Folder.Path, option, value));
        Assert.Contains(hint, trial.Errors, StringComparison.Ordinal);
    }

    private static RiskLimits Limits { get; } = new();

    private BacktestResult Run(IReadOnlyList<FillModel> models) => new Backtest(
        new StructuralMapper(new MappingOptions()), new Detector(new DetectionOptions()),
        new BacktestOptions { Limits = Limits, Models = models, Delays = [] }).Run(tape.Folder.Open(), TestContext.Current.CancellationToken);

    /// <summary>A pass, some seconds of looks, and the markets of one basket determined and paid.</summary>
    public sealed class SettledTape : IAsyncLifetime
    {
        internal TapeFolder Folder { get; } = new();

        internal string Hash { get; private set; } = "";

        internal string OpportunityId { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            await using RecordedSession session = await RecordedSession.Start(Folder.Path);
            await session.Until(() => session.Feed.IsSettled && session.Feed.Counters[Dutchbook.Kalshi.FeedCount.Tickers] > 1_000);
            await session.Pass();
            session.Look();
            await session.Until(() => session.Feed.IsSettled);
            Opportunity first = session.Look().Validated.First(static item => item is { Executable: true, BelowThreshold.Count: 0, Grade: Grade.A }
                && item.Relations[0].Relation.Type == RelationType.Threshold && item.Legs.Count == 2);
            OpportunityId = first.Id;
            for (int i = 0; i < 7; i++)
            {
                session.Time.Advance(TimeSpan.FromSeconds(1));
                session.Look();
            }

            foreach (BasketLeg leg in first.Legs)
            {
                session.Server.Control.Determine(leg.Claim.Market.Ticker, Resolution.No);
            }

            session.Time.Advance(TimeSpan.FromSeconds(1));
            await session.Until(() => session.Feed.Counters[Dutchbook.Kalshi.FeedCount.Lifecycles] >= 2);
            session.Look();

            // Long enough for the venue to pay; a pass tells it, whatever became of the stream meanwhile.
            session.Time.Advance(TimeSpan.FromHours(3));
            await session.Pass();
            session.Look();
            session.Time.Advance(TimeSpan.FromMinutes(3));
            session.Look();
            Hash = session.Looks.Hash;
        }

        public ValueTask DisposeAsync()
        {
            Folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
