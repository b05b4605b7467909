using CsCheck;
using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Mapping;

/// <summary>
/// The mapper against enumeration: random markets of small observables, every value tried, and what the rules' words mean spelled
/// out a second time. What is proven holds in every world, and in clean families nothing is missed.
/// </summary>
public sealed class LineProperties
{
    private static readonly decimal[] Steps = [1m, 0.1m, 0.01m];

    [Fact]
    public void Whatever_is_proven_holds_for_every_value()
    {
        int checks = 0;
        int lines = 0;
        Gen.Int.Sample(
            seed =>
            {
                Universe universe = new(new Random(seed), isClean: false);
                RelationMap map = universe.Listing.Map();
                Interlocked.Add(ref checks, map.Relations.Sum(static relation => relation.Guarantees().Count()));
                Interlocked.Add(ref lines, map.Relations.Count(static relation => relation.Line is not null));
                foreach (decimal first in universe.Observable.Values)
                {
                    foreach (decimal second in universe.Observable.Values)
                    {
                        Relation? broken = map.Relations.FirstOrDefault(relation =>
                            relation.IsBroken(market => universe.Pays(market.Ticker, first, second)));
                        Assert.True(broken is null, $"{broken} is broken by {first} and {second} of\n{universe}");
                    }
                }
            },
            iter: 500);

        Assert.True(checks > 1_000, $"only {checks} guarantees were checked");
        Assert.True(lines > 200, $"only {lines} lines were checked");
    }

    [Fact]
    public void In_clean_universes_a_line_admits_only_what_some_value_brings_about()
    {
        int lines = 0;
        Gen.Int.Sample(
            seed =>
            {
                Universe universe = new(new Random(seed), isClean: true);
                foreach (Relation relation in universe.Listing.Map().Relations.Where(static relation => relation.Line is not null))
                {
                    Interlocked.Increment(ref lines);
                    string[] possible = [.. universe.Observable.Values.Select(value => Pattern(
                        relation, claim => universe.Pays(claim.Market.Ticker, value, value) == (claim.Side == Side.Yes)))];
                    for (int cell = 0; cell < relation.Line!.Cells.Count; cell++)
                    {
                        string pattern = Pattern(relation, claim => relation.Line.Pays(relation.Claims.ToList().IndexOf(claim), cell));
                        Assert.True(possible.Contains(pattern), $"{relation.Line.Cells[cell]} never happens in {relation} of\n{universe}");
                    }
                }
            },
            iter: 500);

        Assert.True(lines > 200, $"only {lines} lines were checked");
    }

    [Fact]
    public void In_clean_ladders_no_pair_is_missed()
    {
        int pairs = 0;
        Gen.Int.Sample(
            seed =>
            {
                Universe universe = new(new Random(seed), isClean: true);
                RelationMap map = universe.Listing.Map();
                HashSet<string> proven = [.. map.Relations.SelectMany(static relation => relation.Guarantees())
                    .Where(static guarantee => guarantee.Claims.Count == 2 && guarantee.AtLeast == 1).Select(Key)];
                foreach ((string a, Piece one) in universe.Pieces)
                {
                    foreach ((string b, Piece other) in universe.Pieces.Where(item => item.Ticker != a))
                    {
                        if (IsLadderPair(one, other) && universe.Observable.Values.All(value => !one.Pays(value) || other.Pays(value)))
                        {
                            Interlocked.Increment(ref pairs);
                            Assert.True(proven.Contains($"NO {a},YES {b}"), $"{a} implies {b} is not proven of\n{universe}");
                        }
                    }
                }
            },
            iter: 500);

        Assert.True(pairs > 1_000, $"only {pairs} pairs were implied");
    }

    [Fact]
    public void Complete_lists_of_ranges_are_partitions_and_with_one_less_they_are_not()
    {
        Gen.Int.Sample(
            seed =>
            {
                Random random = new(seed);
                Observable observable = new(random, Steps[random.Next(Steps.Length)], isGridStated: true);
                Piece[] pieces = observable.Partition();
                Row[] rows = [.. pieces.Select((piece, i) => observable.Word($"P-1-{i}", piece, "the Widget index")).OrderBy(_ => random.Next())];

                RelationMap whole = new Listing().Event("P-1", rows).Map();
                whole.Forbids();
                if (rows.Length > 2)
                {
                    whole.Single(RelationType.Partition, [.. rows.Select(static row => row.Ticker)]);
                }

                int lost = random.Next(rows.Length);
                RelationMap rest = new Listing().Event("P-1", [.. rows.Where((_, i) => i != lost)]).Map();
                rest.Allows();
            },
            iter: 200);
    }

    /// <summary>Bounds on the same side, a range or point within a bound, or the same set in two wordings.</summary>
    private static bool IsLadderPair(Piece one, Piece other) =>
        (one.IsLower && other.IsLower) || (one.IsUpper && other.IsUpper)
        || (!one.IsLower && !one.IsUpper && (other.IsLower || other.IsUpper));

    private static string Pattern(Relation relation, Func<Claim, bool> pays) =>
        string.Concat(relation.Claims.Select(claim => pays(claim) ? '1' : '0'));

    private static string Key(Guarantee guarantee) =>
        string.Join(',', guarantee.Claims.Select(static claim => claim.ToString()).Order(StringComparer.Ordinal));

    /// <summary>A few markets in a few events, of one observable or of two that some detail tells apart.</summary>
    private sealed class Universe
    {
        private readonly Dictionary<string, (Piece Piece, bool IsSecond)> _meaning = new(StringComparer.Ordinal);
        private readonly List<Row> _rows = [];

        public Universe(Random random, bool isClean)
        {
            Observable = new Observable(random, Steps[random.Next(Steps.Length)], random.Next(2) == 0);
            Listing = new Listing().Series("A").Series("B").Series("Z", "Another Source");
            foreach (string name in new[] { "A-1", "B-1", "Z-1" })
            {
                if (isClean && name == "Z-1")
                {
                    continue;
                }

                int difference = random.Next(isClean ? 1 : 6);
                Row[] rows = [.. Enumerable.Range(0, random.Next(1, 6)).Select(i =>
                    Draw(random, $"{name}-{i}", difference, isSecond: name == "Z-1" || difference > 0, isClean))];
                _rows.AddRange(rows);
                Listing.Event(name, rows);
            }
        }

        public Observable Observable { get; }

        public Listing Listing { get; }

        public IEnumerable<(string Ticker, Piece Piece)> Pieces => _meaning.Select(static item => (item.Key, item.Value.Piece));

        public bool Pays(string ticker, decimal first, decimal second) =>
            _meaning[ticker].Piece.Pays(_meaning[ticker].IsSecond ? second : first);

        public override string ToString() => string.Join('\n', _rows);

        private Row Draw(Random random, string ticker, int difference, bool isSecond, bool isClean)
        {
            Piece piece = Observable.Draw();
            _meaning[ticker] = (piece, isSecond);
            Row row = Observable.Word(ticker, piece, difference == 1 ? "the Gadget index" : "the Widget index");
            row = difference switch
            {
                2 => row with { Secondary = row.Secondary + " Revisions count." },
                3 => row with { Expected = "2027-01-09T19:05:00Z" },
                4 => row with { Custom = ("Country", "Ruritania") },
                5 => row with { EarlyClose = "If the market is cancelled, it closes." },
                _ => row,
            };
            return isClean || random.Next(4) > 0 ? row : Spoil(random, row);
        }

        /// <summary>Mistakes of the venue: the words still say what they say.</summary>
        private static Row Spoil(Random random, Row row) => random.Next(7) switch
        {
            0 => row with { StrikeType = row.StrikeType == "greater" ? "greater_or_equal" : "greater" },
            1 => row with { StrikeType = row.StrikeType == "less" ? "greater" : "less" },
            2 => row with { Floor = row.Cap, Cap = row.Floor },
            3 => row with { Floor = null },
            4 => row with { Cap = "7" },
            5 => row with { Floor = "3", Cap = "4", StrikeType = "between" },
            _ => row with { Sub = "Above 5", Title = "Below 3" },
        };
    }
}
