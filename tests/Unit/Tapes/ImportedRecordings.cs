using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Kalshi;
using Dutchbook.Mapping;
using Dutchbook.Tapes;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Tapes;

/// <summary>Recordings of other kinds as tapes, their counts against counts that share no code with ours.</summary>
public sealed class ImportedRecordings
{
    private static readonly FeeTerms fee = new(FeeType.Quadratic, Ratio.One, "assumed quadratic:1", IsAssumed: true);

    [Fact]
    public void Sums_over_one_bid_of_the_weather_buckets_are_those_of_an_independent_count()
    {
        string folder = Repository.Recorded("data", "weather-2026-spring");
        CandleTape tape = new(
            Path.Combine(folder, "candles.csv.gz"), [Path.Combine(folder, "markets.jsonl.gz")], [Path.Combine(folder, "events.jsonl.gz")]);
        (NaiveCollapse ours, long passes) = Collapse(tape);
        (long hours, long priced, long gross, long net) = CountWeather(folder);
        Assert.Equal(hours, passes);
        CollapseStep touch = ours.Steps[2], fees = ours.Steps[4];
        Assert.Equal((priced, gross), (touch.Priced, touch.Crossing));

        // Exact fees of one contract round up, so that ours can only be fewer; the gaps are larger than the rounding.
        Assert.Equal(net, fees.Crossing);
        Assert.Equal((951, 205, 8), (priced, gross, net));
    }

    [Fact]
    public void Ladders_of_the_hourly_candles_of_2025_hold()
    {
        string folder = Repository.Recorded("data", "kalshi-2025-08");
        CandleTape tape = new(Path.Combine(folder, "candles_1h.csv.gz"), [Path.Combine(folder, "active_markets.jsonl.gz")], [])
        {
            // The last hours have the most markets; docs/backtest.md has the counts of the whole month.
            From = new DateTimeOffset(2025, 8, 14, 2, 0, 0, TimeSpan.Zero).AddHours(-TestScale.Times(12)),
        };
        (NaiveCollapse ours, long passes) = Collapse(tape);
        Assert.True(passes > 0);
        RuleCollapse thresholds = Assert.Single(ours.ByRule, static rule => rule.Rule == "Threshold, threshold-ladder");
        Assert.True(thresholds.Steps[2].Priced > 0);
        Assert.Equal(0, thresholds.Steps[2].Crossing);
        RuleCollapse deadlines = Assert.Single(ours.ByRule, static rule => rule.Rule == "Subset, deadline-ladder");
        Assert.True(deadlines.Steps[2].Priced > 0);
        Assert.InRange(deadlines.Steps[3].Crossing, 0, 1);
    }

    [Fact]
    public void Nothing_of_a_markets_end_is_read_before_it()
    {
        string folder = Repository.Recorded("data", "weather-2026-spring");
        CandleTape tape = new(
            Path.Combine(folder, "candles.csv.gz"), [Path.Combine(folder, "markets.jsonl.gz")], [Path.Combine(folder, "events.jsonl.gz")]);
        PassPages pages = new();
        foreach (TapeEntry entry in tape.Read(CancellationToken.None).Where(static entry => entry.Kind == TapeKind.Rest).Take(5))
        {
            pages.Take(entry.Name, entry.At, entry.Body);
            VenueSnapshot pass = pages.Build(entry.At, "history", halt: null);
            Assert.NotEmpty(pass.Markets);
            Assert.All(pass.Markets, static market => Assert.Equal((MarketStatus.Active, MarketResult.None, null), (market.Status.Value, market.Result.Value, market.SettlementValue)));
        }
    }

    [Theory]
    [InlineData("particle_shadow_forward_20260511T053112Z-47457a12", 1, 0)]
    [InlineData("rv600_next_evidence_shadow_20260515T213152Z", 2, 0)]
    public void Recordings_of_single_markets_are_read_as_the_conversations_they_were(string name, int markets, long gaps)
    {
        EnvelopeTape tape = new(Repository.Recorded("data", "kalshi-2026-05-ws", name));
        Replayer replayer = new(new StructuralMapper(new MappingOptions()), new Detector(new DetectionOptions()), new ReplayOptions { NoInYesPrices = false });
        replayer.Run(tape, TestContext.Current.CancellationToken);
        Assert.Empty(tape.Troubles);
        Assert.Equal(markets, replayer.Markets.Count);
        Assert.Equal(gaps, replayer.Feed[FeedCount.Gaps]);
        Assert.Equal(0, replayer.Feed[FeedCount.Unreadable] + replayer.Feed[FeedCount.NegativeLevels] + replayer.Feed[FeedCount.UnknownSubscriptions]);
        Assert.True(replayer.Feed[FeedCount.Deltas] > 1_000 && replayer.Feed[FeedCount.Snapshots] > 0 && replayer.Feed[FeedCount.Tickers] > 0);
        Assert.Equal(0, replayer.Counts.OtherCommands);
    }

    [Fact]
    public async Task Candles_need_their_markets()
    {
        using Cli.Trial trial = new();
        trial.Write("c.csv", "ticker,end_ts,yes_bid_close,yes_ask_close\nA,1772035200,0.1,0.2\nB,1772035200,0.1,0.2\nA,x,0.1,0.2\n");
        trial.Write("m.jsonl", """{"ticker":"A","event_ticker":"E","title":"Will it?","close_time":"2026-03-02 12:00:00"}""" + "\n{\n");
        string candles = Path.Combine(trial.Folder, "c.csv");
        Assert.Equal(2, await trial.Run("replay", candles));
        Assert.Contains("--markets", trial.Errors, StringComparison.Ordinal);
        Assert.Equal(0, await trial.Run("replay", candles, "--markets", Path.Combine(trial.Folder, "m.jsonl")));
        Assert.Contains("1 candles are of markets that no line describes", trial.Errors, StringComparison.Ordinal);
        Assert.Contains("1 lines cannot be read", trial.Errors, StringComparison.Ordinal);
        Assert.Contains("1 passes of 1 pages, 1 looks; 1 markets", trial.Output, StringComparison.Ordinal);
    }

    private static (NaiveCollapse Collapse, long Passes) Collapse(CandleTape tape)
    {
        NaiveCollapse collapse = new();
        PassPages pages = new();
        StructuralMapper mapper = new(new MappingOptions());
        long passes = 0;
        foreach (TapeEntry entry in tape.Read(TestContext.Current.CancellationToken))
        {
            if (entry.Kind == TapeKind.Rest)
            {
                pages.Take(entry.Name, entry.At, entry.Body);
            }
            else if (entry.Kind == TapeKind.Pass)
            {
                VenueSnapshot pass = pages.Build(entry.At, "history", halt: null, fee);
                collapse.Take(pass, mapper.Map(pass));
                passes++;
            }
        }

        return (collapse, passes);
    }

    /// <summary>Events with a candle and a bid in every bucket at one hour: the sum of the bids in cents, and 0.07 p (1-p) for each.</summary>
    private static (long Hours, long Priced, long Gross, long Net) CountWeather(string folder)
    {
        Dictionary<string, string> events = [];
        foreach (string line in Unpacked(folder, "markets.jsonl.gz"))
        {
            using JsonDocument market = JsonDocument.Parse(line);
            events[market.RootElement.GetProperty("ticker").GetString()!] = market.RootElement.GetProperty("event_ticker").GetString()!;
        }

        Dictionary<string, int> sizes = events.Values.GroupBy(static name => name).ToDictionary(static group => group.Key, static group => group.Count());
        Dictionary<(string Hour, string Event), List<int>> bids = [];
        HashSet<string> hours = [];
        string[] header = Unpacked(folder, "candles.csv.gz").First().Split(',');
        int bid = Array.IndexOf(header, "yes_bid_close"), end = Array.IndexOf(header, "end_ts");
        foreach (string[] cells in Unpacked(folder, "candles.csv.gz").Skip(1).Select(static line => line.Split(',')))
        {
            hours.Add(cells[end]);
            if (cells[bid].Length > 0)
            {
                int cents = (int)Math.Round(100 * double.Parse(cells[bid], CultureInfo.InvariantCulture));
                (string, string) key = (cells[end], events[cells[0]]);
                bids.TryAdd(key, []);
                bids[key].Add(cents);
            }
        }

        List<int>[] priced = [.. bids.Where(pair => pair.Value.Count == sizes[pair.Key.Event] && pair.Value.TrueForAll(static cents => cents is > 0 and < 100))
            .Select(static pair => pair.Value)];
        return (hours.Count, priced.Length, priced.Count(static all => all.Sum() > 100),
            priced.Count(static all => 10_000 * (all.Sum() - 100) > all.Sum(static cents => 7 * cents * (100 - cents))));
    }

    private static IEnumerable<string> Unpacked(string folder, string name)
    {
        using GZipStream gzip = new(File.OpenRead(Path.Combine(folder, name)), CompressionMode.Decompress);
        using StreamReader reader = new(gzip);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
