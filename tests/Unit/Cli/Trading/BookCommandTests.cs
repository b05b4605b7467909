using System.Text.Json;
using Dutchbook.Cli;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Storage;
using Xunit;
using Traded = Dutchbook.Unit.Execution.Some;

namespace Dutchbook.Unit.Cli;

/// <summary>The commands that read what was traded, over a book with one complete pair and one that was declined.</summary>
public sealed class BookCommandTests : IDisposable
{
    private readonly Trial trial = new();

    public BookCommandTests()
    {
        TradePlan plan = Traded.Plan(Traded.Pair(fees: Traded.NoFees), "d1");
        OrderState[] orders = [Traded.Done(Traded.Intent(plan, 0), 1_000), Traded.Done(Traded.Intent(plan, 1), 1_000)];
        Ledger ledger = new();
        LedgerEntry cash = Ledger.OfExternal("cash", 0, Money.FromDollars(100), Traded.Now, "opening");
        ledger.Post(cash);
        LedgerEntry first = ledger.OfFill(orders[0].Fills[0], "d1", 0, Traded.Now);
        ledger.Post(first);
        LedgerEntry second = ledger.OfFill(orders[1].Fills[0], "d1", 0, Traded.Now);
        using SqliteJournal journal = SqliteJournal.OpenWriter(trial.Home.Database, isPaper: true);
        journal.Commit(new JournalBatch
        {
            At = Traded.Now,
            Orders = orders,
            Trades =
            [
                new TradeState { Plan = plan, Phase = TradePhase.Complete, Reason = "nothing better than holding" },
                new TradeState { Plan = Traded.Plan(id: "d2"), Phase = TradePhase.Declined, Reason = "cash: too little" },
            ],
            Entries = [cash, first, second],
            Decisions = [new Decision(Traded.Now, "d2", "d2", "cash", false, "too little")],
        });
    }

    [Fact]
    public async Task Trades_shows_what_each_can_still_come_to()
    {
        // Ten baskets for 8.70 are sure to be paid 10.
        JsonElement trades = (await Json("trades", "--dry-run")).GetProperty("trades");
        Assert.Equal(["d2", "d1"], trades.EnumerateArray().Select(static trade => trade.GetProperty("id").GetString()));
        JsonElement whole = trades[1];
        Assert.Equal("Complete", whole.GetProperty("phase").GetString());
        Assert.Equal("8.7000", whole.GetProperty("spent").GetString());
        Assert.Equal("10.0000", whole.GetProperty("guaranteed").GetString());
        Assert.Equal("1.3000", whole.GetProperty("atWorst").GetString());
        Assert.Equal("4.5015", whole.GetProperty("losses").GetProperty("executionBound").GetString());
        Assert.Equal(0, await trial.Run("trades", "--dry-run"));
        Assert.Contains("nothing better than holding", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Positions_and_pnl_add_up()
    {
        JsonElement positions = await Json("positions", "--dry-run");
        Assert.Equal(2, positions.GetProperty("positions").GetArrayLength());
        Assert.Equal("91.3000", positions.GetProperty("cash")[0].GetProperty("cash").GetString());
        JsonElement total = (await Json("pnl", "--dry-run")).GetProperty("total");
        Assert.Equal(("1.3000", "0.0000"), (total.GetProperty("openAtWorst").GetString(), total.GetProperty("realised").GetString()));
    }

    [Fact]
    public async Task Orders_lists_them_and_only_those_that_are_not_over_if_asked()
    {
        Assert.Equal(2, (await Json("orders", "--dry-run")).GetProperty("orders").GetArrayLength());
        Assert.Equal(0, (await Json("orders", "--dry-run", "--open")).GetProperty("orders").GetArrayLength());
    }

    [Fact]
    public async Task Explain_tells_a_trade_from_its_plan_to_its_end()
    {
        JsonElement explained = await Json("explain", "d1", "--dry-run");
        Assert.Equal(3, explained.GetProperty("journal").GetArrayLength());
        JsonElement relation = Assert.Single(explained.GetProperty("relations").EnumerateArray());
        Assert.Equal(0, relation.GetProperty("tradesBefore").GetInt32());
        Assert.Equal(0, await trial.Run("explain", "d2", "--dry-run"));
        Assert.Contains($"Rests on relation {relation.GetProperty("id").GetString()}, traded ", trial.Output, StringComparison.Ordinal);
        Assert.Contains("too little", trial.Output, StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.NoMatch, await trial.Run("explain", "d", "--dry-run"));
        Assert.Equal((int)ExitCode.NoMatch, await trial.Run("explain", "x", "--dry-run"));
    }

    [Fact]
    public async Task The_live_book_is_another_one() => Assert.Equal(0, (await Json("trades")).GetProperty("trades").GetArrayLength());

    [Fact]
    public async Task Trading_without_dry_run_is_refused_with_the_mend()
    {
        Assert.Equal((int)ExitCode.Usage, await trial.Run("trade", "abc"));
        Assert.Equal((int)ExitCode.Usage, await trial.Run("run", "--live"));
        Assert.Contains("--dry-run", trial.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_one_process_trades_from_a_home()
    {
        using InstanceLock first = InstanceLock.Take(trial.Home);
        Assert.Equal((int)ExitCode.Failed, await trial.Run("run", "--once"));
        Assert.Contains("Another process", trial.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_storm_tells_its_figures_and_plays_one_seed_again()
    {
        JsonElement storm = await Json("storm", "--seeds", "2");
        Assert.Equal(2, storm.GetProperty("seeds").GetInt32());
        Assert.Equal(0, storm.GetProperty("broken").GetArrayLength());
        Assert.True(storm.GetProperty("orders").GetInt64() > 0);
        Assert.Equal(0, await trial.Run("storm", "--seed", "7"));
        Assert.Contains("1 seeds, 0 broken", trial.Output, StringComparison.Ordinal);
    }

    public void Dispose() => trial.Dispose();

    private async Task<JsonElement> Json(params string[] arguments)
    {
        int before = trial.Output.Length;
        Assert.Equal(0, await trial.Run([.. arguments, "--format", "json"]));
        return JsonDocument.Parse(trial.Output[before..]).RootElement;
    }
}
