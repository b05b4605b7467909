using System.Text.Json;
using Dutchbook.Cli;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>What is measured of an exchange is what the exchange does, each behaviour switched both ways.</summary>
public sealed class ConformanceTests
{
    private const string Ticker = "KXPRESNOMB-28-ABR";

    [Fact]
    public async Task An_exchange_as_it_is_said_to_be_passes_and_sets_the_fence()
    {
        await using LiveTrial live = await LiveTrial.Start();
        JsonElement result = await Measure(live, ExitCode.Done);
        Assert.All(
            result.GetProperty("facts").EnumerateArray().Where(static fact => fact.GetProperty("name").GetString() != "429-not-applied"),
            static fact => Assert.True(fact.GetProperty("holds").ValueKind == JsonValueKind.True, fact.ToString()));

        // The sandbox refuses what took thirty seconds or more; ten more for clocks. It is measured in real time, so on a busy machine
        // what is refused first may be some seconds older.
        double seconds = result.GetProperty("fenceSeconds").GetDouble();
        Assert.InRange(seconds, 40, 50);
        ConformanceResult? found = ConformanceResult.Find(live.Trial.Home, live.Server.RestBase, out _);
        Assert.Equal(TimeSpan.FromSeconds(seconds), found!.Fence.Wait);
        using Trial other = new();
        Assert.Null(ConformanceResult.Find(other.Home, live.Server.RestBase, out _));

        // Nothing is left behind but the cash it cost.
        JsonElement left = await live.Json(ExitCode.Failed, "reconcile");
        Assert.DoesNotContain(
            left.GetProperty("differences").EnumerateArray(),
            static one => one.GetProperty("kind").GetString() is "Order" or "Position");
    }

    [Fact]
    public async Task An_exchange_that_behaves_the_other_way_is_found_out()
    {
        await using LiveTrial live = await LiveTrial.Start(change: static options => options with
        {
            SignatureWindow = TimeSpan.FromHours(1),
            ReadLag = TimeSpan.FromMilliseconds(2_500),
            FaultPlan = FaultPlan.Parse("429-after@70+80+90,on=orders"),
            Quirks = new VenueQuirks
            {
                ForgetsCancelledIds = true,
                ForgetsFilledIds = true,
                ForgetsKilledIds = true,
                TakesUsedIdsForOtherOrders = true,
                TriggeredGroupsTakeOrders = true,
                IgnoresReduceOnly = true,
                CancelAllReach = TimeSpan.FromMinutes(1),
            },
        });
        JsonElement result = await Measure(live, ExitCode.Failed, "--watch", "6");
        Assert.All(
            result.GetProperty("facts").EnumerateArray(),
            static fact => Assert.True(fact.GetProperty("holds").ValueKind == JsonValueKind.False, fact.ToString()));
        Assert.Equal(JsonValueKind.Null, result.GetProperty("fenceSeconds").ValueKind);
        Assert.Equal(2, result.GetProperty("objections").GetArrayLength());
    }

    [Fact]
    public async Task What_was_answered_429_and_not_taken_is_told_from_what_was()
    {
        await using LiveTrial live = await LiveTrial.Start(change: static options => options with
        {
            FaultPlan = FaultPlan.Parse("429@70:1,on=orders"),
        });
        JsonElement result = await Measure(live, ExitCode.Done);
        JsonElement limited = result.GetProperty("facts").EnumerateArray()
            .Single(static fact => fact.GetProperty("name").GetString() == "429-not-applied");
        Assert.True(limited.GetProperty("holds").ValueKind == JsonValueKind.True, limited.ToString());
    }

    [Fact]
    public async Task Real_money_is_never_probed()
    {
        using Trial trial = new Trial().Config("kalshi:\n  environment: production\n  key_id: a\n  private_key_path: k.pem\n");
        Assert.Equal((int)ExitCode.Usage, await trial.Run("conformance", "--env", "demo", "--yes"));
        Assert.Contains("real money", trial.Errors, StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.Usage, await trial.Run("conformance", "--env", "production"));
        Assert.Equal((int)ExitCode.Usage, await trial.Run("conformance"));
    }

    private static Task<JsonElement> Measure(LiveTrial live, ExitCode code, params string[] more) => live.Json(
        code, ["conformance", "--env", "demo", "--yes", "--ticker", Ticker, .. more.Length > 0 ? more : ["--watch", "3"]]);
}
