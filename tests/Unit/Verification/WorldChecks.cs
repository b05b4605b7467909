using System.Numerics;
using Dutchbook.Verification;
using Xunit;

namespace Dutchbook.Unit.Verification;

public sealed class WorldChecks
{
    private static readonly string[] Types =
        ["Subset", "Threshold", "Exclusive", "Exhaustive", "Partition", "Equivalence", "Complement", "Conjunction"];

    /// <summary>The worst payoff against an enumeration of all worlds of all markets, named by the relation or not.</summary>
    [Fact]
    public void The_worst_payoff_is_that_of_an_enumeration()
    {
        Random random = new(11);
        for (int round = 0; round < 4_000; round++)
        {
            string type = Types[random.Next(Types.Length)];
            int markets = random.Next(2, 8);
            int named = type == "Complement" ? 2 : random.Next(2, markets + 1);
            ClaimAt[] claims = [.. Enumerable.Range(0, markets).OrderBy(_ => random.Next()).Take(named)
                .Select(market => new ClaimAt(market, random.Next(4) > 0))];
            Payoff[] payoffs = [.. Enumerable.Range(0, markets).Select(_ => new Payoff(random.Next(4), random.Next(4)))];
            BigInteger worst = Enumerable.Range(0, 1 << markets)
                .Where(world => IsAllowed(type, [.. claims.Select(claim => ((world >> claim.Market) & 1) == (claim.IsYes ? 1 : 0))]))
                .Min(world => Enumerable.Range(0, markets)
                    .Aggregate(BigInteger.Zero, (sum, i) => sum + (((world >> i) & 1) == 1 ? payoffs[i].Yes : payoffs[i].No)));
            Assert.Equal(worst, new WorldCheck(type, claims, payoffs).Worst());
        }
    }

    /// <summary>Relations too large to try world by world are decided by form: padded with markets of no effect, nothing changes.</summary>
    [Theory]
    [InlineData("Subset")]
    [InlineData("Exclusive")]
    [InlineData("Exhaustive")]
    [InlineData("Partition")]
    [InlineData("Equivalence")]
    [InlineData("Conjunction")]
    public void Large_relations_agree_with_trial(string type)
    {
        Random random = new(13);
        for (int round = 0; round < 20; round++)
        {
            const int size = 16;
            ClaimAt[] claims = [.. Enumerable.Range(0, size).Select(market => new ClaimAt(market, random.Next(4) > 0))];
            Payoff[] payoffs = [.. Enumerable.Range(0, size).Select(_ => new Payoff(random.Next(3), random.Next(3)))];
            BigInteger? worst = null;
            bool[] truth = new bool[size];
            for (int world = 0; world < 1 << size; world++)
            {
                for (int i = 0; i < size; i++)
                {
                    truth[i] = ((world >> i) & 1) == 1;
                }

                if (IsAllowed(type, truth))
                {
                    BigInteger pays = 0;
                    for (int i = 0; i < size; i++)
                    {
                        pays += truth[i] == claims[i].IsYes ? payoffs[i].Yes : payoffs[i].No;
                    }

                    worst = worst is { } known && known < pays ? known : pays;
                }
            }

            Assert.Equal(worst, new WorldCheck(type, claims, payoffs).Worst());
        }
    }

    /// <summary>The meaning of the words, written once more.</summary>
    private static bool IsAllowed(string type, bool[] truth)
    {
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
            default:
                return truth[0] ? count == truth.Length : truth.AsSpan(1).Contains(false);
        }
    }
}
