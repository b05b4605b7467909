using System.Text.Json;
using Dutchbook.Sandbox;
using Dutchbook.Unit.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>The life of opportunities as a user sees it from one scan to the next.</summary>
public sealed class OpportunityEpisodes : IDisposable
{
    private readonly Trial _trial = new();
    private readonly Recording _recording = new();

    public void Dispose()
    {
        _trial.Dispose();
        _recording.Dispose();
    }

    // Three exclusive markets bid 0.42 each: NO of all costs 1.74 and pays 2. At 0.40 it costs 1.80, at 0.30 2.10.
    [Fact]
    public async Task Scans_in_a_row_refresh_what_they_see_again_and_expire_what_is_gone()
    {
        Assert.Contains("Stored: 1 new, 0 seen again, 0 gone.", await Scan("12:00:00", "0.40"), StringComparison.Ordinal);
        Assert.Contains("Stored: 0 new, 1 seen again, 0 gone.", await Scan("12:05:00", "0.42"), StringComparison.Ordinal);
        Assert.Contains("Stored: 0 new, 1 seen again, 0 gone.", await Scan("12:10:00", "0.40"), StringComparison.Ordinal);
        JsonElement stored = await Stored();
        JsonElement episode = stored.GetProperty("episode");
        Assert.Equal("Detected", stored.GetProperty("status").GetString());
        Assert.Equal("2026-08-20T12:00:00Z", episode.GetProperty("firstSeen").GetString());
        Assert.Equal("2026-08-20T12:10:00Z", episode.GetProperty("lastSeen").GetString());
        Assert.Equal(3, episode.GetProperty("timesSeen").GetInt32());
        Assert.Equal("2026-08-20T12:05:00Z", episode.GetProperty("bestAt").GetString());
        Assert.Equal(JsonValueKind.Null, episode.GetProperty("endedAt").ValueKind);

        Assert.Contains("Stored: 0 new, 0 seen again, 1 gone.", await Scan("12:15:00", "0.30"), StringComparison.Ordinal);
        JsonElement gone = await Stored();
        Assert.Equal(stored.GetProperty("id").GetString(), gone.GetProperty("id").GetString());
        Assert.Equal("Expired", gone.GetProperty("status").GetString());
        Assert.Equal("2026-08-20T12:15:00Z", gone.GetProperty("episode").GetProperty("endedAt").GetString());

        string table = await Text("opportunities");
        Assert.Contains("Expired", table, StringComparison.Ordinal);
        Assert.Contains("08-20 12:00", table, StringComparison.Ordinal);
        Assert.All(table.Split('\n'), static line => Assert.InRange(line.TrimEnd().Length, 0, 120));
    }

    [Fact]
    public async Task A_scan_of_other_markets_expires_nothing()
    {
        await Scan("12:00:00", "0.40");
        await Scan("12:05:00", "0.30", parent: "E-2");

        Assert.Equal("Detected", (await Stored()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Books_that_cannot_be_fetched_again_expire_nothing()
    {
        bool isAway = false;
        await using ScanTrial trial = await ScanTrial.StartAsync(request =>
            isAway && request.Path == "/markets/orderbooks" ? Fault.Html(403) : null);
        await trial.Document(0, "scan");
        isAway = true;
        await trial.Document(0, "scan");

        JsonElement stored = await trial.Document(0, "opportunities", "--top", "1000");
        Assert.All(stored.GetProperty("opportunities").EnumerateArray(), static item =>
            Assert.Equal("Validated", item.GetProperty("status").GetString()));

        isAway = false;
        await trial.Document(0, "scan");
        stored = await trial.Document(0, "opportunities", "--top", "1000");
        Assert.All(stored.GetProperty("opportunities").EnumerateArray(), static item =>
            Assert.Equal(2, item.GetProperty("episode").GetProperty("timesSeen").GetInt32()));
    }

    [Fact]
    public async Task A_full_queue_is_told()
    {
        await using ScanTrial trial = await ScanTrial.StartAsync();
        trial.Trial.Config("detection:\n  queue_capacity: 2\n");

        await trial.Document(0, "scan");

        Assert.Contains("opportunities are not kept: their grade has 2 better ones", trial.Trial.Errors, StringComparison.Ordinal);
        JsonElement stored = await trial.Document(0, "opportunities", "--top", "1000");
        Assert.InRange(stored.GetProperty("opportunities").GetArrayLength(), 1, 8);
    }

    private async Task<string> Scan(string time, string bid, string parent = "E-1")
    {
        string quote = $"\"yes_bid_dollars\":\"{bid}\",\"yes_ask_dollars\":\"0.6000\"";
        string page = Recording.EventsPage(Recording.Event(
            parent, ((string[])["A", "B", "C"]).Select(ticker => Recording.Market($"{parent}-{ticker}", quote, parent))));
        string file = $"{time.Replace(":", "", StringComparison.Ordinal)}.json";
        _recording.With(file, page.Replace("12:00:00", time, StringComparison.Ordinal));
        return await Text("scan", "--snapshot", Path.Combine(_recording.Folder, file), "--assume-fee", "quadratic:1");
    }

    private async Task<JsonElement> Stored()
    {
        using JsonDocument document = JsonDocument.Parse(await Text("opportunities", "--format", "json"));
        return Assert.Single(document.RootElement.GetProperty("opportunities").EnumerateArray()).Clone();
    }

    private async Task<string> Text(params string[] arguments)
    {
        int from = _trial.Output.Length;
        int code = await _trial.Run(TestContext.Current.CancellationToken, arguments);
        Assert.True(code == 0, $"exit code {code}: {_trial.Errors}");
        return _trial.Output[from..];
    }
}
