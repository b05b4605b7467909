using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Detection.Joint;

/// <summary>
/// Somebody else's cases with exact answers, told as venues of ours: those whose markets can end both ways, pay all or nothing, and
/// have one side on offer. Prices are theirs, fees none.
/// </summary>
public sealed class RecordedSolverCases
{
    private static readonly DetectionOptions NoMargin = new() { FeeSafetyMultiplier = Ratio.Zero, QuarantineAbove = null };

    [Theory]
    [InlineData("implication-two-contract")]
    [InlineData("exactly-one-n3")]
    public void What_is_locked_is_what_they_say(string name)
    {
        JsonElement one = Case(name);
        World world = Told(one.GetProperty("request").GetProperty("problem"), dollar: 100);
        JsonElement proof = one.GetProperty("expected_result").GetProperty("solution").GetProperty("payout_proof");

        Opportunity found = Assert.Single(world.Listed(NoMargin));
        Assert.Equal(Money.FromMicros(proof.GetProperty("guaranteed_profit_units").GetInt64() * 10_000), found.Edge);
        Assert.Equal(Money.FromMicros(proof.GetProperty("payout_lower_bound_units").GetInt64() * 10_000), found.MinPayout);
    }

    [Fact]
    public void A_frozen_partition_locks_what_they_say()
    {
        using FileStream file = File.OpenRead(
            Repository.Recorded("data", "solver-cases", "prediction_n_leg_validation_frozen_n3.json"));
        using JsonDocument document = JsonDocument.Parse(file);
        World world = Told(document.RootElement.GetProperty("problem"), dollar: 1_000_000);

        Opportunity found = Assert.Single(world.Listed(NoMargin));
        Assert.Equal(
            Money.FromMicros(document.RootElement.GetProperty("expected").GetProperty("guaranteed_profit_units").GetInt64()), found.Edge);
    }

    /// <summary>
    /// They let voids into the worlds and find nothing. We list it, for in normal settlement it pays, and say what one void leg costs.
    /// </summary>
    [Fact]
    public void A_void_leg_turns_their_basket_into_a_loss_and_ours_says_so()
    {
        JsonElement one = Case("void-refund-split");
        Assert.Equal("INFEASIBLE", one.GetProperty("expected_result").GetProperty("solve_status").GetString());
        World world = Told(one.GetProperty("request").GetProperty("problem"), dollar: 100);

        Opportunity found = Assert.Single(world.Listed(NoMargin));
        Assert.Equal(World.M("0.10"), found.Edge);
        Assert.True(found.WorstAbnormal < Money.Zero);
    }

    /// <summary>YES and NO of one market for less than a dollar is a crossed book: an exchange matches it, so we do not believe it.</summary>
    [Fact]
    public void Both_sides_of_one_market_below_a_dollar_is_a_crossed_book_and_nothing_to_trade()
    {
        JsonElement one = Case("native-complement-n2");
        Assert.Equal("FEASIBLE", one.GetProperty("expected_result").GetProperty("solve_status").GetString());

        World world = new() { Multiplier = Ratio.Zero };
        Market a = world.Booked("A", [("0.55", "2")], [("0.45", "2")]);
        Market b = world.Booked("B", [], [("0.50", "2")]);
        world.Relate(RelationType.Exclusive, a, b);
        Assert.Empty(world.Listed(NoMargin));
    }

    private static World Told(JsonElement problem, int dollar)
    {
        World world = new() { Multiplier = Ratio.Zero };
        Dictionary<string, Market> markets = new(StringComparer.Ordinal);
        foreach (JsonElement action in problem.GetProperty("actions").EnumerateArray())
        {
            string ticker = action.GetProperty("market_contract_id").GetString()!;
            bool buysYes = action.GetProperty("side").GetString() == "BUY_YES";
            List<(string Price, string Size)> levels = [];
            foreach (JsonElement slice in action.GetProperty("cost_slices").EnumerateArray())
            {
                int ticks = checked((int)(slice.GetProperty("incremental_cost_upper_bound_units").GetInt64() * Price.TicksPerDollar / dollar));
                int lots = slice.GetProperty("last_lot").GetInt32() - slice.GetProperty("first_lot").GetInt32() + 1;
                Price price = Price.FromTicks(ticks);
                levels.Add(((buysYes ? price : price.Complement()).ToString(), lots.ToString(CultureInfo.InvariantCulture)));
            }

            markets.Add(ticker, buysYes ? world.Booked(ticker, [], [.. levels]) : world.Booked(ticker, [.. levels], []));
        }

        foreach (JsonElement relation in problem.GetProperty("constraint_model").GetProperty("relations").EnumerateArray())
        {
            Market[] members = [.. relation.GetProperty("contract_ids").EnumerateArray().Select(id => markets[id.GetString()!])];
            world.Relate(
                relation.GetProperty("kind").GetString() switch
                {
                    "IMPLIES" => RelationType.Subset,
                    "EXACTLY_ONE" => RelationType.Partition,
                    string other => throw new InvalidDataException($"no relation of ours says {other}"),
                    null => throw new InvalidDataException("a relation without a kind"),
                },
                members);
        }

        return world;
    }

    private static JsonElement Case(string name)
    {
        using FileStream file = File.OpenRead(Repository.Recorded("data", "solver-cases", "prediction_n_leg_v1.json.gz"));
        using GZipStream text = new(file, CompressionMode.Decompress);
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.GetProperty("cases").EnumerateArray()
            .Single(one => one.GetProperty("case_id").GetString() == name).Clone();
    }
}
