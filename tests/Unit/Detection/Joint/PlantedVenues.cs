using System.Globalization;
using System.Numerics;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Unit.Detection.Solving.Planted;
using Dutchbook.Unit.House;
using Dutchbook.Verification;
using Xunit;

namespace Dutchbook.Unit.Detection.Joint;

/// <summary>
/// Clusters of every family as whole venues, from relations and books to proofs: something is listed exactly where an exact
/// solver says that some basket earns, its proof holds, and it earns its bound but for what whole hundredths leave.
/// </summary>
public sealed class PlantedVenues
{
    private static readonly DetectionOptions NoMargin = new() { FeeSafetyMultiplier = Ratio.Zero, QuarantineAbove = null };

    [Fact]
    public void Something_is_listed_exactly_where_some_basket_earns_and_it_earns_its_bound()
    {
        int empty = 0;
        int joint = 0;
        for (ulong seed = 0; seed < 500 * (ulong)TestScale.Value; seed++)
        {
            PlantedCase planted = PlantedCase.Draw(seed, 7);
            if (planted.Worlds.Length == 0 || planted.Facts.Any(static fact => !IsWellFormed(fact)))
            {
                continue;
            }

            Dice dice = new(seed + 77);
            (long? Bid, long? Ask)[] quotes = [.. planted.Quotes.Select(OnTicks)];
            World world = Told(planted, quotes, Ratio.Zero, dice);
            IReadOnlyList<Opportunity> listed = world.Listed(NoMargin);
            bool earns = Truth.BestPerContract(planted.Worlds, quotes).Item1.Sign > 0;
            Assert.True(earns == listed.Count > 0, $"seed {seed}, {planted.Family}: {listed.Count} baskets");
            empty += earns ? 0 : 1;
            foreach (Opportunity found in listed.Where(static one => one.Signal == Signal.Joint))
            {
                joint++;
                Assert.Equal(Worst(planted, found), found.MinPayout);

                // A hundredth of each leg at most, and a part per million of each contract that the belief was cut to.
                long slack = (found.Legs.Count * 10_000L) + (found.Legs.Sum(static leg => leg.Offered.Sum(
                    static level => level.Quantity.Hundredths)) / 50);
                long gap = (found.Bound!.Value - found.Edge).Micros;
                Assert.True(gap >= 0 && gap <= slack, $"seed {seed}, {planted.Family}: {gap} below the bound, {slack} allowed");
                Assert.Empty(ProofVerifier.Verify(ProofWriter.Write(found, MemberKind.Direct).Utf8).Faults);
            }
        }

        Assert.True(empty > 100 && joint > 60, $"{empty} venues have nothing, {joint} baskets are joint");
    }

    [Fact]
    public void With_fees_what_is_listed_holds_and_what_earns_a_tenth_of_a_cent_is_listed()
    {
        int joint = 0;
        for (ulong seed = 0; seed < 300 * (ulong)TestScale.Value; seed++)
        {
            PlantedCase planted = PlantedCase.Draw(seed, 7);
            if (planted.Worlds.Length == 0 || planted.Facts.Any(static fact => !IsWellFormed(fact)))
            {
                continue;
            }

            (long? Bid, long? Ask)[] quotes = [.. planted.Quotes.Select(OnTicks)];
            IReadOnlyList<Opportunity> listed = Told(planted, quotes, Ratio.One, new Dice(seed + 77)).Listed(NoMargin);
            (BigInteger value, BigInteger scale) = Truth.BestPerContract(planted.Worlds, [.. quotes.Select(Net)]);
            if (value * 1_000 > scale * 1_000_000 || value.IsZero)
            {
                Assert.True(value.Sign > 0 == listed.Count > 0, $"seed {seed}, {planted.Family}: {listed.Count} baskets");
            }

            foreach (Opportunity found in listed.Where(static one => one.Signal == Signal.Joint))
            {
                joint++;
                Assert.Equal(Worst(planted, found), found.MinPayout);
                Assert.True(found.Edge <= found.Bound);
                Assert.Empty(ProofVerifier.Verify(ProofWriter.Write(found, MemberKind.Direct).Utf8).Faults);
            }
        }

        Assert.True(joint > 30, $"only {joint} baskets are joint");
    }

    private static bool IsWellFormed(Fact fact) =>
        fact.Sides.Length > 1 && fact.Sides.Select(static side => side.Market).Distinct().Count() == fact.Sides.Length
        && (fact.Kind != "line" || fact.Cells > 1);

    /// <summary>Prices on the grid, strictly inside, and apart: what no book shows is not quoted.</summary>
    private static (long? Bid, long? Ask) OnTicks((long? Bid, long? Ask) quote)
    {
        const long tick = 100;
        long? bid = quote.Bid / tick * tick;
        long? ask = (quote.Ask + tick - 1) / tick * tick;
        ask = ask <= bid ? bid + tick : ask;
        return (bid is > 0 and < 1_000_000 ? bid : null, ask is > 0 and < 1_000_000 ? ask : null);
    }

    /// <summary>The touch with a fee of 0.07 p (1 - p), rounded to the micro-dollar that favours the market.</summary>
    private static (long? Bid, long? Ask) Net((long? Bid, long? Ask) quote)
    {
        static long Fee(long price) => ((7 * price * (1_000_000 - price)) + 99_999_999) / 100_000_000;
        return (quote.Bid - (quote.Bid is long bid ? Fee(bid) : 0), quote.Ask + (quote.Ask is long ask ? Fee(ask) : 0));
    }

    private static World Told(PlantedCase planted, (long? Bid, long? Ask)[] quotes, Ratio multiplier, Dice dice)
    {
        World world = new() { Multiplier = multiplier };
        Market[] markets = [.. quotes.Select((quote, i) => world.Booked(
            $"M{i}",
            [.. Levels(quote.Bid, -1, dice)],
            [.. Levels(quote.Ask, 1, dice)]))];
        foreach (Fact fact in planted.Facts)
        {
            Claim[] claims = [.. fact.Sides.Select(side => side.Yes ? Claim.Yes(markets[side.Market]) : Claim.No(markets[side.Market]))];
            CellLine? line = fact.Kind != "line" ? null
                : new CellLine(
                    [.. Enumerable.Range(0, fact.Cells).Select(static cell => $"cell {cell}")],
                    [.. fact.Spans!.Select(static span => new CellSpan(span.From, span.To))]);
            world.Relate(new Relation(TypeOf(fact.Kind), claims, line) { Rule = "planted", Confidence = World.R("0.995") });
        }

        return world;
    }

    /// <summary>Up to three levels of whole contracts from the touch outwards.</summary>
    private static IEnumerable<(string Price, string Size)> Levels(long? touch, int direction, Dice dice)
    {
        long price = touch ?? 0;
        for (int level = dice.Between(1, 3); touch is not null && level > 0 && price is > 0 and < 1_000_000; level--)
        {
            yield return (Price.FromTicks((int)(price / 100)).ToString(), dice.Between(1, 40).ToString(CultureInfo.InvariantCulture));
            price += direction * dice.Between(1, 4) * 10_000;
        }
    }

    private static RelationType TypeOf(string kind) => kind switch
    {
        "implies" => RelationType.Subset,
        "at most one" => RelationType.Exclusive,
        "at least one" => RelationType.Exhaustive,
        "exactly one" => RelationType.Partition,
        "all equal" => RelationType.Equivalence,
        "conjunction" => RelationType.Conjunction,
        "line" => RelationType.Line,
        _ => throw new ArgumentException(kind, nameof(kind)),
    };

    /// <summary>The least over all worlds of the planted facts; the needed relations alone must give no less.</summary>
    private static Money Worst(PlantedCase planted, Opportunity found) => Money.FromMicros(planted.Worlds.Min(world => found.Legs.Sum(leg =>
        (world >> int.Parse(leg.Claim.Market.Ticker.AsSpan(1), CultureInfo.InvariantCulture) & 1) == 1 == (leg.Claim.Side == Dutchbook.Domain.Side.Yes)
            ? leg.Quantity.Hundredths * 10_000 : 0)));
}
