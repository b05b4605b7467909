using System.Text.Json;
using Dutchbook.Cli;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Kalshi;
using Dutchbook.Storage;
using Xunit;
using SelfTradePrevention = Dutchbook.Kalshi.SelfTradePrevention;
using Traded = Dutchbook.Unit.Execution.Some;

namespace Dutchbook.Unit.Cli;

/// <summary>Commands that trade for real, against the sandbox over loopback.</summary>
public sealed class LiveTradeTests
{
    [Fact]
    public async Task A_trade_by_hand_leaves_books_that_agree_with_the_exchange()
    {
        await using LiveTrial live = await LiveTrial.Start();
        string id = await live.Opportunity();

        // Nobody took the account over yet.
        Assert.Equal((int)ExitCode.Failed, await live.Trial.Run("trade", id, "--live", "--yes"));
        Assert.Contains("reconcile --adopt", live.Trial.Errors, StringComparison.Ordinal);
        Assert.False((await live.Json(ExitCode.Failed, "reconcile")).GetProperty("adopted").GetBoolean());
        Assert.True((await live.Json(ExitCode.Done, "reconcile", "--adopt", "--yes")).GetProperty("agrees").GetBoolean());

        JsonElement trade = (await live.Json(ExitCode.Done, "trade", id, "--live", "--yes")).GetProperty("trade");
        Assert.Equal("Complete", trade.GetProperty("phase").GetString());
        JsonElement after = await live.Json(ExitCode.Done, "reconcile");
        Assert.Equal(0, after.GetProperty("differences").GetArrayLength());
        Assert.True((await live.Json(ExitCode.Done, "positions")).GetProperty("positions").GetArrayLength() >= 2);
        Assert.DoesNotContain("PRIVATE KEY", live.Trial.Errors + live.Trial.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(live.Server.KeyId, live.Trial.Errors + live.Trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_real_is_asked_twice_and_the_second_time_for_the_amount()
    {
        await using LiveTrial live = await LiveTrial.Start();
        string id = await live.Opportunity();
        await live.Json(ExitCode.Done, "reconcile", "--adopt", "--yes");
        live.Trial.Answers = ["yes", "yes"];
        Assert.Equal((int)ExitCode.Failed, await live.Trial.Run("trade", id, "--live"));
        Assert.Contains("may be lost", live.Trial.Errors, StringComparison.Ordinal);
        live.Trial.Answers = null;
        Assert.Equal(0, (await live.Json(ExitCode.Done, "positions")).GetProperty("positions").GetArrayLength());
    }

    [Fact]
    public async Task What_a_trade_holds_is_sold_within_the_loss_that_was_shown()
    {
        await using LiveTrial live = await LiveTrial.Start();
        string id = await live.Opportunity();
        await live.Json(ExitCode.Done, "reconcile", "--adopt", "--yes");
        await live.Json(ExitCode.Done, "trade", id, "--live", "--yes");
        Assert.Equal((int)ExitCode.NoMatch, await live.Trial.Run("flatten", "nothing-like-it", "--yes"));
        JsonElement flat = (await live.Json(ExitCode.Done, "flatten", "--yes")).GetProperty("trades")[0];
        Assert.Equal("Flat", flat.GetProperty("phase").GetString());
        Assert.Equal(0, (await live.Json(ExitCode.Done, "positions")).GetProperty("positions").GetArrayLength());
        Assert.True((await live.Json(ExitCode.Done, "reconcile")).GetProperty("agrees").GetBoolean());
    }

    [InlineData(true)]
    [InlineData(false)]
    [Theory]
    public async Task Held_baskets_are_closed_before_their_settlement(bool isLive)
    {
        // A person may close what the settings do not find worth it.
        await using LiveTrial live = await LiveTrial.Start();
        string id = await live.Opportunity();
        await live.Json(ExitCode.Done, "reconcile", "--adopt", "--yes");
        string[] dry = isLive ? [] : ["--dry-run"];
        JsonElement trade = (await live.Json(ExitCode.Done, ["trade", id, "--yes", .. isLive ? ["--live"] : dry])).GetProperty("trade");
        string held = trade.GetProperty("id").GetString()!;
        Assert.Equal((int)ExitCode.NoMatch, await live.Trial.Run(["close", "nothing-like-it", "--yes", .. dry]));
        Assert.Equal((int)ExitCode.Failed, await live.Trial.Run(["close", held, "--yes", .. dry]));
        Assert.Contains("--anyway", live.Trial.Errors, StringComparison.Ordinal);
        JsonElement closed = await live.Json(ExitCode.Done, ["close", held, "--anyway", "--yes", .. dry]);
        Assert.Equal("Close", closed.GetProperty("closing").GetProperty("kind").GetString());
        Assert.Equal("Flat", closed.GetProperty("trade").GetProperty("phase").GetString());

        // What it brought is what was shown, to the rounding of two orders' fees.
        decimal brought = Dollars(trade.GetProperty("spent")) - Dollars(closed.GetProperty("trade").GetProperty("spent"));
        decimal shown = Dollars(closed.GetProperty("closing").GetProperty("brings"));
        Assert.InRange(brought - shown, -0.02m, 0.02m);
        Assert.Equal(0, (await live.Json(ExitCode.Done, ["positions", .. dry])).GetProperty("positions").GetArrayLength());
        Assert.True((await live.Json(ExitCode.Done, "reconcile")).GetProperty("agrees").GetBoolean());
    }

    [Fact]
    public async Task A_run_shows_what_is_worth_closing_and_closes_it_only_where_the_settings_say_so()
    {
        await using LiveTrial live = await LiveTrial.Start();
        for (int skip = 0; skip < 3; skip++)
        {
            await live.Trial.Run("trade", await live.Opportunity(skip), "--dry-run", "--yes");
        }

        // At a thousand percent a year much of what is paid in months is worth selling now.
        live.Trial.Variable("DUTCHBOOK__TRADING__MIN_WAIT_APR", "10");
        JsonElement held = await live.Json(ExitCode.Done, "positions", "--dry-run", "--quotes");
        string[] worth =
        [
            .. held.GetProperty("trades").EnumerateArray()
                .Where(static trade => trade.GetProperty("closing") is { ValueKind: JsonValueKind.Object } closing
                    && closing.GetProperty("worth").GetBoolean())
                .Select(static trade => trade.GetProperty("id").GetString()!),
        ];
        Assert.NotEmpty(worth);
        string shown = await Run();
        Assert.Contains("\"event\":\"closing\"", shown, StringComparison.Ordinal);
        Assert.Equal(held.GetProperty("positions").GetArrayLength(), await Positions(worth));

        live.Trial.Variable("DUTCHBOOK__TRADING__AUTO_CLOSE", "true");
        await Run();
        Assert.True(await Positions(worth) < held.GetProperty("positions").GetArrayLength());

        async Task<string> Run()
        {
            int before = live.Trial.Output.Length;
            Assert.Equal(0, await live.Trial.Run("run", "--once", "--format", "json"));
            return live.Trial.Output[before..].Replace(" ", "", StringComparison.Ordinal);
        }

        async Task<int> Positions(string[] trades)
        {
            JsonElement now = await live.Json(ExitCode.Done, "positions", "--dry-run");
            string[] before = [.. held.GetProperty("trades").EnumerateArray().Select(static trade => trade.GetProperty("id").GetString()!)];
            Assert.All(trades, trade => Assert.Contains(trade, before));
            return now.GetProperty("positions").EnumerateArray()
                .Count(position => before.Contains(position.GetProperty("trade").GetString()));
        }
    }

    private static decimal Dollars(JsonElement money) =>
        decimal.Parse(money.GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_run_for_real_leaves_books_that_agree_with_the_exchange()
    {
        await using LiveTrial live = await LiveTrial.Start();
        await live.Json(ExitCode.Done, "reconcile", "--adopt", "--yes");

        // Without a person, rules that have no record yet are not traded.
        live.Trial.Variable("DUTCHBOOK__TRADING__APPROVE_FIRST_TRADES", "0");
        Assert.Equal(0, await live.Trial.Run("run", "--live", "--once", "--format", "json"));
        Assert.True((await live.Json(ExitCode.Done, "trades")).GetProperty("trades").GetArrayLength() > 0);
        Assert.Equal(0, (await live.Json(ExitCode.Done, "reconcile")).GetProperty("differences").GetArrayLength());
        JsonElement quoted = await live.Json(ExitCode.Done, "positions", "--quotes");
        Assert.All(
            quoted.GetProperty("trades").EnumerateArray(),
            static trade => Assert.Equal(JsonValueKind.String, trade.GetProperty("closeNow").ValueKind));
        Assert.NotEqual(
            JsonValueKind.Null, (await live.Json(ExitCode.Done, "pnl", "--quotes")).GetProperty("total").GetProperty("openIfSold").ValueKind);
    }

    [Fact]
    public async Task A_halt_cancels_what_is_ours_and_with_cancel_all_everything()
    {
        await using LiveTrial live = await LiveTrial.Start();
        using KalshiRestClient client = live.Connect();
        OrderIntent ours = Traded.Intent(Traded.Plan(id: "l1")) with { Ticker = Ticker };
        string our = await Rest(client, ours.ClientOrderId);
        string theirs = await Rest(client, "somebody-elses");
        using (SqliteJournal journal = SqliteJournal.OpenWriter(live.Trial.Home.Database, isPaper: false))
        {
            journal.Commit(new JournalBatch
            {
                At = Traded.Now,
                Trades = [new TradeState { Plan = Traded.Plan(id: "l1"), Phase = TradePhase.Working, Wait = TradeWait.Order }],
                Orders = [Traded.Sent(ours) with { Phase = OrderPhase.Working, OrderId = our }],
            });
        }

        JsonElement halted = await live.Json(ExitCode.Done, "halt");
        Assert.True(halted.GetProperty("cancels").GetProperty("verified").GetBoolean());
        Assert.Equal("dutchbook flatten l1", halted.GetProperty("open")[0].GetProperty("command").GetString());
        Assert.Equal([theirs], await Resting(client));
        halted = await live.Json(ExitCode.Done, "halt", "--cancel-all");
        Assert.True(halted.GetProperty("cancels").GetProperty("verified").GetBoolean());
        Assert.Empty(await Resting(client));
    }

    [Fact]
    public async Task A_halt_is_there_also_when_nothing_can_be_cancelled()
    {
        using Trial trial = new();
        Assert.Equal((int)ExitCode.Failed, await trial.Run("halt", "--cancel-all"));
        Assert.Contains("NOT VERIFIED", trial.Output, StringComparison.Ordinal);
        Assert.Equal(TradingMode.Halted, new FileHaltFlag(trial.Home.HaltFile).Read().Mode);
    }

    [Theory]
    [InlineData("trading:\n  dry_run: true\n", "dry_run")]
    [InlineData("trading:\n  dry_run: false\n", "needs a key")]
    public async Task What_is_missing_for_real_trading_is_named(string yaml, string missing)
    {
        using Trial trial = new();
        trial.Config(yaml);
        Assert.Equal((int)ExitCode.Usage, await trial.Run("trade", "abc", "--live"));
        Assert.Contains(missing, trial.Errors, StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.Usage, await trial.Run("trade", "abc", "--live", "--dry-run"));
    }

    // Bid 0.46 and offered at 0.47, on the first shard.
    private const string Ticker = "KXPRESNOMB-28-ABR";

    private static async Task<string> Rest(KalshiRestClient client, string id) =>
        Assert.IsType<WriteOutcome<OrderReceipt>.Accepted>(await client.Orders.Create(client.Orders.Seal(new NewOrder
        {
            Ticker = Ticker,
            ClientOrderId = id,
            Side = Dutchbook.Kalshi.BookSide.Bid,
            Count = Quantity.FromContracts(1),
            YesPrice = Price.FromTicks(4_000),
            TimeInForce = Dutchbook.Kalshi.TimeInForce.GoodTillCanceled,
            SelfTradePrevention = SelfTradePrevention.TakerAtCross,
        }), default)).Answer.OrderId;

    private static async Task<IEnumerable<string>> Resting(KalshiRestClient client)
    {
        Reading<IReadOnlyList<VenueOrder>> reading = await new KalshiPortfolioReader(client, TimeProvider.System)
            .ReadOrdersAsync(new OrderQuery(0) { RestingOnly = true }, default);
        return Assert.IsType<Reading<IReadOnlyList<VenueOrder>>.Known>(reading).Value.Select(static row => row.OrderId);
    }
}
