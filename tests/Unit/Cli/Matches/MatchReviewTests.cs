using System.Text.Json;
using Dutchbook.Enrichment;
using Dutchbook.Sandbox;
using Dutchbook.Unit.Enrichment;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>A match from the pass that finds it to the decision and what that changes, over real sockets to an exchange and another venue.</summary>
public sealed class MatchReviewTests
{
    private const string Rules = "Resolves by the official publication.";

    [Fact]
    public async Task A_match_is_found_decided_on_and_waits_again_when_its_texts_change()
    {
        await using Exchange there = await Exchange.StartAsync();
        JsonElement found = await there.Scan();
        JsonElement gap = found.GetProperty("crossGaps")[0];
        string ticker = Text(gap, "ticker");
        Assert.Equal("pending", Text(gap, "review"));
        Assert.True(Assert.Single(Evidence(found, ticker)).GetProperty("unreviewed").GetBoolean());

        JsonElement waiting = (await there.Document(0, "matches", "list", "--status", "pending", "--ticker", ticker)).GetProperty("matches")[0];
        string id = Text(waiting, "id");
        Assert.Equal($"unreviewed match {id}", Text(gap, "reviewWords"));
        Assert.Equal((ticker, "Equivalent", Rules), (Text(waiting, "ticker"), Text(waiting, "grade"), Text(waiting, "theirRules")));
        Assert.False(waiting.GetProperty("lapsed").GetBoolean());

        Assert.Equal(0, await there.Run("matches", "reject", id, "--reason", "another source", "--by", "ada"));
        JsonElement without = await there.Scan();
        Assert.DoesNotContain(without.GetProperty("crossGaps").EnumerateArray(), item => Text(item, "ticker") == ticker);

        // The next rung of the ladder there stood in with a limit on one side, and waits itself.
        Assert.Contains("Subset: ", Text(Assert.Single(Evidence(without, ticker)), "applies"), StringComparison.Ordinal);
        foreach (JsonElement other in (await there.Document(0, "matches", "list", "--status", "pending", "--ticker", ticker))
            .GetProperty("matches").EnumerateArray())
        {
            Assert.Equal(0, await there.Run("matches", "reject", Text(other, "id"), "--reason", "another source", "--by", "ada"));
        }

        without = await there.Scan();
        Assert.Empty(Evidence(without, ticker));
        Assert.DoesNotContain(without.GetProperty("crossGaps").EnumerateArray(), item => Text(item, "ticker") == ticker);

        Assert.Equal(0, await there.Run("matches", "approve", id[..8], "--reason", "read both rules", "--by", "ada"));
        JsonElement approved = await there.Scan();
        JsonElement evidence = Assert.Single(Evidence(approved, ticker));
        Assert.False(evidence.GetProperty("unreviewed").GetBoolean());
        Assert.Contains("approved by ada on ", Text(evidence, "applies"), StringComparison.Ordinal);
        Assert.Equal("approved", Text(Gap(approved, ticker), "review"));

        there.Rules = "Resolves by whatever the committee says.";
        JsonElement changed = await there.Scan();
        evidence = Assert.Single(Evidence(changed, ticker));
        Assert.True(evidence.GetProperty("unreviewed").GetBoolean());
        Assert.StartsWith($"unreviewed match {id}: it was approved by ada on ", evidence.GetProperty("reservations")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("pending", Text(Gap(changed, ticker), "review"));
        JsonElement shown = (await there.Document(0, "matches", "show", id)).GetProperty("match");
        Assert.Equal((true, "approved"), (shown.GetProperty("lapsed").GetBoolean(), Text(shown.GetProperty("lastDecision"), "decision")));
        Assert.Equal(
            ["pending", "rejected", "approved", "pending"],
            shown.GetProperty("history").EnumerateArray().Select(static turn => Text(turn, "decision")));
    }

    [Fact]
    public async Task A_reader_sees_both_texts_and_what_to_do()
    {
        await using Exchange there = await Exchange.StartAsync();
        there.Rules = "Resolves \\u001b[31mby the official publication.";
        await there.Scan();
        int from = there.Trial.Output.Length;
        Assert.Equal(0, await there.Run("matches", "list"));
        string listed = there.Trial.Output[from..];
        Assert.Contains("  Equivalent  pending\n", listed, StringComparison.Ordinal);
        Assert.Matches(@"(\d+) matches, \1 to review", listed);
        string id = listed.Split('\n').First(static line => line.Contains("Equivalent", StringComparison.Ordinal))[..16];
        from = there.Trial.Output.Length;
        Assert.Equal(0, await there.Run("matches", "show", id));
        string shown = there.Trial.Output[from..];
        Assert.StartsWith($"{id} is pending", shown, StringComparison.Ordinal);
        Assert.Contains("Equivalent: both are YES together", shown, StringComparison.Ordinal);
        Assert.Contains("Kalshi KX", shown, StringComparison.Ordinal);
        Assert.Contains("Polymarket 5000", shown, StringComparison.Ordinal);
        Assert.Contains("by the official publication.", shown, StringComparison.Ordinal);
        Assert.Contains("pending by dutchbook: found by rules: Equivalent", shown, StringComparison.Ordinal);
        Assert.Contains($"`dutchbook matches approve {id} --reason TEXT`, or `reject`, decides.", shown, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', shown);
        string texts = shown[(shown.IndexOf("texts ", StringComparison.Ordinal) + 6)..][..16];
        Assert.Equal(1, await there.Run("matches", "approve", id, "--texts", "0000", "--reason", "read both", "--by", "ada"));
        Assert.Contains($"Match {id} says something else than when it was read", there.Trial.Errors, StringComparison.Ordinal);
        Assert.Equal(2, await there.Run("matches", "approve", id, id, "--texts", texts, "--reason", "read both", "--by", "ada"));
        JsonElement decided = await there.Document(0, "matches", "approve", id, "--texts", texts, "--reason", "read both", "--by", "ada");
        Assert.Equal((id, "approved"), (Text(decided.GetProperty("decided")[0], "id"), Text(decided.GetProperty("decided")[0], "decision")));
        from = there.Trial.Output.Length;
        Assert.Equal(0, await there.Run("matches", "list", "--status", "approved"));
        Assert.Contains($"{id}  Equivalent  approved by ada", there.Trial.Output[from..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_needs_a_match_a_reason_and_a_name()
    {
        await using Exchange there = await Exchange.StartAsync();
        Assert.Equal(3, await there.Run("matches", "list"));
        Assert.Contains("Nothing is stored yet. Run `dutchbook scan` first", there.Trial.Errors, StringComparison.Ordinal);
        Assert.Equal(3, await there.Run("matches", "approve", "nosuch", "--reason", "r", "--by", "ada"));
        await there.Scan();
        Assert.Equal(3, await there.Run("matches", "approve", "nosuch", "--reason", "r", "--by", "ada"));
        Assert.Contains("No match has the id nosuch. `dutchbook matches list` shows them.", there.Trial.Errors, StringComparison.Ordinal);
        Assert.Equal(3, await there.Run("matches", "show", ""));
        Assert.Contains("matches go by ", there.Trial.Errors, StringComparison.Ordinal);
        Assert.Equal(2, await there.Run("matches", "approve", "5000", "--reason", " ", "--by", "ada"));
        Assert.Equal(2, await there.Run("matches", "reject", "5000", "--by", "ada"));
        Assert.Equal(2, await there.Run("matches", "list", "--status", "maybe"));
        Assert.Equal(3, await there.Run("matches", "list", "--ticker", "KXNOSUCH"));
        Assert.Equal(0, await there.Run("matches", "list", "--status", "approved"));
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static JsonElement Gap(JsonElement scan, string ticker) =>
        scan.GetProperty("crossGaps").EnumerateArray().Single(item => Text(item, "ticker") == ticker);

    /// <summary>What Polymarket says of a leg, once.</summary>
    private static JsonElement[] Evidence(JsonElement scan, string ticker) =>
    [
        .. scan.GetProperty("outside").EnumerateArray()
            .SelectMany(static view => view.GetProperty("legs").EnumerateArray())
            .Where(leg => Text(leg, "ticker") == ticker)
            .SelectMany(static leg => leg.GetProperty("evidence").EnumerateArray())
            .Where(static item => Text(item, "source") == "polymarket")
            .DistinctBy(static item => item.GetRawText()),
    ];

    /// <summary>The embedded exchange, and the demo's other venue behind a door at which its rules can be rewritten.</summary>
    private sealed class Exchange : IAsyncDisposable
    {
        private static readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });

        private readonly ScanTrial _scan;
        private readonly OutsideWorld _outside;
        private Loopback _door = null!;

        private Exchange(ScanTrial scan, OutsideWorld outside) => (_scan, _outside) = (scan, outside);

        public Trial Trial => _scan.Trial;

        public string Rules { get; set; } = MatchReviewTests.Rules;

        public static async Task<Exchange> StartAsync()
        {
            ScanTrial scan = await ScanTrial.StartAsync();
            Exchange there = new(
                scan, await OutsideWorld.StartAsync(scan.Universe, TimeProvider.System, TestContext.Current.CancellationToken));
            there._door = await Loopback.StartAsync(async (context, target, body) =>
            {
                Uri inside = new(there._outside.Gamma, target);
                using HttpResponseMessage answer = body.Length == 0
                    ? await http.GetAsync(inside, context.RequestAborted)
                    : await http.PostAsync(inside, new StringContent(body), context.RequestAborted);
                string text = await answer.Content.ReadAsStringAsync(context.RequestAborted);
                byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text.Replace(MatchReviewTests.Rules, there.Rules, StringComparison.Ordinal));
                await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
            });
            scan.Trial.Config("enrichment:\n  enabled: true\n  fred: false\n");
            scan.Trial.Time = TimeProvider.System;
            scan.Trial.OpenSources = (settings, clock) => new SourceSet(
                settings with
                {
                    Addresses = new SourceAddresses
                    {
                        Gamma = new Uri(there._door.Address, "gamma/"),
                        Clob = new Uri(there._door.Address, "clob/"),
                    },
                },
                clock);
            return there;
        }

        public Task<JsonElement> Scan() => _scan.Document(0, "scan");

        public Task<JsonElement> Document(int expected, params string[] arguments) => _scan.Document(expected, arguments);

        public Task<int> Run(params string[] arguments) => Trial.Run(TestContext.Current.CancellationToken, arguments);

        public async ValueTask DisposeAsync()
        {
            await _door.DisposeAsync();
            await _outside.DisposeAsync();
            await _scan.DisposeAsync();
        }
    }
}
