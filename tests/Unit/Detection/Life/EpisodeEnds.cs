using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Unit.Storage;
using Xunit;

namespace Dutchbook.Unit.Detection;

/// <summary>How much an episode was of, when half of it was left, and why it ended.</summary>
public sealed class EpisodeEnds
{
    private static readonly DateTimeOffset noon = Stored.Noon;

    private readonly OpportunityBook _book = new(1);

    [Fact]
    public void Half_of_the_best_edge_is_the_half_life_counted_from_the_best_look()
    {
        Look(0, 900);
        Look(1, 1_000);
        Look(2, 501);
        Assert.Null(_book.Find("o")!.HalfLife);
        Look(3, 500);
        Look(4, 100);
        Look(5, 999);
        Assert.Equal(TimeSpan.FromMinutes(2), _book.Find("o")!.HalfLife);

        // A better look begins anew, and what is gone without having been seen halved was halved when it was gone.
        Look(6, 1_001);
        Assert.Null(_book.Find("o")!.HalfLife);
        Look(9, edge: null);
        Assert.Equal(TimeSpan.FromMinutes(3), _book.Find("o")!.HalfLife);
    }

    [Fact]
    public void The_size_is_that_of_the_best_look()
    {
        Look(0, 900, contracts: 3);
        Look(1, 1_000, contracts: 7);
        Look(2, 1_000, contracts: 9);
        Assert.Equal(Quantity.FromContracts(7), _book.Find("o")!.BestUnits);
    }

    [Fact]
    public void What_a_look_does_not_find_any_more_moved()
    {
        Look(0, 900);
        Assert.Null(_book.Find("o")!.End);
        Look(1, edge: null);
        Assert.Equal(EpisodeEnd.Moved, _book.Find("o")!.End);
        Look(2, 900);
        Assert.Null(_book.Find("o")!.End);
    }

    [Fact]
    public void A_market_that_is_paused_or_over_shuts_it_and_one_that_closed_closes_it()
    {
        Look(0, 900);
        _book.Observe([], static _ => true, noon.AddMinutes(1), static ticker => ticker == "A");
        Assert.Equal(EpisodeEnd.Shut, _book.Find("o")!.End);
        _book.Observe([Of(900) with { ExpiresAt = noon.AddMinutes(3) }], static _ => true, noon.AddMinutes(2));
        _book.Observe([], static _ => false, noon.AddMinutes(3), static _ => true);
        Assert.Equal(EpisodeEnd.Closed, _book.Find("o")!.End);
    }

    [Theory]
    [InlineData(OpportunityTurn.Filled, EpisodeEnd.Taken)]
    [InlineData(OpportunityTurn.Failed, EpisodeEnd.Moved)]
    public void What_went_while_our_orders_were_out_was_taken_if_they_got_it(OpportunityTurn turn, EpisodeEnd end)
    {
        Look(0, 900);
        _book.Trade("o", OpportunityTurn.Started);
        Look(1, edge: null);
        Assert.Equal(end, _book.Trade("o", turn).End);
    }

    [Fact]
    public void What_goes_after_we_bought_it_was_taken()
    {
        Look(0, 900);
        _book.Trade("o", OpportunityTurn.Started);
        _book.Trade("o", OpportunityTurn.Filled);
        Look(1, edge: null);
        Assert.Equal(EpisodeEnd.Taken, _book.Find("o")!.End);
    }

    [Fact]
    public void What_leaves_for_a_better_one_was_crowded_out()
    {
        Look(0, 900);
        Opportunity better = Stored.Found("p", Grade.A, 99, OpportunityStatus.Validated).Opportunity;
        BookChange change = _book.Observe([Of(900), better], static _ => true, noon.AddMinutes(1));
        Assert.Equal(EpisodeEnd.Crowded, Assert.Single(change.Evicted).End);
    }

    private void Look(int minute, long? edge, int contracts = 10) => _book.Observe(
        edge is { } micros ? [Of(micros) with { Units = Quantity.FromContracts(contracts) }] : [], static _ => true, noon.AddMinutes(minute));

    private static Opportunity Of(long edge) => Stored.Found("o", Grade.A, 10, OpportunityStatus.Validated, edgeMicros: edge).Opportunity;
}
