using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Dutchbook.Cli;
using Dutchbook.Domain;
using Dutchbook.Sandbox;
using Dutchbook.Storage;
using Dutchbook.Unit.Dashboard;
using Dutchbook.Unit.Storage;
using Dutchbook.Verification;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>A real run on the sandbox, watched and turned through its dashboard's API by what instance.json says.</summary>
public sealed class DashboardOverSandbox
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_is_watched_traded_and_halted_through_its_api()
    {
        await using SandboxServer server = await SandboxServer.StartAsync(
            Universe.Demo(TimeProvider.System.GetUtcNow()), new SandboxOptions(), Stop);
        using Trial trial = new() { Time = TimeProvider.System };
        trial.Variable("USER", "tester").Config($"kalshi:\n  environment: demo\n  base_url: {server.RestBase.ToString().TrimEnd('/')}\n"
            + "enrichment:\n  enabled: false\nalerts:\n  enabled: false\n");
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task<int> running = trial.Run(end.Token, "run");
        try
        {
            InstanceFile file = await FileOfAsync(trial, running);
            using HttpClient client = new() { BaseAddress = file.Address };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", file.Token);
            JsonElement state = await UntilAsync(client, "state", static state =>
                state.GetProperty("counts").GetProperty("opportunities").GetInt32() > 0
                && state.GetProperty("desk") is { ValueKind: JsonValueKind.Object } desk && desk.GetProperty("reconciled").GetBoolean());
            Assert.True(state.GetProperty("dryRun").GetBoolean());
            Assert.Equal("Active", state.GetProperty("mode").GetProperty("mode").GetString());
            Assert.NotEmpty(state.GetProperty("pass").GetProperty("funnel").EnumerateArray());

            await FollowOpportunityAsync(client);
            await DrawEventAsync(client);
            await FollowTradeAsync(client);
            await TradeByHandAsync(client);
            await RejectRelationAsync(client);
            await ReviewMatchAsync(client, trial);
            await HaltAsync(client, trial);
            await ReadTheRestAsync(client);

            using Trial other = new() { Time = TimeProvider.System };
            Assert.Equal(0, await other.Run("dashboard", "--home", trial.Folder));
            Assert.Contains("DRY RUN  HALTED: seen enough (api)", other.Output, StringComparison.Ordinal);
            Assert.All(other.Output.Split('\n'), static line => Assert.InRange(line.Length, 0, 80));
            using Trial status = new() { Time = TimeProvider.System };
            Assert.Equal(0, await status.Run("status", "--home", trial.Folder));
            Assert.Contains("guarantees priced:", status.Output, StringComparison.Ordinal);
            using Trial link = new() { Time = TimeProvider.System };
            Assert.Equal(0, await link.Run("dashboard", "--web", "--home", trial.Folder));
            Assert.StartsWith($"{file.Address}login?token=", link.Output, StringComparison.Ordinal);
        }
        finally
        {
            await end.CancelAsync();
            await running;
        }

        Assert.False(File.Exists(trial.Home.InstanceFile));
    }

    private static async Task FollowOpportunityAsync(HttpClient client)
    {
        JsonElement list = await ReadAsync(client, "opportunities");
        JsonElement first = list.GetProperty("opportunities")[0];
        string id = first.GetProperty("id").GetString()!;
        JsonElement detail = await UntilAsync(
            client, $"opportunities/{id}", static detail => detail.GetProperty("history").GetArrayLength() > 0);
        Assert.False(detail.GetProperty("gone").GetBoolean());
        JsonElement legs = detail.GetProperty("opportunity").GetProperty("legs");
        foreach (JsonElement world in detail.GetProperty("worlds").EnumerateArray())
        {
            Assert.Equal(legs.GetArrayLength(), world.GetProperty("pays").GetArrayLength());
            Assert.Equal(Dollars(world, "total"), world.GetProperty("pays").EnumerateArray().Sum(static pays => Dollars(pays)));
        }

        Assert.Single(detail.GetProperty("worlds").EnumerateArray(), static world => world.GetProperty("worst").GetBoolean());
        Assert.All(detail.GetProperty("markets").EnumerateArray().Take(legs.GetArrayLength()),
            static market => Assert.NotEqual("", market.GetProperty("rules").GetString()));
        byte[] proof = await client.GetByteArrayAsync(new Uri($"/api/v1/opportunities/{id}/proof", UriKind.Relative), Stop);
        Assert.True(ProofVerifier.Verify(proof).Holds);
    }

    private static async Task DrawEventAsync(HttpClient client)
    {
        JsonElement broken = (await ReadAsync(client, "events")).GetProperty("events")[0];
        Assert.True(broken.GetProperty("opportunities").GetInt32() > 0);
        JsonElement drawn = await ReadAsync(client, $"events/{broken.GetProperty("ticker").GetString()}");
        Assert.Equal(broken.GetProperty("markets").GetInt32(), drawn.GetProperty("markets").GetArrayLength());
        Assert.Equal(broken.GetProperty("opportunities").GetInt32(), drawn.GetProperty("breaks").GetArrayLength());
        Assert.All(drawn.GetProperty("markets").EnumerateArray(), static market =>
            Assert.Contains(market.GetProperty("quoteFrom").GetString(), (string[])["asked", "pass"]));
        Assert.Contains(drawn.GetProperty("markets").EnumerateArray(), static market => market.GetProperty("inOpportunities").GetArrayLength() > 0);
    }

    private static async Task FollowTradeAsync(HttpClient client)
    {
        JsonElement trades = await UntilAsync(client, "trades", static trades => trades.GetProperty("trades").EnumerateArray()
            .Any(static trade => trade.GetProperty("phase").GetString() == "Complete"));
        JsonElement done = trades.GetProperty("trades").EnumerateArray().First(static trade => trade.GetProperty("phase").GetString() == "Complete");
        JsonElement story = await ReadAsync(client, $"trades/{done.GetProperty("id").GetString()}");
        string[] what = [.. story.GetProperty("timeline").EnumerateArray().Select(static step => step.GetProperty("what").GetString()!)];
        Assert.Equal("planned", what[0]);
        Assert.Contains("fill", what);
        string[] at = [.. story.GetProperty("timeline").EnumerateArray().Select(static step => step.GetProperty("at").GetString()!)];
        Assert.Equal(at.Select(DateTimeOffset.Parse).Order(), at.Select(DateTimeOffset.Parse));
        JsonElement profit = await ReadAsync(client, "pnl");
        JsonElement last = profit.GetProperty("curve").EnumerateArray().Last();
        JsonElement total = profit.GetProperty("total");
        Assert.Equal(Dollars(total, "realised") + Dollars(total, "openAtWorst"), Dollars(last, "atWorst"));
    }

    /// <summary>What the run leaves to a person because a threshold stands against it.</summary>
    private static async Task TradeByHandAsync(HttpClient client)
    {
        JsonElement list = await ReadAsync(client, "opportunities");
        foreach (JsonElement item in list.GetProperty("opportunities").EnumerateArray())
        {
            string place = $"opportunities/{item.GetProperty("id").GetString()}";
            JsonElement plan = await PostAsync(client, place + "/plan", "{}");
            if (!plan.TryGetProperty("confirm", out JsonElement code))
            {
                Assert.NotEqual("", plan.GetProperty("refusal").GetString());
                continue;
            }

            Assert.True(Dollars(plan.GetProperty("plan").GetProperty("losses"), "executionBound") >= 0);
            string confirm = $$"""{"confirm": "{{code.GetString()}}"}""";
            JsonElement traded = await PostAsync(client, place + "/trade", confirm);
            string id = traded.GetProperty("tradeId").GetString()!;
            Assert.Equal(plan.GetProperty("plan").GetProperty("id").GetString(), id);
            Assert.True((await PostAsync(client, place + "/trade", confirm)).TryGetProperty("refusal", out _));
            await UntilAsync(client, "trades", trades => trades.GetProperty("trades").EnumerateArray().Any(trade =>
                trade.GetProperty("id").GetString() == id && trade.GetProperty("phase").GetString() is "Complete" or "Flat"));
            await UntilAsync(client, place, detail => detail.GetProperty("opportunity").GetProperty("tradeId").GetString() == id);
            return;
        }

        Assert.Fail("nothing was left to be traded by hand");
    }

    private static async Task RejectRelationAsync(HttpClient client)
    {
        JsonElement relation = (await ReadAsync(client, "relations?limit=1")).GetProperty("relations")[0];
        string id = relation.GetProperty("id").GetString()!;
        JsonElement decided = default;
        for (int i = 0; i < 100 && decided.ValueKind == JsonValueKind.Undefined; i++)
        {
            // The pass is written to the database beside the run.
            await Task.Delay(100, Stop);
            JsonElement answer = await PostAsync(client, $"relations/{id}/reject", """{"reason": "read both"}""");
            decided = answer.TryGetProperty("status", out _) ? answer : default;
        }

        Assert.Equal("Rejected", decided.GetProperty("status").GetString());
        JsonElement turn = (await ReadAsync(client, $"relations/{id}")).GetProperty("history").EnumerateArray().Last();
        Assert.Equal("tester", turn.GetProperty("by").GetString());
        Assert.Equal("read both", turn.GetProperty("reason").GetString());
        Assert.True((await PostAsync(client, $"relations/{id}/suspend", "{}")).TryGetProperty("refusal", out _));
    }

    private static async Task ReviewMatchAsync(HttpClient client, Trial trial)
    {
        FoundMatch found = SomeMatch.Found();
        using (SqliteDatabase database = SqliteDatabase.OpenWriter(trial.Home.Database))
        {
            database.Matches.Propose([found, SomeMatch.Found(theirId: "7")], SomeMatch.At);
        }

        JsonElement waiting = await ReadAsync(client, "matches?queue=true&q=516947");
        Assert.Equal(1, waiting.GetProperty("total").GetInt32());
        Assert.Equal(found.Id, waiting.GetProperty("matches")[0].GetProperty("id").GetString());
        string place = $"matches/{found.Id}";
        Assert.Contains("says something else", (await PostAsync(client, $"{place}/approve", """{"reason": "read", "texts": "h0"}"""))
            .GetProperty("refusal").GetString(), StringComparison.Ordinal);
        Assert.Contains("Say why", (await PostAsync(client, $"{place}/approve", """{"texts": "h1"}"""))
            .GetProperty("refusal").GetString(), StringComparison.Ordinal);
        JsonElement decided = await PostAsync(client, $"{place}/approve", """{"reason": "read both", "texts": "h1"}""");
        Assert.Equal("approved", decided.GetProperty("status").GetString());
        JsonElement match = (await ReadAsync(client, place)).GetProperty("match");
        Assert.Equal(("approved", "tester"), (match.GetProperty("decision").GetString(), match.GetProperty("lastDecision").GetProperty("by").GetString()));
        Assert.Equal(2, match.GetProperty("history").GetArrayLength());
        await UntilAsync(client, "state", static state => state.GetProperty("counts").GetProperty("matchQueue").GetInt32() == 1);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await client.GetAsync(new Uri(client.BaseAddress!, "api/v1/matches/nosuch"), Stop)).StatusCode);
    }

    private static async Task HaltAsync(HttpClient client, Trial trial)
    {
        JsonElement halted = await PostAsync(client, "halt", """{"reason": "seen enough"}""");
        Assert.Equal("Halted", halted.GetProperty("mode").GetProperty("mode").GetString());
        Assert.Equal(JsonValueKind.Null, halted.GetProperty("cancels").ValueKind);
        Assert.True(File.Exists(trial.Home.HaltFile));
        JsonElement resumed = await PostAsync(client, "resume", "{}");
        Assert.Contains("Wait until a minute", resumed.GetProperty("refusal").GetString(), StringComparison.Ordinal);
        JsonElement health = await ReadAsync(client, "health");
        Assert.False(health.GetProperty("trading").GetBoolean());
        Assert.True(health.GetProperty("ready").GetBoolean());
    }

    private static async Task ReadTheRestAsync(HttpClient client)
    {
        JsonElement settings = await ReadAsync(client, "settings");
        Assert.Contains(settings.GetProperty("settings").EnumerateArray(), static setting =>
            setting.GetProperty("key").GetString() == "alerts.enabled" && setting.GetProperty("origin").GetString()!.Contains("config.yaml", StringComparison.Ordinal));
        Dictionary<string, string?> used = settings.GetProperty("limits").EnumerateArray().ToDictionary(
            static limit => limit.GetProperty("name").GetString()!, static limit => limit.GetProperty("used").GetString(), StringComparer.Ordinal);
        foreach (string limit in (string[])["capital at risk", "contracts of a leg", "lost if one rule is wrong", "outlay in one event"])
        {
            Assert.True(decimal.Parse(used[limit]!, System.Globalization.CultureInfo.InvariantCulture) > 0, limit);
        }
        Assert.Contains((await ReadAsync(client, "logs")).GetProperty("lines").EnumerateArray(), static line =>
            line.GetString()!.Contains("By api: halt: seen enough", StringComparison.Ordinal));
        Assert.False((await ReadAsync(client, "alerts")).GetProperty("enabled").GetBoolean());
        Assert.NotEmpty((await ReadAsync(client, "positions")).GetProperty("positions").EnumerateArray());
        string metrics = await client.GetStringAsync(new Uri("/api/v1/metrics", UriKind.Relative), Stop);
        Assert.Contains("dutchbook_mode{mode=\"Halted\"} 1\n", metrics, StringComparison.Ordinal);
        string csv = await client.GetStringAsync(new Uri("/api/v1/trades.csv", UriKind.Relative), Stop);
        Assert.StartsWith("trade,opportunity,phase,", csv, StringComparison.Ordinal);
    }

    private static async Task<InstanceFile> FileOfAsync(Trial trial, Task running)
    {
        for (int i = 0; i < 300; i++)
        {
            if (InstanceFile.Read(trial.Home) is { } file)
            {
                return file;
            }

            Assert.False(running.IsCompleted, trial.Errors);
            await Task.Delay(100, Stop);
        }

        throw new TimeoutException(trial.Errors);
    }

    private static async Task<JsonElement> UntilAsync(HttpClient client, string path, Func<JsonElement, bool> isThere)
    {
        JsonElement last = default;
        for (int i = 0; i < 300; i++)
        {
            last = await ReadAsync(client, path);
            if (isThere(last))
            {
                return last;
            }

            await Task.Delay(100, Stop);
        }

        throw new TimeoutException(last.ToString());
    }

    /// <summary>An answer, which is as the API describes it.</summary>
    private static async Task<JsonElement> ReadAsync(HttpClient client, string path)
    {
        JsonElement answer = JsonElement.Parse(await client.GetByteArrayAsync(new Uri("/api/v1/" + path, UriKind.Relative), Stop));
        Assert.Empty((await SchemaAsync(client)).Faults("get", path, answer));
        return answer;
    }

    private static async Task<AnswerSchema> SchemaAsync(HttpClient client) => new(
        JsonElement.Parse(await client.GetByteArrayAsync(new Uri("/api/v1/openapi.json", UriKind.Relative), Stop)));

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, string body)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri("/api/v1/" + path, UriKind.Relative))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Dutchbook", "1");
        using HttpResponseMessage answer = await client.SendAsync(request, Stop);
        JsonElement told = JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(Stop));
        Assert.Empty((await SchemaAsync(client)).Faults("post", path, told));
        return told;
    }

    private static decimal Dollars(JsonElement json, string name) => Dollars(json.GetProperty(name));

    private static decimal Dollars(JsonElement json) =>
        decimal.Parse(json.GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}
