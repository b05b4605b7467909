using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

public sealed class UniversePlants
{
    [Fact]
    public void Every_plant_pays_after_fees_at_the_touch()
    {
        foreach (Plant plant in Demo.Universe.Plants)
        {
            long? edge = Arithmetic.Edge(Demo.Universe, plant.Claims, plant.AtLeast);
            Assert.True(edge > 50_000, $"{plant.Name} earns {edge} micro-dollars");
        }
    }

    [Fact]
    public void No_near_miss_pays()
    {
        foreach (NearMiss miss in Demo.Universe.NearMisses)
        {
            long? edge = Arithmetic.Edge(Demo.Universe, miss.Claims, miss.AtLeast);
            Assert.True(edge is null or <= 0, $"{miss.Name} earns {edge} micro-dollars");
        }
    }

    [Fact]
    public void Every_kind_of_relation_has_a_plant() =>
        Assert.Equal(
            Enum.GetValues<PlantKind>().Order(),
            Demo.Universe.Plants.Select(plant => plant.Kind).Distinct().Order());

    [Fact]
    public void A_plant_that_needs_a_low_fee_would_lose_at_the_ordinary_one()
    {
        string[] names = ["threshold-half-fee", "threshold-free-of-fees"];
        foreach (Plant plant in Demo.Universe.Plants.Where(plant => names.Contains(plant.Name)))
        {
            // Prices of two legs near even: the ordinary fee is 1.75 cents a leg, or 175 ticks.
            int[] ticks = [.. plant.Claims.Select(claim => Cost(claim))];
            decimal ordinary = ticks.Sum() + ticks.Sum(price => Arithmetic.Fee(price, 1m));
            Assert.True(ordinary > 10_000m, plant.Name);
        }
    }

    [Fact]
    public void Names_are_unique_and_every_ticker_is_listed()
    {
        Universe universe = Demo.Universe;
        List<string> names =
            [
                .. universe.Plants.Select(plant => plant.Name), .. universe.NearMisses.Select(miss => miss.Name),
                .. universe.Traps.Select(trap => trap.Name)
            ];
        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
        Assert.All(Demo.ByHand, ticker => Assert.NotNull(universe.FindMarket(ticker)));
    }

    [Fact]
    public void A_trap_holds_no_leg_of_a_plant()
    {
        HashSet<string> planted = [
            .. Demo.Universe.Plants.SelectMany(plant => plant.Claims).Select(claim => claim.Ticker)
        ];
        foreach (Trap trap in Demo.Universe.Traps)
        {
            Assert.DoesNotContain(trap.Tickers, planted.Contains);
        }
    }

    private static int Cost(PlantedClaim claim)
    {
        ListedBook book = Demo.Universe.Book(claim.Ticker);
        return 10_000 - (claim.Side == "yes" ? book.NoBids : book.YesBids)[0].Price.Ticks;
    }
}
