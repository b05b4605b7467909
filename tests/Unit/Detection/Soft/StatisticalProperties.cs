using CsCheck;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Detection.Oracle;

namespace Dutchbook.Unit.Detection;

/// <summary>Statistical baskets against enumeration: of fractions, of sizes, and of beliefs.</summary>
public sealed class StatisticalProperties
{
    [Fact]
    public void Weights_are_the_greatest_fraction_in_percent_not_above_the_limit() => Gen.Int[1, 1_000_000].Sample(
        parts =>
        {
            (int Then, int If) best = (1, 0);
            for (int then = 1; then <= 100; then++)
            {
                for (int hedged = 0; hedged <= then; hedged++)
                {
                    bool isBelow = hedged * 1_000_000L <= (long)parts * then;
                    best = isBelow && hedged * best.Then > best.If * then ? (then, hedged) : best;
                }
            }

            HedgeWeights? weights = HedgeWeights.Of(Ratio.FromPartsPerMillion(parts));

            Assert.Equal(best.If == 0 ? "none" : $"{best.Then}:{best.If}", weights?.ToString() ?? "none");
        },
        iter: 300);

    /// <summary>Whatever the chance of the first claim, the payoff averages at least what is said, and at worst is lost.</summary>
    [Fact]
    public void The_expected_payoff_holds_for_every_belief_that_the_limit_allows() => Gen.Int.Sample(
        seed =>
        {
            Random random = new(seed);
            int limit = random.Next(10_000, 1_000_001);
            if (HedgeWeights.Of(Ratio.FromPartsPerMillion(limit)) is not { } weights)
            {
                return;
            }

            decimal given = random.Next(1_000_001) / 1_000_000m;
            decimal thenGiven = random.Next(limit, 1_000_001) / 1_000_000m;
            decimal thenOtherwise = random.Next(1_000_001) / 1_000_000m;
            decimal both = given * thenGiven;
            decimal thenAlone = (1 - given) * thenOtherwise;
            decimal neither = (1 - given) * (1 - thenOtherwise);

            decimal average = (both * weights.Then) + (thenAlone * (weights.Then + weights.If)) + (neither * weights.If);

            Assert.True(average >= weights.If, $"{average} is less than {weights.If}");
        },
        iter: 3_000);

    [Theory]
    [InlineData(MemberKind.Direct)]
    [InlineData(MemberKind.NonDirect)]
    public void No_size_on_the_books_expects_more(MemberKind member)
    {
        int found = 0;
        Gen.Int.Sample(
            seed =>
            {
                Trial trial = new(new Random(seed));
                DetectionOptions options = new() { FeeSafetyMultiplier = Ratio.Zero, Member = member };

                (long units, decimal edge) = trial.Best(member == MemberKind.Direct ? 0.0001m : 0.01m);
                StatisticalBasket? basket = trial.World.Detect(options).Statistical.SingleOrDefault();

                Assert.Equal(edge > 0, basket is not null);
                if (basket is not null)
                {
                    Interlocked.Increment(ref found);
                    Assert.Equal(edge, basket.ExpectedEdge.Micros / 1_000_000m);
                    Assert.True(basket.Units.Hundredths >= units, $"{basket.Units} units earn as much as {units} hundredths");
                }
            },
            iter: 400);

        Assert.True(found > 100, $"only {found} baskets were compared");
    }

    /// <summary>Two books of up to three levels and a limit in tenths or twentieths, as numbers and as a venue.</summary>
    private sealed class Trial
    {
        private static readonly (int, int)[] Proportions = [(10, 9), (5, 4), (20, 17), (1, 1), (2, 1)];

        private readonly List<Offer> _then = [];
        private readonly List<Offer> _ifNot = [];
        private readonly int _thenWeight;
        private readonly int _ifWeight;

        public Trial(Random random)
        {
            (_thenWeight, _ifWeight) = Proportions[random.Next(Proportions.Length)];
            Market likely = Booked(random, "B", _then, random.Next(30, 50), isAsk: true);
            Market given = Booked(random, "A", _ifNot, random.Next(45, 75), isAsk: false);
            World.Relate(new Relation(RelationType.Implication, [Claim.Yes(given), Claim.Yes(likely)])
            {
                Rule = "test",
                Strength = Strength.Soft,
                Confidence = World.R("0.9"),
                ConditionalAtLeast = Ratio.FromPartsPerMillion(1_000_000L * _ifWeight / _thenWeight),
            });
        }

        public World World { get; } = new();

        /// <summary>Every size in hundredths of unit baskets, priced one by one; the smallest of the best.</summary>
        public (long Units, decimal Edge) Best(decimal unit)
        {
            (long Units, decimal Edge) best = default;
            for (long units = 1; ; units++)
            {
                if (Order(_then, units * _thenWeight / 100m, 1, unit) is not { } then
                    || Order(_ifNot, units * _ifWeight / 100m, 1, unit) is not { } ifNot)
                {
                    return best;
                }

                decimal edge = (units * _ifWeight / 100m) - then.Cost - then.Fee - ifNot.Cost - ifNot.Fee;
                best = edge > best.Edge ? (units, edge) : best;
            }
        }

        /// <summary>Levels of a few contracts, most of which no weight divides, so that units span two levels.</summary>
        private Market Booked(Random random, string ticker, List<Offer> offers, int cents, bool isAsk)
        {
            (string Price, string Size)[] levels = new (string, string)[random.Next(1, 4)];
            for (int i = 0; i < levels.Length; i++)
            {
                int price = isAsk ? cents + i : cents - i;
                int size = random.Next(1, 3_000);
                levels[i] = ($"0.{price}", FixedPoint.Format(size, 2, 2));
                offers.Add(new Offer((isAsk ? price : 100 - price) / 100m, size / 100m));
            }

            return World.Booked(ticker, isAsk ? [] : levels, isAsk ? levels : []);
        }
    }
}
