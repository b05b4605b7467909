using System.Text.Json;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>The commands as a user runs them, against the embedded exchange over loopback HTTP.</summary>
public sealed class ScanCommandTests
{
    [Fact]
    public async Task A_live_scan_is_stored_and_can_be_asked_about()
    {
        await using ScanTrial trial = await ScanTrial.StartAsync();
        JsonElement scan = await trial.Document(0, "scan");
        string[] found = Ids(scan, "opportunities");
        Assert.NotEmpty(found);
        Assert.All(scan.GetProperty("opportunities").EnumerateArray(),
            static item => Assert.Equal("Validated", item.GetProperty("status").GetString()));

        JsonElement stored = await trial.Document(0, "opportunities", "--latest", "--top", "1000");
        Assert.Empty(found.Except(Ids(stored, "opportunities")));

        JsonElement relations = await trial.Document(0, "relations", "list");
        int proved = scan.GetProperty("relations").EnumerateArray().Sum(static row => row.GetProperty("count").GetInt32());
        Assert.Equal(proved, relations.GetProperty("relations").GetArrayLength());

        string id = scan.GetProperty("opportunities")[0].GetProperty("relations")[0].GetProperty("id").GetString()!;
        JsonElement relation = await trial.Document(0, "relations", "show", id);
        Assert.Equal(id, relation.GetProperty("relation").GetProperty("id").GetString());
    }

    [Fact]
    public async Task The_pages_a_scan_saved_give_the_same_baskets_again()
    {
        await using ScanTrial trial = await ScanTrial.StartAsync();
        string pages = Path.Combine(trial.Trial.Folder, "pages");
        JsonElement live = await trial.Document(0, "scan", "--no-store", "--save", pages);
        string[] files = Directory.GetFiles(pages);
        Assert.NotEmpty(files);
        JsonElement recorded = await trial.Document(0, ["scan", "--no-store", "--snapshot", .. files]);
        Assert.Equal(live.GetProperty("markets").GetInt32(), recorded.GetProperty("markets").GetInt32());
        Assert.Equal(live.GetProperty("relations").GetRawText(), recorded.GetProperty("relations").GetRawText());

        // The recording holds the books of the second look too, so that the best subset of an exclusive set may be another,
        // and a joint basket may have other legs further down.
        Assert.Equal(Pairs(live), Pairs(recorded));
        Assert.All(recorded.GetProperty("opportunities").EnumerateArray(),
            static item => Assert.Equal("Detected", item.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Books_that_cannot_be_fetched_again_leave_nothing_confirmed_and_say_so()
    {
        await using ScanTrial broken = await ScanTrial.StartAsync(static request =>
            request.Path == "/markets/orderbooks" ? Fault.Html(403) : null);
        JsonElement scan = await broken.Document(0, "scan", "--no-store");
        Assert.Empty(All(scan));
        JsonElement stage = scan.GetProperty("funnel").EnumerateArray()
            .Single(static item => item.GetProperty("stage").GetString() == "confirmed on second look");
        Assert.NotEqual(0, stage.GetProperty("in").GetInt32());
        Assert.Equal(0, stage.GetProperty("out").GetInt32());
        Assert.Equal(stage.GetProperty("in").GetInt32(),
            stage.GetProperty("reasons").EnumerateObject().Sum(static reason => reason.Value.GetInt32()));
    }

    [Fact]
    public async Task A_venue_that_refuses_everything_is_a_failure_that_names_it()
    {
        await using ScanTrial trial = await ScanTrial.StartAsync(static _ => Fault.Html(403));
        Assert.Equal(1, await trial.Trial.Run(TestContext.Current.CancellationToken, "scan"));
        Assert.Contains("127.0.0.1", trial.Trial.Errors, StringComparison.Ordinal);
        Assert.Contains("403", trial.Trial.Errors, StringComparison.Ordinal);
        Assert.Empty(trial.Trial.Output);
    }

    [Fact]
    public async Task A_pass_that_breaks_off_keeps_what_it_read_and_says_that_it_is_not_all()
    {
        await using ScanTrial trial = await ScanTrial.StartAsync(static request =>
            request.Path == "/markets" ? Fault.Html(403) : null);
        JsonElement scan = await trial.Document(0, "scan", "--no-store");
        Assert.InRange(scan.GetProperty("markets").GetInt32(), 1, 1_502);
        Assert.Contains(scan.GetProperty("skipped").EnumerateArray(), static item =>
            item.GetProperty("item").GetString()!.StartsWith("the rest of", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_exchange_that_does_not_say_whether_it_trades_has_nothing_executable()
    {
        await using ScanTrial trial = await ScanTrial.StartAsync(static request =>
            request.Path == "/exchange/status" ? Fault.Html(403) : null);
        JsonElement scan = await trial.Document(0, "scan", "--no-store");
        Assert.Empty(All(scan));
        Assert.Contains(scan.GetProperty("skipped").EnumerateArray(), static item =>
            item.GetProperty("item").GetString() == "trading on 127.0.0.1");
    }

    [Fact]
    public async Task An_interrupt_is_130()
    {
        using CancellationTokenSource interrupt = new();
        await using ScanTrial trial = await ScanTrial.StartAsync(request =>
        {
            interrupt.Cancel();
            return null;
        });
        Assert.Equal(130, await trial.Trial.Run(interrupt.Token, "scan"));
        Assert.Empty(trial.Trial.Output);
    }

    [Theory]
    [InlineData("--tier Proposed")]
    [InlineData("--tier Reviewed Proven")]
    [InlineData("--min-edge 0.02 --fee-multiple 1.5")]
    public async Task Options_of_one_scan_are_accepted(string options)
    {
        await using ScanTrial trial = await ScanTrial.StartAsync();
        await trial.Document(0, ["scan", "--no-store", .. options.Split(' ')]);
    }

    [Fact]
    public async Task A_tier_that_nothing_has_lists_nothing_and_says_why()
    {
        await using ScanTrial trial = await ScanTrial.StartAsync();
        JsonElement scan = await trial.Document(0, "scan", "--no-store", "--tier", "Proposed");
        Assert.Empty(Ids(scan, "opportunities"));
        Assert.All(scan.GetProperty("belowThreshold").EnumerateArray(), static item =>
            Assert.Contains(item.GetProperty("belowThreshold").EnumerateArray(), static reason =>
                reason.GetString() == "tier is not traded: Proven"));
    }

    [Theory]
    [InlineData(2, "scan --snapshot missing.jsonl", "missing.jsonl")]
    [InlineData(2, "scan --save pages --snapshot missing.jsonl", "--save")]
    [InlineData(2, "scan --snapshot x.json --at yesterday", "--at yesterday")]
    [InlineData(2, "scan --snapshot x.json --assume-fee free", "--assume-fee free")]
    [InlineData(2, "scan --snapshot no-such-*.json", "no-such-*.json matches no file")]
    [InlineData(2, "scan --snapshot nowhere/*.json", "matches no file")]
    [InlineData(2, "scan --snapshot x.json --at 16:00", "--at 16:00")]
    [InlineData(2, "scan --snapshot x.json --at 08/14/2025", "--at 08/14/2025")]
    [InlineData(2, "scan --at 2025-08-14", "--snapshot")]
    [InlineData(2, "scan --era cents", "--snapshot")]
    [InlineData(2, "scan --assume-fee quadratic:1", "--snapshot")]
    [InlineData(2, "relations list --at 2025-08-14", "--snapshot")]
    [InlineData(2, "scan --snapshot --no-color", "--snapshot needs the name of a file")]
    [InlineData(2, "scan --near-misses -1", "--near-misses -1")]
    [InlineData(2, "scan --top 0", "--top 0")]
    [InlineData(2, "scan --top many", "many")]
    [InlineData(2, "opportunities --top -3", "--top -3")]
    [InlineData(2, "scan --tier Likely", "Likely")]
    [InlineData(2, "scan --fee-multiple x", "--fee-multiple")]
    [InlineData(3, "opportunities", "dutchbook scan")]
    [InlineData(3, "relations list", "dutchbook scan")]
    [InlineData(3, "relations show 123", "dutchbook scan")]
    public async Task A_wrong_call_ends_with_its_code_and_names_the_mend(int code, string call, string named)
    {
        using Trial trial = new();
        Assert.Equal(code, await trial.Run(TestContext.Current.CancellationToken, call.Split(' ')));
        Assert.Contains(named, trial.Errors, StringComparison.Ordinal);
        Assert.Empty(trial.Output);
    }

    /// <summary>Neither the machine's zone nor its day may decide what a recording's prices are worth.</summary>
    [Theory]
    [InlineData("2026-11-20", "2026-11-20T00:00:00Z")]
    [InlineData("2026-11-20T16:30", "2026-11-20T16:30:00Z")]
    [InlineData("2026-11-20 16:30:15", "2026-11-20T16:30:15Z")]
    [InlineData("2026-11-20T16:30:15.25Z", "2026-11-20T16:30:15.25Z")]
    [InlineData("2026-11-20T16:30:15+02:00", "2026-11-20T14:30:15Z")]
    public async Task A_recording_speaks_for_the_instant_that_is_named(string written, string at)
    {
        await using ScanTrial trial = await ScanTrial.StartAsync();
        trial.Trial.Write("page.json", Kalshi.Recording.Page(Kalshi.Recording.Market("A")));
        string file = Path.Combine(trial.Trial.Folder, "page.json");
        JsonElement scan = await trial.Document(0, "scan", "--no-store", "--snapshot", file, "--at", written);
        Assert.Equal(at, scan.GetProperty("at").GetString());
    }

    /// <summary>A shell on Windows passes a pattern on as it was typed.</summary>
    [Theory]
    [InlineData("*.json", 2)]
    [InlineData("page-?.json", 2)]
    [InlineData("page-1.json", 1)]
    public async Task A_pattern_names_the_files_that_match_it(string pattern, int markets)
    {
        await using ScanTrial trial = await ScanTrial.StartAsync();
        trial.Trial.Write("page-1.json", Kalshi.Recording.Page(Kalshi.Recording.Market("A")))
            .Write("page-2.json", Kalshi.Recording.Page(Kalshi.Recording.Market("B")));
        JsonElement scan = await trial.Document(0, "scan", "--no-store", "--snapshot", Path.Combine(trial.Trial.Folder, pattern));
        Assert.Equal(markets, scan.GetProperty("markets").GetInt32());
    }

    [Fact]
    public async Task What_is_wrong_with_a_recording_is_told_wherever_it_is_read()
    {
        using Trial trial = new();
        trial.Write("page.json", Kalshi.Recording.Page(
            Kalshi.Recording.Market("A", "\"close_time\":\"tomorrow\""), "{\"ticker\":\"BAD\",\"market_type\":\"binary\"}"));
        string file = Path.Combine(trial.Folder, "page.json");
        foreach (string command in new[] { "scan --no-store", "relations list" })
        {
            int from = trial.Output.Length;
            Assert.Equal(0, await trial.Run([.. command.Split(' '), "--snapshot", file]));
            string said = string.Join(' ', trial.Output[from..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            Assert.Contains("left out: 1 item", said, StringComparison.Ordinal);
            Assert.Contains("page.json, item 2", said, StringComparison.Ordinal);
            Assert.Contains("close_time of 1 item, the first page.json, item 1", said, StringComparison.Ordinal);
            Assert.Contains("'tomorrow' is not an RFC 3339 time", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_the_pages_are_kept_is_told_and_a_file_without_pages_does_not_stay()
    {
        await using ScanTrial trial = await ScanTrial.StartAsync();
        string pages = Path.Combine(trial.Trial.Folder, "pages");
        await trial.Document(0, "scan", "--no-store", "--save", pages);
        Assert.Contains(Assert.Single(Directory.GetFiles(pages)), trial.Trial.Errors, StringComparison.Ordinal);

        await using ScanTrial dead = await ScanTrial.StartAsync(static _ => Fault.Html(403));
        string none = Path.Combine(dead.Trial.Folder, "pages");
        Assert.Equal(1, await dead.Trial.Run(TestContext.Current.CancellationToken, "scan", "--save", none));
        Assert.Empty(Directory.GetFiles(none));
        Assert.Contains("dutchbook doctor", dead.Trial.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_that_matches_nothing_is_3()
    {
        await using ScanTrial trial = await ScanTrial.StartAsync();
        await trial.Document(0, "scan");
        await trial.Document(3, "relations", "list", "--ticker", "NOSUCHTICKER");
        await trial.Document(3, "opportunities", "--status", "Filled");
        Assert.Equal(3, await trial.Trial.Run(TestContext.Current.CancellationToken, "relations", "show", "zzzz"));
    }

    private static string[] Ids(JsonElement document, string list) =>
        [.. document.GetProperty(list).EnumerateArray().Select(static item => item.GetProperty("id").GetString()!)];

    private static string[] Pairs(JsonElement scan) =>
        [.. scan.GetProperty("opportunities").EnumerateArray().Concat(scan.GetProperty("belowThreshold").EnumerateArray())
            .Where(static item => item.GetProperty("signal").GetString() is not ("SELL_ALL" or "JOINT"))
            .Select(static item => item.GetProperty("id").GetString()!)
            .Order(StringComparer.Ordinal)];

    private static string[] All(JsonElement scan) =>
        [.. Ids(scan, "opportunities").Concat(Ids(scan, "belowThreshold")).Order(StringComparer.Ordinal)];
}
