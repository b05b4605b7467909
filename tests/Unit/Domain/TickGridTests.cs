using CsCheck;
using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Domain;

/// <summary>Limit prices are valid, and rounding goes the way that was asked for.</summary>
public sealed class TickGridTests
{
    // 0.1 cent below 10 cents and above 90 cents, whole cents between, as "tapered_deci_cent" markets have it.
    private static readonly TickGrid Tapered = Grid(("0", "0.1", 10), ("0.1", "0.9", 100), ("0.9", "1", 10));

    [Theory]
    [InlineData("0.0010", true)]
    [InlineData("0.0995", false)]
    [InlineData("0.0990", true)]
    [InlineData("0.1000", true)]
    [InlineData("0.1010", false)]
    [InlineData("0.5500", true)]
    [InlineData("0.9000", true)]
    [InlineData("0.9010", true)]
    [InlineData("0.9990", true)]
    [InlineData("0.0000", false)]
    [InlineData("1.0000", false)]
    public void A_tapered_grid_is_fine_at_the_edges_and_coarse_between(string price, bool valid) =>
        Assert.Equal(valid, Tapered.Contains(Some.Price(price)));

    [Theory]
    [InlineData("0.1050", "0.1000", "0.1100")]
    [InlineData("0.0995", "0.0990", "0.1000")]
    [InlineData("0.8999", "0.8900", "0.9000")]
    [InlineData("0.9001", "0.9000", "0.9010")]
    [InlineData("0.5500", "0.5500", "0.5500")]
    [InlineData("0.0001", null, "0.0010")]
    [InlineData("0.0000", null, "0.0010")]
    [InlineData("0.9999", "0.9990", null)]
    [InlineData("1.0000", "0.9990", null)]
    public void Bids_round_down_and_asks_up(string price, string? floor, string? ceiling)
    {
        Assert.Equal(floor, Tapered.Floor(Some.Price(price))?.ToString());
        Assert.Equal(ceiling, Tapered.Ceiling(Some.Price(price))?.ToString());
    }

    [Fact]
    public void A_hole_between_bands_is_jumped_in_the_direction_asked_for()
    {
        TickGrid grid = Grid(("0.1", "0.25", 100), ("0.5", "0.555", 100));

        Assert.Equal(Some.Price("0.25"), grid.Floor(Some.Price("0.3")));
        Assert.Equal(Some.Price("0.5"), grid.Ceiling(Some.Price("0.3")));
        Assert.Equal(Some.Price("0.55"), grid.Floor(Some.Price("0.555")));
        Assert.Null(grid.Ceiling(Some.Price("0.551")));
        Assert.Null(grid.Floor(Some.Price("0.0999")));
    }

    [Fact]
    public void Rounding_agrees_with_a_list_of_all_valid_prices() =>
        Gen.Select(Gen.Int[0, 10_000].Array[2, 8], Gen.Int[1, 700].Array[4], Gen.Int[0, 10_000]).Sample(
            (cuts, steps, at) =>
            {
                int[] bounds = [.. cuts.Order()];
                List<PriceBand> bands = [];
                SortedSet<int> valid = [];
                for (int i = 0; i + 1 < bounds.Length; i += 2)
                {
                    if (bounds[i] == bounds[i + 1])
                    {
                        continue;
                    }

                    int step = steps[i / 2];
                    bands.Add(new PriceBand(Price.FromTicks(bounds[i]), Price.FromTicks(bounds[i + 1]), step));
                    for (int ticks = bounds[i]; ticks <= bounds[i + 1]; ticks += step)
                    {
                        valid.Add(ticks);
                    }
                }

                valid.Remove(0);
                valid.Remove(10_000);
                TickGrid? grid = TickGrid.TryCreate(bands);
                Assert.Equal(bands.Count > 0, grid is not null);
                if (grid is not null)
                {
                    Price price = Price.FromTicks(at);
                    int? below = valid.Where(ticks => ticks <= at).Select(Nullable).LastOrDefault();
                    int? above = valid.Where(ticks => ticks >= at).Select(Nullable).FirstOrDefault();
                    Assert.Equal((below, above), (grid.Floor(price)?.Ticks, grid.Ceiling(price)?.Ticks));
                    Assert.Equal(valid.Contains(at), grid.Contains(price));
                }
            },
            iter: 5_000);

    [Fact]
    public void Bands_that_make_no_sense_make_no_grid()
    {
        Assert.Null(TickGrid.TryCreate([]));
        Assert.Null(TickGrid.TryCreate([Band("0", "1", 0)]));
        Assert.Null(TickGrid.TryCreate([Band("0", "1", -100)]));
        Assert.Null(TickGrid.TryCreate([Band("0", "1", 10_001)]));
        Assert.Null(TickGrid.TryCreate([Band("0.5", "0.5", 100)]));
        Assert.Null(TickGrid.TryCreate([Band("0.6", "0.5", 100)]));
        Assert.Null(TickGrid.TryCreate([Band("0", "0.6", 100), Band("0.5", "1", 100)]));
        Assert.Null(TickGrid.TryCreate([Band("0.5", "1", 100), Band("0", "0.5", 100)]));
        Assert.Equal("0.0000-1.0000 by 1.0000", Grid(("0", "1", 10_000)).ToString());
    }

    [Fact]
    public void The_cent_grid_has_99_prices() => Assert.Equal(
        99, Enumerable.Range(0, 10_001).Count(static ticks => TickGrid.Cent.Contains(Price.FromTicks(ticks))));

    private static int? Nullable(int ticks) => ticks;

    private static PriceBand Band(string start, string end, int step) => new(Some.Price(start), Some.Price(end), step);

    private static TickGrid Grid(params (string Start, string End, int Step)[] bands) =>
        TickGrid.TryCreate([.. bands.Select(band => Band(band.Start, band.End, band.Step))])
        ?? throw new ArgumentException("no grid", nameof(bands));
}
