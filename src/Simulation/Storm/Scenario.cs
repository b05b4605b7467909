using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Simulation;

/// <summary>
/// One basket of a storm: markets bound by relations, the worlds they allow (listed here by hand, not by the code under test),
/// and prices at which the basket costs less than it must pay.
/// </summary>
internal sealed class Scenario
{
    private static readonly DateTimeOffset Close = Storm.Start + TimeSpan.FromDays(2);

    private Scenario(int number, int shape, Dice dice, Dice? rolls)
    {
        Number = number;
        int count = shape switch { 0 => 2, 3 => 3, 4 => 3, _ => dice.Between(3, 5) };
        Markets =
        [
            .. Enumerable.Range(0, count).Select(i =>
                List(number, i, shape is 1 or 2 ? 0 : i, shape is 1 or 2 ? 0 : dice.Between(0, 1) * 2)),
        ];
        (Legs, Weights, PaysPerUnit, Relations, Worlds) = Build(shape);
        Quoted = Legs;
        Asks = Prices(dice);
        if (rolls is not null && shape == 0)
        {
            // The narrow claim implies a third one, which implies the wide one: its negation makes the same guarantee.
            Market between = List(number, 2, 2, rolls.Between(0, 1) * 2);
            Markets = [.. Markets, between];
            Quoted = [.. Legs, Claim.No(between)];
            Asks = [.. Asks, Price.FromTicks(Math.Clamp((Asks[0].Ticks / 100) + rolls.Between(-10, 2), 2, 97) * 100)];
            RollRelations = [Hard(RelationType.Threshold, [Claim.Yes(Markets[0]), Claim.Yes(between), Claim.Yes(Markets[1])])];
            Worlds = [[false, false, false], [false, true, false], [false, true, true], [true, true, true]];
        }
    }

    public int Number { get; }

    public IReadOnlyList<Market> Markets { get; }

    public IReadOnlyList<Claim> Legs { get; }

    public IReadOnlyList<int> Weights { get; }

    /// <summary>The legs, and what one of them may be rolled into.</summary>
    public IReadOnlyList<Claim> Quoted { get; }

    /// <summary>What says so; none where nothing can be rolled.</summary>
    public IReadOnlyList<Relation> RollRelations { get; } = [];

    /// <summary>Dollars that one unit basket pays at least.</summary>
    public int PaysPerUnit { get; }

    public IReadOnlyList<Relation> Relations { get; }

    /// <summary>All admissible worlds: which markets are YES.</summary>
    public IReadOnlyList<bool[]> Worlds { get; }

    /// <summary>What one contract of each claim is offered at, in the beginning.</summary>
    public IReadOnlyList<Price> Asks { get; }

    public static FeeTerms Fees { get; } = new(FeeType.Quadratic, Ratio.One, "storm");

    /// <param name="number">Its place among the seed's.</param>
    /// <param name="seed">The storm's.</param>
    /// <param name="hasRolls">A pair has a third claim that one of its legs may be rolled into.</param>
    public static Scenario Draw(int number, ulong seed, bool hasRolls)
    {
        Dice dice = new(seed, string.Create(CultureInfo.InvariantCulture, $"scenario {number}"));
        Dice? rolls = hasRolls ? new Dice(seed, string.Create(CultureInfo.InvariantCulture, $"rolls {number}")) : null;
        return new Scenario(number, dice.Between(0, 4), dice, rolls);
    }

    public int LegOf(string ticker)
    {
        for (int i = 0; i < Quoted.Count; i++)
        {
            if (Quoted[i].Market.Ticker == ticker)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The least that contracts of the claims pay, world by world.</summary>
    public Money LeastPayoff(IReadOnlyList<long> heldHundredths)
    {
        long least = long.MaxValue;
        foreach (bool[] world in Worlds)
        {
            long pays = 0;
            for (int i = 0; i < Quoted.Count; i++)
            {
                bool isYes = world[Markets.ToList().IndexOf(Quoted[i].Market)];
                pays += isYes == (Quoted[i].Side == Side.Yes) ? heldHundredths[i] * 10_000 : 0;
            }

            least = Math.Min(least, pays);
        }

        return Money.FromMicros(least);
    }

    private static Market List(int number, int place, int ofEvent, int shard) => new()
    {
        Ticker = string.Create(CultureInfo.InvariantCulture, $"S{number}-M{place}"),
        EventTicker = string.Create(CultureInfo.InvariantCulture, $"S{number}-E{ofEvent}"),
        SeriesTicker = "STORM",
        TickGrid = TickGrid.Cent,
        ExchangeIndex = shard,
        CloseTime = Close,
        LastPrice = Price.FromTicks(4_000),
    };

    private (Claim[] Legs, int[] Weights, int Pays, Relation[] Relations, bool[][] Worlds) Build(int shape)
    {
        int count = Markets.Count;
        Claim[] yes = [.. Markets.Select(Claim.Yes)];
        Claim[] no = [.. Markets.Select(Claim.No)];
        int[] ones = [.. Enumerable.Repeat(1, count)];
        return shape switch
        {
            // The narrow claim implies the wide one.
            0 => ([no[0], yes[1]], ones, 1, [Hard(RelationType.Subset, yes)], [[false, false], [false, true], [true, true]]),
            1 => (no, ones, count - 1, [Hard(RelationType.Exclusive, yes)], [.. Singles(count), new bool[count]]),
            2 => (yes, ones, 1, [Hard(RelationType.Partition, yes)], [.. Singles(count)]),

            // The first implies each of the others: twice its negation with both of them pays two.
            3 => ([no[0], yes[1], yes[2]], [2, 1, 1], 2,
                [Hard(RelationType.Subset, [yes[0], yes[1]]), Hard(RelationType.Subset, [yes[0], yes[2]])],
                [.. All(3).Where(static world => !world[0] || (world[1] && world[2]))]),

            // The first is the conjunction of the others.
            _ => ([yes[0], no[1], no[2]], ones, 1, [Hard(RelationType.Conjunction, yes)],
                [.. All(3).Where(static world => world[0] == (world[1] && world[2]))]),
        };
    }

    private static Relation Hard(RelationType type, IReadOnlyList<Claim> claims) => new(type, claims) { Rule = "storm" };

    private static IEnumerable<bool[]> Singles(int count) =>
        Enumerable.Range(0, count).Select(only => Enumerable.Range(0, count).Select(i => i == only).ToArray());

    private static IEnumerable<bool[]> All(int count) =>
        Enumerable.Range(0, 1 << count).Select(bits => Enumerable.Range(0, count).Select(i => (bits >> i & 1) == 1).ToArray());

    /// <summary>Whole cents that add up to the payoff less a gap of three to fifteen cents a contract.</summary>
    private Price[] Prices(Dice dice)
    {
        int contracts = Weights.Sum();
        int gap = dice.Between(3, 15) + (2 * contracts);
        int[] cents = new int[Legs.Count];
        int left = (PaysPerUnit * 100) - gap;
        for (int i = 0; i < cents.Length; i++)
        {
            int weightAfter = Weights.Skip(i + 1).Sum();
            int fair = left / (Weights[i] + weightAfter);
            cents[i] = i == cents.Length - 1 ? left / Weights[i] : Math.Clamp(fair + dice.Between(-15, 15), 2, 97);
            left -= cents[i] * Weights[i];
        }

        return [.. cents.Select(static price => Price.FromTicks(Math.Clamp(price, 2, 97) * 100))];
    }
}
