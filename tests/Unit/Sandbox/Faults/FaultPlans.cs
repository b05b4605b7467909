using System.Text;
using System.Text.Json;
using Dutchbook.Sandbox;
using Dutchbook.Unit.House;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

/// <summary>Plans as text, chance that can be repeated, and the doors through which a plan comes in.</summary>
public sealed class FaultPlans
{
    [Fact]
    public void Every_kind_has_an_entry_a_name_of_its_own_and_a_test_that_it_fires()
    {
        Assert.Equal(Enum.GetValues<FaultKind>().Order(), FaultCatalogue.All.Select(static entry => entry.Kind).Order());
        Assert.Equal(FaultCatalogue.All.Count, FaultCatalogue.All.Select(static entry => entry.Name).Distinct().Count());
        string folder = Path.Combine(Repository.Root, "tests", "Unit", "Sandbox", "Faults");
        string tests = string.Concat(Directory.GetFiles(folder, "*.cs").Select(File.ReadAllText));
        Assert.Empty(FaultCatalogue.All.Where(entry => !tests.Contains(entry.Name + "@", StringComparison.Ordinal)).Select(static entry => entry.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("lost-request=0.05, delay=0.2:0-60 ,seed=7,on=orders,clock=-1.5")]
    [InlineData("ws-gap@3+17+4,ws-lag=1:4")]
    public void A_plan_is_read_whole(string text)
    {
        FaultPlan plan = FaultPlan.Parse(text);
        Assert.Equal(text, plan.ToString());
        Assert.Equal(text.Split(',').Count(item => FaultCatalogue.All.Any(entry => item.Trim().StartsWith(entry.Name, StringComparison.Ordinal))), plan.Rules.Count);
    }

    [Theory]
    [InlineData("gremlins=0.1", "names no fault")]
    [InlineData("ws-gap", "names no fault")]
    [InlineData("ws-gap=1.1", "between 0 and 1")]
    [InlineData("ws-gap=-0.1", "between 0 and 1")]
    [InlineData("ws-gap=often", "between 0 and 1")]
    [InlineData("ws-gap@0", "counted from 1")]
    [InlineData("ws-gap=0.1:5", "no such amount")]
    [InlineData("delay=0.1:9-5", "from-to")]
    [InlineData("delay=0.1:x", "amount")]
    [InlineData("seed=x", "whole number")]
    [InlineData("clock=soon", "seconds")]
    public void A_plan_that_cannot_be_says_why(string text, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => FaultPlan.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Equal_seeds_give_equal_faults_and_one_kind_does_not_disturb_another()
    {
        bool[] alone = Draws("ws-gap=0.3,seed=5");
        Assert.Equal(alone, Draws("ws-gap=0.3,seed=5"));
        Assert.Equal(alone, Draws("delay=0.5,ws-gap=0.3,seed=5"));
        Assert.NotEqual(alone, Draws("ws-gap=0.3,seed=6"));
        Assert.InRange(alone.Count(static fired => fired), 220, 380);
    }

    [Fact]
    public void Amounts_lie_between_their_ends()
    {
        FaultInjector injector = new(new FakeTimeProvider(Demo.At), FaultPlan.Parse("delay=1:2-3.5"));
        long[] amounts = [.. Enumerable.Range(0, 200).Select(_ => injector.Strike(FaultKind.Delay, "x")!.Value)];
        Assert.InRange(amounts.Min(), 2_000, 2_100);
        Assert.InRange(amounts.Max(), 3_400, 3_500);
    }

    [Fact]
    public async Task A_plan_can_be_changed_and_its_log_read_over_http()
    {
        await using Trader trader = await Trader.Start();
        using HttpClient http = new() { BaseAddress = new Uri(trader.Server.RestBase.GetLeftPart(UriPartial.Authority)) };
        using HttpResponseMessage set = await http.PutAsync("/sandbox/faults", Json("""{"plan":"book-empty@1"}"""));
        Assert.True(set.IsSuccessStatusCode);
        (await trader.Get($"/markets/{Trader.Market}/orderbook")).Ok();
        JsonElement log = JsonDocument.Parse(await http.GetStringAsync("/sandbox/faults")).RootElement.GetProperty("log");
        Assert.Equal("book-empty", Assert.Single(log.EnumerateArray()).GetProperty("fault").GetString());
        using HttpResponseMessage wrong = await http.PutAsync("/sandbox/faults", Json("""{"plan":"gremlins=1"}"""));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, wrong.StatusCode);
        using HttpResponseMessage clear = await http.DeleteAsync("/sandbox/faults");
        Assert.True(clear.IsSuccessStatusCode);
        Assert.Empty(trader.Server.Faults.Plan.Rules);
    }

    [Fact]
    public async Task Markets_accounts_and_the_exchange_itself_can_be_moved_over_http()
    {
        await using Trader trader = await Trader.Start();
        using HttpClient http = new() { BaseAddress = new Uri(trader.Server.RestBase.GetLeftPart(UriPartial.Authority)) };
        await Post(http, $"/sandbox/markets/{Trader.Market}/bid", """{"side":"yes","price":"0.0200","count":"3"}""");
        Assert.Equal(200, trader.Server.Control.Book(Trader.Market).YesBids[^1].Price.Ticks);
        await Post(http, $"/sandbox/markets/{Trader.Market}/pause", "{}");
        await Post(http, $"/sandbox/markets/{Trader.Market}/resume", "{}");
        await Post(http, $"/sandbox/markets/{Trader.Market}/close", "{}");
        await Post(http, $"/sandbox/markets/{Trader.Market}/determine", """{"result":"scalar","value":"0.2500"}""");
        await Post(http, $"/sandbox/markets/{Trader.Market}/dispute", "{}");
        await Post(http, $"/sandbox/markets/{Trader.Market}/amend", """{"result":"void"}""");
        Assert.Equal("amended", trader.Server.Control.Market(Trader.Market)!.Status);
        using HttpResponseMessage again = await http.PostAsync($"/sandbox/markets/{Trader.Market}/pause", Json("{}"));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, again.StatusCode);
        using HttpResponseMessage paused = await http.PutAsync("/sandbox/status", Json("""{"status":"paused"}"""));
        Assert.Equal(FloorStatus.Paused, trader.Server.Control.Status);
        using HttpResponseMessage opened = await http.PostAsync("/sandbox/accounts", Json("""{"tier":"prime","funding_per_shard":5}"""));
        string text = await opened.Content.ReadAsStringAsync();
        Assert.Contains("BEGIN PRIVATE KEY", text, StringComparison.Ordinal);
    }

    private static async Task Post(HttpClient http, string path, string body)
    {
        using HttpResponseMessage response = await http.PostAsync(path, Json(body));
        Assert.True(response.IsSuccessStatusCode, $"{path}: {await response.Content.ReadAsStringAsync()}");
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static bool[] Draws(string plan)
    {
        FaultInjector injector = new(new FakeTimeProvider(Demo.At), FaultPlan.Parse(plan));
        return [.. Enumerable.Range(0, 1_000).Select(_ =>
        {
            injector.Strike(FaultKind.Delay, "x");
            return injector.Strikes(FaultKind.SocketGap, "x");
        })];
    }
}
