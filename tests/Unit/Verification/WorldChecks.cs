using System.Numerics;
using Dutchbook.Verification;
using Xunit;

namespace Dutchbook.Unit.Verification;

public sealed class WorldChecks
{
    private static readonly string[] Types =
        ["Subset", "Threshold", "Exclusive", "Exhaustive", "Partition", "Equivalence", "Complement", "Conjunction", "Line"];

    /// <summary>Worst payoff, count and admission against an enumeration of all worlds of all markets, named or not.</summary>
    [Fact]
    public void Relations_alone_and_together_admit_what_an_enumeration_admits()
    {
        Random random = new(11);
        int empty = 0;
        for (int round = 0; round < 4_000; round++)
        {
            int markets = random.Next(2, 8);
            (string Type, ClaimAt[] Claims, int Cells)[] relations =
                [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => Relation(random, markets))];
            WorldSearch search = new(
                markets, [.. relations.Select(static one => new WorldRelation(one.Type, one.Claims, one.Cells))]);
            Payoff[] payoffs = [.. Enumerable.Range(0, markets).Select(_ => new Payoff(random.Next(4), random.Next(4)))];
            int[] worlds = [.. Enumerable.Range(0, 1 << markets)
                .Where(world => Array.TrueForAll(relations, one => IsAllowed(one.Type, one.Claims, one.Cells, world)))];
            int[] seen = [.. Enumerable.Range(0, markets).Where(_ => random.Next(2) == 0)];
            int mask = seen.Sum(static market => 1 << market);
            Assert.Equal(worlds.Select(world => world & mask).Distinct().Count(), search.Count(seen, 1_000));
            int asked = random.Next(1 << markets);
            Assert.Equal(
                worlds.Any(world => (world & mask) == (asked & mask)),
                search.Admits(seen, [.. seen.Select(market => (asked >> market & 1) == 1)]));
            if (worlds.Length == 0)
            {
                empty++;
                Assert.Throws<InvalidOperationException>(() => search.Worst(payoffs));
            }
            else
            {
                Assert.Equal(worlds.Min(world => Pays(world, payoffs)), search.Worst(payoffs));
            }
        }

        Assert.InRange(empty, 50, 2_000);
    }

    /// <summary>Relations too large to try world by world are searched all the same.</summary>
    [Theory]
    [InlineData("Subset")]
    [InlineData("Exclusive")]
    [InlineData("Exhaustive")]
    [InlineData("Partition")]
    [InlineData("Equivalence")]
    [InlineData("Conjunction")]
    [InlineData("Line")]
    public void Large_relations_agree_with_trial(string type)
    {
        const int size = 12;
        const int cells = 9;
        Random random = new(13);
        for (int round = 0; round < 20; round++)
        {
            ClaimAt[] claims = [.. Enumerable.Range(0, size).Select(market => Claim(random, market, type == "Line" ? cells : 0))];
            Payoff[] payoffs = [.. Enumerable.Range(0, size).Select(_ => new Payoff(random.Next(3), random.Next(3)))];
            BigInteger worst = Enumerable.Range(0, 1 << size)
                .Where(world => IsAllowed(type, claims, cells, world))
                .Min(world => Pays(world, payoffs));
            Assert.Equal(worst, new WorldSearch(size, [new WorldRelation(type, claims, cells)]).Worst(payoffs));
        }
    }

    /// <summary>Two hundred markets on one line, a ladder through half of them and an exclusive set through the others.</summary>
    [Fact]
    public void A_large_line_with_a_ladder_is_decided_in_few_trials()
    {
        const int size = 200;
        ClaimAt[] line = [.. Enumerable.Range(0, size).Select(static i =>
            i < size / 2 ? new ClaimAt(i, true, i, size) : new ClaimAt(i, true, i, i + 1))];
        WorldSearch search = new(size,
        [
            new WorldRelation("Line", line, size),
            new WorldRelation("Threshold", [.. Enumerable.Range(0, size / 2).Reverse().Select(static i => new ClaimAt(i, true))]),
            new WorldRelation("Exclusive", [.. Enumerable.Range(size / 2, size / 2).Select(static i => new ClaimAt(i, true))]),
        ]);
        Payoff[] payoffs = [.. Enumerable.Range(0, size).Select(static i => i < size / 2 ? new Payoff(1, 0) : new Payoff(0, 1))];

        // Cell 0: one threshold holds and no range does, so that the 100 ranges sold pay.
        Assert.Equal(101, search.Worst(payoffs));
        Assert.Equal(200, search.Count([.. Enumerable.Range(0, size)], 1_000));
    }

    private static (string Type, ClaimAt[] Claims, int Cells) Relation(Random random, int markets)
    {
        string type = Types[random.Next(Types.Length)];
        int named = type == "Complement" ? 2 : random.Next(2, markets + 1);
        int cells = type == "Line" ? random.Next(1, 6) : 0;
        ClaimAt[] claims = [.. Enumerable.Range(0, markets).OrderBy(_ => random.Next()).Take(named)
            .Select(market => Claim(random, market, cells))];
        return (type, claims, cells);
    }

    private static ClaimAt Claim(Random random, int market, int cells)
    {
        int from = random.Next(cells + 1);
        return new ClaimAt(market, random.Next(4) > 0, from, random.Next(from, cells + 1));
    }

    private static BigInteger Pays(int world, Payoff[] payoffs) => Enumerable.Range(0, payoffs.Length)
        .Aggregate(BigInteger.Zero, (sum, i) => sum + ((world >> i & 1) == 1 ? payoffs[i].Yes : payoffs[i].No));

    /// <summary>The meaning of the words, written once more.</summary>
    private static bool IsAllowed(string type, ClaimAt[] claims, int cells, int world)
    {
        bool[] truth = [.. claims.Select(claim => (world >> claim.Market & 1) == (claim.IsYes ? 1 : 0))];
        int count = truth.Count(static value => value);
        switch (type)
        {
            case "Subset" or "Threshold":
                return !truth.Zip(truth.Skip(1)).Any(static pair => pair.First && !pair.Second);
            case "Exclusive":
                return count < 2;
            case "Exhaustive":
                return count > 0;
            case "Partition" or "Complement":
                return count == 1;
            case "Equivalence":
                return count == 0 || count == truth.Length;
            case "Line":
                return Enumerable.Range(0, cells).Any(cell =>
                    claims.Select((claim, i) => truth[i] == (cell >= claim.From && cell < claim.To)).All(static fits => fits));
            default:
                return truth[0] ? count == truth.Length : truth.AsSpan(1).Contains(false);
        }
    }
}
