using CsCheck;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Detection.World;

namespace Dutchbook.Unit.Detection;

/// <summary>The funnel accounts for everything; near misses say what would make them trade.</summary>
public sealed class ReportTests
{
    [Fact]
    public void Every_stage_of_the_funnel_accounts_for_what_it_loses() => Gen.Int.Sample(
        seed =>
        {
            Universe universe = new Universe(seed).WithRandomBooks(5_000);
            DetectionReport report = universe.Venue.Detect();

            Assert.All(report.Funnel, static stage => Assert.Equal(stage.In - stage.Out, stage.Reasons.Values.Sum()));
            Assert.Equal(report.Opportunities.Count, report.Funnel[^1].Out);
            Assert.Equal(report.BelowThreshold.Count, report.Funnel[^1].In - report.Funnel[^1].Out);
            if (!universe.IsPossible())
            {
                Assert.NotEmpty(report.Notes);
                return;
            }

            Assert.Equal(
                universe.Venue.Map().Relations.Sum(static relation => relation.Guarantees().Count()),
                report.Funnel.Single(static stage => stage.Stage == "guarantees priced").In);
        },
        iter: 500);

    [Fact]
    public void The_same_input_gives_the_same_report() => Gen.Int.Sample(
        seed =>
        {
            string Words()
            {
                DetectionReport report = new Universe(seed).WithRandomBooks(5_000).Venue.Detect();
                return string.Join('\n', report.Opportunities.Concat(report.BelowThreshold)
                    .Select(static found => $"{found.Id} {found.Units} {found.Edge} {found.Score}")
                    .Concat(report.NearMisses.Select(static miss => $"{miss.Edge} {miss.Needs}")));
            }

            Assert.Equal(Words(), Words());
        },
        iter: 100);

    // YES W 0.46 and NO N 0.53 cost 0.99; fees 0.07 x 0.46 x 0.54 = 0.017388 and 0.07 x 0.53 x 0.47 = 0.017437, so a
    // basket loses 0.024825. At 0.43 YES costs 0.447157 with its fee, and 0.547437 + 0.447157 is below one; at 0.44 it
    // is 1.004685.
    [Fact]
    public void A_near_miss_says_how_much_less_on_which_leg()
    {
        World world = new();
        Market wide = world.Quoted("W", "0.44", "10", "0.46", "10", static draft => draft.TickGrid = TickGrid.Cent);
        Market narrow = world.Quoted("N", "0.47", "10", "0.49", "10", static draft => draft.TickGrid = TickGrid.Cent);
        world.Relate(RelationType.Subset, narrow, wide);

        NearMiss miss = Assert.Single(world.Detect().NearMisses);

        Assert.Equal(M("-0.024825"), miss.Edge);
        Assert.Equal(
            "3.0 cents less on YES W (0.4300 instead of 0.4600), or 3.0 cents less on NO N (0.5000 instead of 0.5300)",
            miss.Needs);
        Assert.Equal(Signal.BuySupersetSellSubset, miss.Signal);
    }

    [Fact]
    public void Near_misses_are_the_nearest_once_each_and_no_more_than_asked_for()
    {
        World world = new();
        for (int i = 0; i < 8; i++)
        {
            Market wide = world.Quoted($"W{i}", "0.30", "10", $"0.{50 + i}", "10");
            Market narrow = world.Quoted($"N{i}", "0.50", "10", "0.70", "10");
            world.Relate(RelationType.Subset, narrow, wide);
            world.Relate(RelationType.Equivalence, narrow, wide);
        }

        IReadOnlyList<NearMiss> misses = world.Detect(new DetectionOptions { NearMissCount = 3 }).NearMisses;

        Assert.Equal("W0 W1 W2", string.Join(' ', misses.Select(static miss => miss.Claims[0].Market.Ticker)));
    }

    // 0.98 + 0.02 misses by the fees alone for ever: nobody learns anything from it.
    [Fact]
    public void Near_certain_pairs_and_absurd_losses_are_no_near_misses()
    {
        World world = new();
        Market wide = world.Quoted("W", "0.005", "10", "0.01", "10");
        Market narrow = world.Quoted("N", "0.0050", "10", "0.02", "10");
        world.Relate(RelationType.Subset, narrow, wide);
        Market dear = world.Quoted("DEAR", "0.10", "10", "0.90", "10");
        Market cheap = world.Quoted("CHEAP", "0.10", "10", "0.90", "10");
        world.Relate(RelationType.Subset, dear, cheap);

        Assert.Empty(world.Detect().NearMisses);
    }

    [Fact]
    public void A_cancelled_search_stops()
    {
        World world = new();
        Market narrow = world.Quoted("A", "0.1", "1", "0.2", "1");
        world.Relate(RelationType.Subset, narrow, world.Quoted("B", "0.1", "1", "0.2", "1"));

        Assert.Throws<OperationCanceledException>(() => new Detector(new DetectionOptions())
            .Detect(world.Snapshot(), world.Map(), new CancellationToken(canceled: true)));
    }
}
