using System.Text.Json;
using Dutchbook.Unit.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>What relations that settled teach the next scan, by way of the database.</summary>
public sealed class SettledRelationsTests : IDisposable
{
    private readonly Trial _trial = new();
    private readonly Recording _recording = new();
    private int _hour = 10;

    public void Dispose()
    {
        _trial.Dispose();
        _recording.Dispose();
    }

    // Of three exclusive markets bid 0.42 each, NO of all costs 1.74 and pays 2. The exclusive flag holds if one or none comes true.
    [Theory]
    [InlineData("yes no no", 1, 0)]
    [InlineData("no no no", 1, 0)]
    [InlineData("yes yes no", 0, 1)]
    [InlineData("yes scalar no", 0, 0)]
    [InlineData("yes no", 0, 0)]
    public async Task A_mispriced_relation_that_settled_counts_as_held_or_broken(string results, int held, int broken)
    {
        await Scan(Open("E-1"));
        Assert.Equal((0, 0), await Scan(Open("E-1"), Open("E-2")));
        await Scan(Settled("E-1", "finalized", results), Open("E-2"));

        Assert.Equal((held, broken), await Scan(Open("E-3")));
    }

    [Fact]
    public async Task A_result_that_may_still_be_disputed_counts_as_neither()
    {
        await Scan(Open("E-1"));
        await Scan(Settled("E-1", "determined", "yes yes no"));

        Assert.Equal((0, 0), await Scan(Open("E-2")));
    }

    [Fact]
    public async Task Each_relation_counts_once_however_often_it_was_seen()
    {
        await Scan(Open("E-1"));
        await Scan(Open("E-1"), Open("E-2"));
        await Scan(Settled("E-1", "finalized", "no no yes"), Settled("E-2", "finalized", "yes no yes"));
        await Scan(Open("E-3"));

        Assert.Equal((1, 1), await Scan(Open("E-4")));
    }

    private static string Open(string parent) => Recording.Event(parent, Markets(parent, static _ => ""));

    private static string Settled(string parent, string status, string results)
    {
        string[] words = results.Split(' ');
        return Recording.Event(parent, Markets(parent, place => place < words.Length
            ? $",\"status\":\"{status}\",\"result\":\"{words[place]}\""
            : ""));
    }

    private static IEnumerable<string> Markets(string parent, Func<int, string> more) => Enumerable.Range(0, 3).Select(place =>
        Recording.Market($"{parent}-{place}", $"\"yes_ask_dollars\":\"0.6000\"{more(place)}", parent));

    /// <summary>Scans a page and stores what it found.</summary>
    /// <returns>How many settled relations the one opportunity is judged by: held, and broken.</returns>
    private async Task<(int Held, int Broken)> Scan(params string[] events)
    {
        string file = $"{_hour}.json";
        _recording.With(file, Recording.EventsPage(events).Replace("12:00:00", $"{_hour++}:00:00", StringComparison.Ordinal));
        int from = _trial.Output.Length;
        int code = await _trial.Run(
            TestContext.Current.CancellationToken,
            "scan", "--snapshot", Path.Combine(_recording.Folder, file), "--assume-fee", "quadratic:1", "--format", "json");
        Assert.True(code == 0, $"exit code {code}: {_trial.Errors}");
        using JsonDocument scan = JsonDocument.Parse(_trial.Output[from..]);
        JsonElement[] found = [.. scan.RootElement.GetProperty("belowThreshold").EnumerateArray()];
        return found.Length == 0 ? (0, 0) : Counts(found[0].GetProperty("uncertainty").GetProperty("settled"));
    }

    private static (int Held, int Broken) Counts(JsonElement settled) =>
        (settled.GetProperty("held").GetInt32(), settled.GetProperty("broken").GetInt32());
}
