using CsCheck;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Detection.Joint;

/// <summary>
/// The same venue told differently gives the same answer: markets complemented, listed in another order, levels split,
/// a market added that nothing ties to the others.
/// </summary>
public sealed class JointMetamorphic
{
    private static readonly DetectionOptions Options = new() { FeeSafetyMultiplier = Ratio.Zero, QuarantineAbove = null };

    [Fact]
    public void The_answer_does_not_depend_on_how_the_venue_is_told()
    {
        int joint = 0;
        Gen.Int.Sample(
            seed =>
            {
                Telling plain = new(seed);
                string expected = Answer(plain.Tell(_ => false, static order => order, split: false, stranger: false));
                Interlocked.Add(ref joint, expected.Contains("Joint", StringComparison.Ordinal) ? 1 : 0);
                Assert.Equal(expected, Answer(plain.Tell(static market => market % 2 == 0, static order => order, split: false, stranger: false)));
                Assert.Equal(expected, Answer(plain.Tell(_ => false, static order => [.. order.Reverse()], split: false, stranger: false)));
                Assert.Equal(expected, Answer(plain.Tell(_ => false, static order => order, split: true, stranger: true)));
            },
            iter: 150);
        Assert.True(joint > 25, $"only {joint} venues had a joint basket");
    }

    /// <summary>The best joint basket's signal, edge and bound; which of equal baskets is named may differ.</summary>
    private static string Answer(World world)
    {
        IReadOnlyList<Opportunity> listed = world.Listed(Options);
        return string.Join("; ", listed
            .Where(static one => one.Signal == Signal.Joint)
            .OrderByDescending(static one => one.Edge)
            .Take(1)
            .Select(static one => $"{one.Signal} {one.Edge}"));
    }

    /// <summary>A ring of five, of which neighbours exclude each other, with random books of whole contracts.</summary>
    private sealed class Telling
    {
        private const int Count = 5;

        private readonly (int Price, int Size)[][] _bids;
        private readonly (int Price, int Size)[][] _asks;

        public Telling(int seed)
        {
            Random random = new(seed);
            _bids = new (int, int)[Count][];
            _asks = new (int, int)[Count][];
            for (int i = 0; i < Count; i++)
            {
                int bid = random.Next(3_800, 4_900) / 10 * 10;
                _bids[i] = [(bid, random.Next(1, 9)), (bid - random.Next(1, 30) * 10, random.Next(1, 9))];
                _asks[i] = [(bid + 200, random.Next(1, 9))];
            }
        }

        public World Tell(Func<int, bool> isComplemented, Func<int[], int[]> ordered, bool split, bool stranger)
        {
            World world = new();
            Claim[] claims = new Claim[Count];
            foreach (int market in ordered([.. Enumerable.Range(0, Count)]))
            {
                bool flip = isComplemented(market);
                (int, int)[] bids = flip ? Flip(_asks[market]) : _bids[market];
                (int, int)[] asks = flip ? Flip(_bids[market]) : _asks[market];
                Market told = world.Booked($"M{market}", Texts(bids, split), Texts(asks, split));
                claims[market] = flip ? Claim.No(told) : Claim.Yes(told);
            }

            if (stranger)
            {
                world.Quoted("Z", "0.40", "100", "0.42", "100");
            }

            for (int i = 0; i < Count; i++)
            {
                world.Relate(RelationType.Exclusive, claims[i], claims[(i + 1) % Count]);
            }

            return world;
        }

        private static (int Price, int Size)[] Flip((int Price, int Size)[] levels) =>
            [.. levels.Select(static level => (10_000 - level.Price, level.Size))];

        /// <summary>A level told in two parts is the same level.</summary>
        private static (string Price, string Size)[] Texts((int Price, int Size)[] levels, bool split) =>
        [
            .. levels.SelectMany(level => split
                ? new[] { Text(level.Price, level.Size * 40), Text(level.Price, level.Size * 60) }
                : [Text(level.Price, level.Size * 100)]),
        ];

        private static (string Price, string Size) Text(int ticks, int hundredths) =>
            ($"0.{ticks:0000}", Quantity.FromHundredths(hundredths).ToString());
    }
}
