using Dutchbook.Domain;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

/// <summary>What nobody planted is coherent: a detector that reports it is wrong.</summary>
public sealed class UniverseCoherence
{
    [Fact]
    public void No_ladder_is_inverted_by_accident()
    {
        int pairs = 0;
        foreach (IGrouping<string, ListedMarket> ladder in Unplanted()
            .Where(market => market.StrikeType == "greater" && market.FloorStrike is not null)
            .GroupBy(market => market.EventTicker + Demo.Template(market), StringComparer.Ordinal))
        {
            ListedMarket[] rungs = [.. ladder.OrderBy(market => market.FloorStrike)];
            for (int low = 0; low < rungs.Length; low++)
            {
                for (int high = low + 1; high < rungs.Length; high++)
                {
                    if (rungs[low].FloorStrike < rungs[high].FloorStrike)
                    {
                        pairs += AssertNothing([new(rungs[low].Ticker, "yes"), new(rungs[high].Ticker, "no")], 1);
                    }
                }
            }
        }

        Assert.True(pairs > 1_000, $"{pairs} pairs");
    }

    [Fact]
    public void No_deadline_ladder_is_inverted_by_accident()
    {
        foreach (string series in (IReadOnlyList<string>)["KXBTCMAX150", "KXSPACEXSTARSHIP"])
        {
            ListedMarket[] dates = [.. Unplanted()
                .Where(
                    market => market.Status == "active"
                        && Demo.Universe.FindEvent(market.EventTicker)!.SeriesTicker == series)
                .OrderBy(market => market.CloseTime)];
            Assert.True(dates.Length >= 2);
            for (int i = 1; i < dates.Length; i++)
            {
                AssertNothing([new(dates[i].Ticker, "yes"), new(dates[i - 1].Ticker, "no")], 1);
            }
        }
    }

    [Fact]
    public void No_exclusive_event_is_overbid_and_no_partition_underoffered_by_accident()
    {
        int events = 0;
        foreach (ListedEvent listed in Demo.Universe.Events.Where(item => item.MutuallyExclusive))
        {
            IReadOnlyList<ListedMarket> markets = Demo.Universe.MarketsOf(listed.Ticker);
            if (markets.Any(market => Demo.ByHand.Contains(market.Ticker)))
            {
                continue;
            }

            events++;
            decimal worth = markets.Select(market => Demo.Universe.Book(market.Ticker).YesBids)
                .Where(bids => bids.Count > 0)
                .Sum(bids => Math.Max(0m, bids[0].Price.Ticks - Arithmetic.Fee(bids[0].Price.Ticks, 1m)));
            Assert.True(worth <= 10_000m, $"{listed.Ticker}: bids are worth {worth} ticks");
            if (
                markets.Any(market => market.StrikeType == "less") && markets.Any(
                    market => market.StrikeType == "greater"))
            {
                AssertNothing(markets.Select(market => new PlantedClaim(market.Ticker, "yes")), 1);
            }
        }

        Assert.True(events > 30, $"{events} events");
    }

    [Fact]
    public void No_range_contradicts_the_thresholds_of_its_close_by_accident()
    {
        int pairs = 0;
        foreach (
            (string range, string ladder) in (IReadOnlyList<(string, string)>)[
                ("KXINX", "KXINXU"), ("KXNASDAQ100", "KXNASDAQ100U"), ("KXBTC", "KXBTCD")
            ])
        {
            ILookup<DateTimeOffset, ListedMarket> thresholds = Of(ladder).ToLookup(market => market.CloseTime);
            foreach (ListedMarket bucket in Of(range).Where(market => market.FloorStrike is not null))
            {
                foreach (
                    ListedMarket above in thresholds[bucket.CloseTime].Where(
                        market => market.FloorStrike < bucket.FloorStrike))
                {
                    pairs += AssertNothing([new(above.Ticker, "yes"), new(bucket.Ticker, "no")], 1);
                }
            }
        }

        Assert.True(pairs > 300, $"{pairs} pairs");
    }

    [Fact]
    public void No_combo_is_dearer_than_a_leg_by_accident()
    {
        foreach (ListedMarket combo in Unplanted().Where(market => market.IsCombo))
        {
            foreach (ListedLeg leg in combo.Legs)
            {
                AssertNothing([new(combo.Ticker, "no"), new(leg.MarketTicker, leg.Side.Word())], 1);
            }
        }
    }

    private static IEnumerable<ListedMarket> Unplanted() =>
        Demo.Universe.Markets.Where(market => !Demo.ByHand.Contains(market.Ticker));

    private static IEnumerable<ListedMarket> Of(string series) =>
        Unplanted().Where(market => Demo.Universe.FindEvent(market.EventTicker)!.SeriesTicker == series);

    private static int AssertNothing(IEnumerable<PlantedClaim> claims, int atLeast)
    {
        PlantedClaim[] legs = [.. claims];
        long? edge = Arithmetic.Edge(Demo.Universe, legs, atLeast);
        Assert.False(edge > 0,
            $"{string.Join(", ", legs.Select(leg => $"{leg.Side} {leg.Ticker}"))} earns {edge} micro-dollars");
        return edge is null ? 0 : 1;
    }
}
