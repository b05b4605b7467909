using Dutchbook.Cli;
using Dutchbook.Domain;
using Dutchbook.Sandbox;
using Dutchbook.Unit.House;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

/// <summary>Simulated traders move a generated universe, keep it coherent, and write down what they get wrong.</summary>
public sealed class SimulatedTraders
{
    private const int Markets = 300;
    private static readonly CrowdOptions Busy = new() { ActionsPerSecond = 400, MispriceEvery = null, Seed = 3 };

    [Fact]
    public void A_generated_universe_has_the_size_and_the_structures_asked_for_and_is_the_same_every_time()
    {
        Universe universe = Universe.Generated(Demo.At, Markets, seed: 9);
        Assert.Equal(Markets, universe.Markets.Count);
        Assert.Equal(universe.Markets.Select(Line), Universe.Generated(Demo.At, Markets, seed: 9).Markets.Select(Line));
        Assert.NotEqual(universe.Markets.Select(Line), Universe.Generated(Demo.At, Markets, seed: 10).Markets.Select(Line));
        Assert.True(universe.Events.Count(static item => item.MutuallyExclusive) > 5);
        Assert.True(universe.Markets.Count(static market => market.StrikeType == "greater") > 50);
        string Line(ListedMarket market) => $"{market.Ticker} {market.RulesPrimary} {universe.Top(market)}";
    }

    [Fact]
    public void A_census_gives_the_kinds_and_sizes_of_events()
    {
        UniverseMix mix = UniverseMix.FromCensus(
            ["event_ticker,template,n_markets", "A,threshold,7", "B,threshold,7", "C,threshold,7", "D,deadline,3", "E,combination,4", "F,bucket,x"]);
        Assert.Equal(4, mix.Count);
        Universe universe = Universe.Generated(Demo.At, 2_000, seed: 9, mix);
        ILookup<int, string> bySize = universe.Events.SkipLast(1)
            .ToLookup(item => universe.MarketsOf(item.Ticker).Count, static item => item.SeriesTicker);
        Assert.Equal([3, 7], bySize.Select(static group => group.Key).Order());
        Assert.All(bySize[3], static series => Assert.StartsWith("KXGDATE", series, StringComparison.Ordinal));
        Assert.All(bySize[7], static series => Assert.StartsWith("KXGLADDER", series, StringComparison.Ordinal));
        Assert.InRange(bySize[7].Count() / (double)bySize[3].Count(), 2.2, 4.2);
        Assert.Throws<FormatException>(() => UniverseMix.FromCensus(["a,b", "1,2"]));
        Assert.Throws<FormatException>(() => UniverseMix.FromCensus(["template,n_markets", "poem,2"]));
    }

    [Fact]
    public void The_real_census_gives_the_ratios_that_were_counted()
    {
        string path = Repository.Recorded("data", "kalshi-2026-08-census", "events_index.csv.gz");
        UniverseMix mix = CensusFile.Read(path);
        Assert.Equal(9_392, mix.Count);
        Universe universe = Universe.Generated(Demo.At, 20_000, seed: 3, mix);
        double lists = universe.Events.Count(static item => item.SeriesTicker.StartsWith("KXGLIST", StringComparison.Ordinal));
        Assert.InRange(lists / universe.Events.Count, 0.45, 0.53);
    }

    [Fact]
    public void Prices_drift_trades_happen_and_every_belief_stays_inside_all_its_quotes()
    {
        (TradingFloor floor, FakeTimeProvider time) = Floor();
        using TraderCrowd crowd = new(floor, Busy, time);
        Dictionary<string, int?> before = floor.Pits.ToDictionary(static pit => pit.Listed.Ticker, pit => Bid(floor, pit));
        for (int second = 0; second < 20; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            AssertCoherent(floor);
        }

        int moved = floor.Pits.Count(pit => Bid(floor, pit) != before[pit.Listed.Ticker]);
        Assert.True(moved > Markets / 10, $"only {moved} markets moved");
        Assert.True(floor.Trades(static trade => trade.Number > 0, int.MaxValue).Count > 500);
        Assert.Empty(crowd.Truths);
    }

    [Fact]
    public void Orders_of_the_traders_that_ended_are_forgotten()
    {
        (TradingFloor floor, FakeTimeProvider time) = Floor();
        using TraderCrowd crowd = new(floor, Busy with { ActionsPerSecond = 2_000 }, time);
        for (int second = 0; second < 5; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
        }

        (int kept, int resting) = floor.Do((exchange, _) =>
            (exchange.Orders.Count, exchange.Accounts.Sum(static account => account.RestingOrders.Count())));
        Assert.Equal(resting, kept);
    }

    [Fact]
    public void Equal_seeds_and_times_give_equal_trading()
    {
        Assert.Equal(Life(3), Life(3));
        Assert.NotEqual(Life(3), Life(4));
    }

    [Fact]
    public void A_mistake_is_worth_what_is_written_down_and_is_mended()
    {
        (TradingFloor floor, FakeTimeProvider time) = Floor();
        using TraderCrowd crowd = new(floor, Busy with { ActionsPerSecond = 50, MispriceEvery = TimeSpan.FromSeconds(2), MispricedFor = TimeSpan.FromSeconds(1) }, time);
        int seen = 0;
        for (int step = 0; step < 200; step++)
        {
            time.Advance(TimeSpan.FromMilliseconds(250));
            foreach (PlantedTruth truth in crowd.Truths.Where(static truth => truth.EndedAt is null))
            {
                int cost = truth.Claims.Sum(claim => claim.Side == "yes" ? Ask(floor, claim.Ticker) : Price.TicksPerDollar - Bid(floor, claim.Ticker));
                Assert.Equal(truth.GapTicks, (truth.AtLeast * Price.TicksPerDollar) - cost);
                Assert.True(truth.GapTicks >= 400, $"{truth}");
                seen++;
            }
        }

        Assert.True(seen > 20, $"only {seen} mistakes were seen");
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.All(crowd.Truths.SkipLast(1), static truth => Assert.NotNull(truth.EndedAt));
        Assert.Contains(crowd.Truths, static truth => truth.Kind == PlantKind.Subset);
        Assert.Contains(crowd.Truths, static truth => truth.Kind == PlantKind.Exclusive);
    }

    [Fact]
    public void In_the_demo_sizes_change_and_trades_happen_but_no_price_moves()
    {
        FakeTimeProvider time = new(Demo.At);
        TradingFloor floor = new(Demo.Universe, new SandboxOptions { Time = time });
        using TraderCrowd crowd = new(floor, Busy, time);
        time.Advance(TimeSpan.FromSeconds(1));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(floor.Trades(static trade => trade.Number > 0, int.MaxValue).Count > 20);
        foreach (Pit pit in floor.Pits)
        {
            Quote listed = Demo.Universe.Top(pit.Listed);
            Quote now = floor.View(pit).Top;
            Assert.Equal((listed.YesBid, listed.YesAsk), (now.YesBid, now.YesAsk));
        }
    }

    [Fact]
    public void In_the_demo_a_near_miss_is_made_to_pay_for_a_while_and_stands_as_listed_again()
    {
        FakeTimeProvider time = new(Demo.At);
        TradingFloor floor = new(Demo.Universe, new SandboxOptions { Time = time });
        using TraderCrowd crowd = new(
            floor, Busy with { ActionsPerSecond = 20, MispriceEvery = TimeSpan.FromSeconds(4), MispricedFor = TimeSpan.FromSeconds(2) }, time);
        HashSet<int> seen = [];
        for (int step = 0; step < 240; step++)
        {
            time.Advance(TimeSpan.FromMilliseconds(250));
            foreach (PlantedTruth truth in crowd.Truths.Where(static truth => truth.EndedAt is null))
            {
                int cost = truth.Claims.Sum(claim => claim.Side == "yes" ? Ask(floor, claim.Ticker) : Price.TicksPerDollar - Bid(floor, claim.Ticker));
                Assert.Equal(truth.GapTicks, (truth.AtLeast * Price.TicksPerDollar) - cost);
                Assert.InRange(truth.GapTicks, 500, 1_500);
                seen.Add(truth.Number);
            }
        }

        Assert.True(seen.Count > 10, $"only {seen.Count} mistakes were seen");
        time.Advance(TimeSpan.FromSeconds(3));
        foreach (PlantedClaim claim in crowd.Truths.Where(static truth => truth.EndedAt is not null).SelectMany(static truth => truth.Claims))
        {
            Quote listed = Demo.Universe.Book(claim.Ticker).Top();
            Assert.True(
                crowd.Truths.Any(truth => truth.EndedAt is null && truth.Claims.Any(other => other.Ticker == claim.Ticker))
                || (listed.YesBid, listed.YesAsk) == (floor.Find(claim.Ticker)!.Top.YesBid, floor.Find(claim.Ticker)!.Top.YesAsk),
                claim.Ticker);
        }
    }

    [Fact]
    public void What_a_client_took_from_the_demo_comes_back()
    {
        FakeTimeProvider time = new(Demo.At);
        TradingFloor floor = new(Demo.Universe, new SandboxOptions { Time = time });
        floor.Withdraw(Trader.Market, Side.No);
        using TraderCrowd crowd = new(floor, Busy with { ActionsPerSecond = 5_000 }, time);
        for (int second = 0; second < 20 && floor.Find(Trader.Market)!.Book.NoBids.Count == 0; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(5_300, floor.Find(Trader.Market)!.Book.NoBids[0].Price.Ticks);
    }

    private static (TradingFloor Floor, FakeTimeProvider Time) Floor()
    {
        FakeTimeProvider time = new(Demo.At);
        return (new TradingFloor(Universe.Generated(Demo.At, Markets, seed: 9), new SandboxOptions { Time = time }), time);
    }

    private static string Life(ulong seed)
    {
        (TradingFloor floor, FakeTimeProvider time) = Floor();
        using TraderCrowd crowd = new(floor, Busy with { Seed = seed }, time);
        time.Advance(TimeSpan.FromSeconds(1));
        time.Advance(TimeSpan.FromSeconds(1));
        return string.Join('\n', floor.Trades(static trade => trade.Number > 0, int.MaxValue));
    }

    /// <summary>
    /// Of nested markets no narrower one is bid above a wider one's ask; of those that exclude each other the bids stay below a
    /// dollar; ranges that leave no gap are not offered for less than one.
    /// </summary>
    private static void AssertCoherent(TradingFloor floor)
    {
        foreach (CellFamily family in floor.Universe.Families)
        {
            foreach (CellMember narrow in family.Members)
            {
                foreach (CellMember wide in family.Members.Where(narrow.IsWithin))
                {
                    Assert.True(Bid(floor, narrow.Ticker) <= Ask(floor, wide.Ticker), $"{narrow} {wide}");
                }
            }

            CellMember[] cells = [.. family.Members.Where(static member => member.To == member.From + 1)];
            bool isApart = cells.Select(static cell => cell.From).Distinct().Count() == cells.Length;
            Assert.True(!isApart || cells.Sum(cell => Bid(floor, cell.Ticker)) <= Price.TicksPerDollar);
            Assert.True(cells.Length < family.Weights.Count || cells.Sum(cell => Ask(floor, cell.Ticker)) >= Price.TicksPerDollar);
        }
    }

    private static int? Bid(TradingFloor floor, Pit pit) => floor.View(pit).Book.YesBids is [var best, ..] ? best.Price.Ticks : null;

    private static int Bid(TradingFloor floor, string ticker) => floor.Find(ticker)!.Book.YesBids is [var best, ..] ? best.Price.Ticks : 0;

    private static int Ask(TradingFloor floor, string ticker) =>
        floor.Find(ticker)!.Book.NoBids is [var best, ..] ? best.Price.Complement().Ticks : Price.TicksPerDollar;
}
