using Dutchbook.Domain;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

public sealed class UniverseShape
{
    [Fact]
    public void The_demo_is_as_large_as_promised()
    {
        Universe universe = Demo.Universe;
        Assert.True(universe.Series.Count >= 25, $"{universe.Series.Count} series");
        Assert.True(universe.Events.Count(item => !item.IsCombo) >= 100, $"{universe.Events.Count} events");
        Assert.True(universe.Markets.Count(item => !item.IsCombo) >= 600, $"{universe.Markets.Count} markets");
        Assert.True(universe.Plants.Count >= 12, $"{universe.Plants.Count} plants");
        Assert.True(universe.Traps.Count >= 20, $"{universe.Traps.Count} traps");
    }

    [Fact]
    public void The_same_instant_gives_the_same_universe()
    {
        Universe again = Universe.Demo(Demo.At);
        Assert.Equal(
            Demo.Universe.Markets.Select(market => market.Ticker),
            again.Markets.Select(market => market.Ticker),
            StringComparer.Ordinal);
        Assert.All(again.Markets, market => Assert.Equal(Demo.Universe.Top(market), again.Top(market)));
    }

    /// <summary>Month ends, leap days, both clock changes and year ends, every hour of the day.</summary>
    [Fact]
    public void The_demo_is_open_and_its_plants_pay_whenever_it_starts()
    {
        for (int i = 0; i < 36; i++)
        {
            DateTimeOffset now = new DateTimeOffset(2027, 10, 20, 0, 15, 0, TimeSpan.Zero).AddHours(i * 263);
            Universe universe = Universe.Demo(now);
            string late = universe.Traps.Single(trap => trap.Name == "past-its-close").Tickers[1];
            Assert.All(
                universe.Markets.Where(market => market.Status == "active" && market.Ticker != late),
                market => Assert.True(market.CloseTime > now.AddHours(12), $"{market.Ticker} at {now}"));
            Assert.All(
                universe.Plants,
                plant => Assert.True(
                    Arithmetic.Edge(universe, plant.Claims, plant.AtLeast) > 0, $"{plant.Name} at {now}"));
            Assert.All(
                universe.NearMisses,
                miss => Assert.False(
                    Arithmetic.Edge(universe, miss.Claims, miss.AtLeast) > 0, $"{miss.Name} at {now}"));
        }
    }

    [Fact]
    public void Books_have_at_most_three_levels_on_the_grid_best_first_and_uncrossed()
    {
        foreach (ListedMarket market in Demo.Universe.Markets)
        {
            ListedBook book = Demo.Universe.Book(market.Ticker);
            TickGrid grid = TickGrid.TryCreate(market.Grid.Bands)!;
            foreach (IReadOnlyList<BookLevel> side in (IReadOnlyList<BookLevel>[])[book.YesBids, book.NoBids])
            {
                Assert.True(side.Count <= 3, market.Ticker);
                Assert.All(
                    side,
                    level => Assert.True(grid.Contains(level.Price) && level.Quantity.IsPositive, market.Ticker));
                Assert.Equal(side.OrderByDescending(level => level.Price), side);
            }

            if (book.YesBids.Count > 0 && book.NoBids.Count > 0)
            {
                Assert.True(book.YesBids[0].Price.Ticks + book.NoBids[0].Price.Ticks < 10_000, market.Ticker);
            }
        }
    }

    [Fact]
    public void Sizes_run_from_one_to_thousands_and_some_are_fractional()
    {
        long[] sizes = [
            .. Demo.Universe.Markets.SelectMany(
                market => Demo.Universe.Book(market.Ticker).YesBids).Select(level => level.Quantity.Hundredths)
        ];
        Assert.True(sizes.Min() < 200);
        Assert.True(sizes.Max() > 100_000);
        Assert.Contains(sizes, size => size % 100 != 0);
    }

    [Fact]
    public void Fees_cover_every_case_a_reader_must_handle()
    {
        Universe universe = Demo.Universe;
        Assert.Contains(universe.Series, series => series.FeeMultiplier == 0.5m);
        Assert.Contains(universe.Series, series => series.FeeMultiplier == 0m);
        Assert.Contains(universe.Series, series => series.FeeType == "quadratic_with_maker_fees");
        Assert.Contains(universe.Series, series => series.FeeType is null && series.FeeMultiplier is null);
        Assert.Contains(universe.Series, series => series.FeeType == "tiered_by_volume");
        Assert.Contains(universe.Events, item => item.FeeMultiplierOverride is not null);
    }

    /// <summary>
    /// Rules of one template differ in their numbers and comparison only, or a reader could not compare them.
    /// </summary>
    [Fact]
    public void Rungs_of_one_ladder_share_their_rules_but_for_the_strike()
    {
        string[] ladders = ["KXFED", "KXCPIYOY", "KXCPI", "KXU3", "KXPAYROLLS", "KXGDP", "KXINXU", "KXBTCD"];
        foreach (ListedEvent listed in Demo.Universe.Events.Where(item => ladders.Contains(item.SeriesTicker)))
        {
            IReadOnlyList<ListedMarket> markets = Demo.Universe.MarketsOf(listed.Ticker);
            Assert.Single(markets.Select(market => Demo.Template(market)).Distinct(StringComparer.Ordinal));
            Assert.Single(markets.Select(market => market.RulesSecondary).Distinct(StringComparer.Ordinal));
            Assert.Equal(markets.Count, markets.Select(market => market.FloorStrike).Distinct().Count());
        }
    }

    [Fact]
    public void Range_and_threshold_on_one_close_share_their_rules_but_for_the_comparison()
    {
        (string Range, string Ladder)[] twins = [
            ("KXINX", "KXINXU"), ("KXNASDAQ100", "KXNASDAQ100U"), ("KXBTC", "KXBTCD")
        ];
        foreach ((string range, string ladder) in twins)
        {
            string[] first = Templates(range);
            string[] second = Templates(ladder);
            Assert.Equal(first, second);
        }
    }

    [Fact]
    public void Combos_name_listed_legs_of_two_events()
    {
        ListedMarket[] combos = [.. Demo.Universe.Markets.Where(market => market.IsCombo)];
        Assert.NotEmpty(combos);
        foreach (ListedLeg leg in combos.SelectMany(combo => combo.Legs))
        {
            Assert.Equal(leg.EventTicker, Demo.Universe.FindMarket(leg.MarketTicker)?.EventTicker);
        }

        Assert.All(
            combos,
            combo => Assert.Equal(
                combo.Legs.Count, combo.Legs.Select(leg => leg.EventTicker).Distinct(StringComparer.Ordinal).Count()));
    }

    private static string[] Templates(string series) =>
    [
        .. Demo.Universe.Events.Where(item => item.SeriesTicker == series)
            .SelectMany(item => Demo.Universe.MarketsOf(item.Ticker))
            .Select(market => Demo.Template(market)
                .Replace("is above #", "is #", StringComparison.Ordinal)
                .Replace("is below #", "is #", StringComparison.Ordinal)
                .Replace("is between #", "is #", StringComparison.Ordinal) + market.RulesSecondary)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];
}
