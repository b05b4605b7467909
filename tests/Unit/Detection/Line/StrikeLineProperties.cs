using System.Numerics;
using CsCheck;
using Dutchbook.Detection;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Detection.Line;

/// <summary>
/// The incremental line against enumeration, exact programmes and its own rebuild, on thousands of random lines.
/// </summary>
public sealed class StrikeLineProperties
{
    [Fact]
    public void Every_verdict_and_every_best_basket_is_what_enumeration_finds()
    {
        int incoherent = 0;
        int coherent = 0;
        Gen.Int.Sample(
            seed =>
            {
                RandomLine random = new(seed, mostCells: 5, mostMarkets: 5);
                StrikeLine line = new(random.Shape);
                BasketSearch search = new(random.Cells, random.Intervals.Length);
                for (int step = 0; step < 12; step++)
                {
                    int market = random.Step();
                    Update(line, random, market);
                    (long profit, int contracts) = LineOracle.ByEnumeration(random);
                    Assert.Equal(profit == 0, line.IsCoherent);
                    Conflict(random, line);
                    Interlocked.Increment(ref profit == 0 ? ref coherent : ref incoherent);
                    Assert.Equal(profit > 0 ? 1 : 0, search.Find(line.Shape, line.Bids, line.Asks, most: 1));
                    if (profit > 0)
                    {
                        LineBasket basket = search.Baskets[0];
                        Assert.Equal((profit, contracts), (basket.Profit, basket.Count));
                        Confirm(random, search, basket);
                    }
                }
            },
            iter: 1_200 * TestScale.Value);

        Assert.True(incoherent > 1_500 && coherent > 1_500, $"{incoherent} incoherent and {coherent} coherent");
    }

    [Fact]
    public void No_weights_whatever_lock_more_per_contract_than_the_best_basket()
    {
        int found = 0;
        Gen.Int.Sample(
            seed =>
            {
                RandomLine random = new(seed, mostCells: 8, mostMarkets: 9);
                random.Fill();
                StrikeLine line = Build(random);
                (BigInteger numerator, BigInteger denominator) = LineOracle.ByProgramme(random);
                Assert.Equal(numerator.IsZero, line.IsCoherent);
                BasketSearch search = new(random.Cells, random.Intervals.Length);
                if (search.Find(line.Shape, line.Bids, line.Asks, most: 1) == 1)
                {
                    Interlocked.Increment(ref found);
                    Assert.Equal(numerator * search.Baskets[0].Count, search.Baskets[0].Profit * denominator);
                }
            },
            iter: 1_000 * TestScale.Value);

        Assert.True(found > 250, $"only {found} lines were incoherent");
    }

    [Fact]
    public void Long_histories_on_long_lines_end_in_a_certificate_of_one_kind_or_the_other()
    {
        int incoherent = 0;
        int coherent = 0;
        Gen.Int.Sample(
            seed =>
            {
                RandomLine random = new(seed, mostCells: 120, mostMarkets: 90);
                StrikeLine line = new(random.Shape);
                BasketSearch search = new(random.Cells, random.Intervals.Length);
                for (int step = 0; step < 600; step++)
                {
                    int market = random.Step();
                    Update(line, random, market);
                    Conflict(random, line);
                    if (line.IsCoherent)
                    {
                        Interlocked.Increment(ref coherent);
                        Witness(random, line);
                    }
                    else if (step % 10 == 0)
                    {
                        Interlocked.Increment(ref incoherent);
                        search.Find(line.Shape, line.Bids, line.Asks, most: 100);
                        Disjoint(random, search);
                    }
                }

                Assert.Equal(Build(random).IsCoherent, line.IsCoherent);
            },
            iter: 40 * TestScale.Value);

        Assert.True(incoherent > 20 && coherent > 200, $"{incoherent} tenths incoherent, {coherent} coherent");
    }

    internal static StrikeLine Build(RandomLine random)
    {
        StrikeLine line = new(random.Shape);
        for (int market = 0; market < random.Intervals.Length; market++)
        {
            Update(line, random, market);
        }

        return line;
    }

    internal static void Update(StrikeLine line, RandomLine random, int market) =>
        line.Update(market, random.Bids[market] ?? LinePrice.NoBid, random.Asks[market] ?? LinePrice.NoAsk);

    /// <summary>What stands in the way of coherence is a basket that locks what it says, after every price.</summary>
    private static void Conflict(RandomLine random, StrikeLine line)
    {
        LineLeg[] legs = new LineLeg[2 * random.Intervals.Length];
        int count = line.CopyConflict(legs);
        Assert.Equal(line.IsCoherent, count == 0);
        Assert.Equal(line.IsCoherent, line.Locked == 0);
        if (count > 0)
        {
            Assert.Equal(line.Locked, Worst(random, legs.AsSpan(0, count)));
            Assert.True(line.Locked > 0);
        }
    }

    private static long? Worst(RandomLine random, ReadOnlySpan<LineLeg> legs)
    {
        int[] yes = new int[random.Intervals.Length];
        int[] no = new int[random.Intervals.Length];
        foreach (LineLeg leg in legs)
        {
            (leg.IsYes ? yes : no)[leg.Market]++;
        }

        return random.Worst(yes, no);
    }

    private static void Witness(RandomLine random, StrikeLine line)
    {
        ReadOnlySpan<int> below = line.Potentials;
        Assert.Equal((0, 1_000_000), (below[0], below[^1]));
        for (int cell = 0; cell < random.Cells; cell++)
        {
            Assert.True(below[cell] <= below[cell + 1], "a cell has less than no probability");
        }

        for (int i = 0; i < random.Intervals.Length; i++)
        {
            int probability = below[random.Intervals[i].To] - below[random.Intervals[i].From];
            Assert.True((random.Bids[i] ?? 0) <= probability || random.Bids[i] is null, "the witness is below a bid");
            Assert.True(probability <= (random.Asks[i] ?? 0) || random.Asks[i] is null, "the witness is above an ask");
        }
    }

    /// <summary>
    /// Each basket locks what it says, none shares a claim, and what is left without them is coherent.
    /// </summary>
    private static void Disjoint(RandomLine random, BasketSearch search)
    {
        Assert.True(search.Count > 0, "no basket on an incoherent line");
        HashSet<LineLeg> used = [];
        StrikeLine rest = Build(random);
        foreach (LineBasket basket in search.Baskets)
        {
            Confirm(random, search, basket);
            foreach (LineLeg leg in search.Legs(basket))
            {
                Assert.True(used.Add(leg), "two baskets share a claim");
            }
        }

        for (int i = 0; i < random.Intervals.Length; i++)
        {
            long bid = used.Contains(new LineLeg(i, false)) ? LinePrice.NoBid : random.Bids[i] ?? LinePrice.NoBid;
            long ask = used.Contains(new LineLeg(i, true)) ? LinePrice.NoAsk : random.Asks[i] ?? LinePrice.NoAsk;
            rest.Update(i, bid, ask);
        }

        Assert.True(rest.IsCoherent);
    }

    private static void Confirm(RandomLine random, BasketSearch search, LineBasket basket)
    {
        Assert.Equal(basket.Profit, Worst(random, search.Legs(basket)));
        Assert.True(basket.Profit > 0);
        long cost = 0;
        foreach (LineLeg leg in search.Legs(basket))
        {
            cost += leg.IsYes ? random.Asks[leg.Market]!.Value : RandomLine.Dollar - random.Bids[leg.Market]!.Value;
        }

        Assert.Equal(cost, basket.Cost());
    }
}
