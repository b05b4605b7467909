using System.Numerics;
using Dutchbook.Detection;
using Dutchbook.Unit.Detection.Solving.Planted;
using Dutchbook.Unit.House;
using Xunit;
using static Dutchbook.Detection.Literal;
using static Dutchbook.Detection.LogicConstraint;

namespace Dutchbook.Unit.Detection.Solving;

/// <summary>What the other books make of one market's payoff.</summary>
public sealed class ChanceBoundsTests
{
    [Fact]
    public void A_union_is_built_from_its_parts_and_sold_through_them()
    {
        ClusterLogic logic = new(3, [ExactlyOne(Yes(0), Yes(1), No(2))]);
        Box[] boxes = [new(200_000, 220_000), new(280_000, 300_000), Box.Open];
        ChanceBounds bounds = new(logic, WorldOracles.For(logic), WitnessLimits.Default);

        // Building costs 0.22 + 0.30; selling both parts brings 0.20 + 0.28.
        ChanceBound asked = bounds.LeastAsked(2, boxes);
        Assert.Equal((PriceBoundState.Best, 520_000L), (asked.State, asked.Price));
        Assert.Equal([1, 1, 0], asked.Positions);
        ChanceBound paid = bounds.MostPaid(2, boxes);
        Assert.Equal((PriceBoundState.Best, 480_000L), (paid.State, paid.Price));
        Assert.Equal([-1, -1, 0], paid.Positions);
    }

    [Fact]
    public void Two_of_three_costs_half_of_all_three()
    {
        ClusterLogic logic = new(4, [
            AtLeastOne(Yes(3), No(0), No(1)), AtLeastOne(Yes(3), No(0), No(2)), AtLeastOne(Yes(3), No(1), No(2)),
            AtLeastOne(No(3), Yes(0), Yes(1)), AtLeastOne(No(3), Yes(0), Yes(2)), AtLeastOne(No(3), Yes(1), Yes(2)),
        ]);
        Box[] boxes = [new(280_000, 300_000), new(280_000, 300_000), new(280_000, 300_000), Box.Open];
        ChanceBound asked = new ChanceBounds(logic, WorldOracles.For(logic), WitnessLimits.Default).LeastAsked(3, boxes);
        Assert.Equal((450_000L, 2L), (asked.Price, asked.Contracts));
        Assert.Equal([1, 1, 1, 0], asked.Positions);
    }

    [Fact]
    public void Unrelated_books_bound_nothing_but_a_dollar()
    {
        ClusterLogic logic = new(2, []);
        ChanceBounds bounds = new(logic, WorldOracles.For(logic), WitnessLimits.Default);
        Box[] boxes = [Box.Open, new(400_000, 500_000)];
        Assert.Equal(1_000_000, bounds.LeastAsked(0, boxes).Price);
        Assert.Equal(0, bounds.MostPaid(0, boxes).Price);
    }

    [Fact]
    public void Others_with_a_Dutch_book_of_their_own_bound_nothing()
    {
        ClusterLogic logic = new(3, [Implies(Yes(0), Yes(1))]);
        Box[] boxes = [new(600_000, 700_000), new(100_000, 200_000), Box.Open];
        ChanceBound bound = new ChanceBounds(logic, WorldOracles.For(logic), WitnessLimits.Default).MostPaid(2, boxes);
        Assert.Equal((PriceBoundState.OthersIncoherent, null), (bound.State, bound.Price));
    }

    [Fact]
    public void Bounds_are_those_of_the_exact_programme()
    {
        int compared = 0;
        for (ulong seed = 0; seed < 300 * (ulong)TestScale.Value; seed++)
        {
            PlantedCase planted = PlantedCase.Draw(seed, 7);
            if (planted.Worlds.Length == 0 || !planted.IsCoherentByMaking)
            {
                continue;
            }

            ClusterLogic logic = Translation.Logic(planted.Markets, planted.Facts);
            ChanceBounds bounds = new(logic, WorldOracles.For(logic), WitnessLimits.Default);
            Box[] boxes = [.. planted.Quotes.Select(static quote => new Box(quote.Bid ?? Box.NoBid, quote.Ask ?? Box.NoAsk))];
            int market = (int)(seed % (ulong)planted.Markets);
            ChanceBound paid = bounds.MostPaid(market, boxes);
            ChanceBound asked = bounds.LeastAsked(market, boxes);
            string label = $"seed {seed}, {planted.Family}: {paid.State} {paid.Price}, {asked.State} {asked.Price}";
            Assert.True(paid.State == PriceBoundState.Best && asked.State == PriceBoundState.Best, label);
            Assert.True(Paid(planted, market, yes: true) == paid.Price, label);
            Assert.True(1_000_000 - Paid(planted, market, yes: false) == asked.Price, label);
            compared++;
        }

        Assert.True(compared > 80 * TestScale.Value);
    }

    /// <summary>What the others pay at most for one contract of a claim, in whole micro-dollars.</summary>
    private static long Paid(PlantedCase planted, int market, bool yes)
    {
        List<(int Market, bool Yes, long Price)> claims = [];
        for (int other = 0; other < planted.Markets; other++)
        {
            if (other != market && planted.Quotes[other].Ask is long ask)
            {
                claims.Add((other, true, ask));
            }

            if (other != market && planted.Quotes[other].Bid is long bid)
            {
                claims.Add((other, false, 1_000_000 - bid));
            }
        }

        // Variables: contracts of the others, then what is paid at least with one contract of the claim held.
        BigInteger[] objective = [.. claims.Select(static claim => new BigInteger(-claim.Price)), 1_000_000];
        List<(BigInteger[] Row, BigInteger Bound)> rows = [.. planted.Worlds.Select(world => (
            (BigInteger[])[.. claims.Select(claim => new BigInteger(((world >> claim.Market & 1) == 1) == claim.Yes ? -1 : 0)), 1],
            new BigInteger(((world >> market & 1) == 1) == yes ? 1 : 0)))];
        (BigInteger value, BigInteger denominator, BigInteger[] _) = ExactSimplex.Maximise(objective, rows)!.Value;
        return (long)BigInteger.Divide(value, denominator) - (value.Sign < 0 && !(value % denominator).IsZero ? 1 : 0);
    }
}
