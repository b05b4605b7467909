using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>What real sockets brought in May, taken by the feed as it takes a live one.</summary>
public sealed class RecordedStreams
{
    private static readonly string[] sessions =
    [
        "particle_shadow_forward_20260511T053112Z-47457a12",
        "rv600_next_evidence_shadow_20260514T043808Z",
        "rv600_next_evidence_shadow_20260515T213152Z",
    ];

    /// <summary>Read once: it takes longer than all that is asked of it.</summary>
    private static readonly Lazy<Replay> whole = new(() => Replay.Of(sessions));

    /// <summary>
    /// In these recordings every interruption but one is a connection made anew, which numbers from 1 again; the frames
    /// between are gone.
    /// </summary>
    [Fact]
    public void Every_change_of_three_sessions_fits_the_book_before_it()
    {
        Replay all = whole.Value;
        Assert.Equal(162_235, all.Count(FeedCount.Deltas));
        Assert.Equal(12, all.Count(FeedCount.Snapshots));
        Assert.Equal(10, all.Count(FeedCount.Connections));
        Assert.Equal((0, 0, 0, 0), (
            all.Count(FeedCount.NegativeLevels), all.Count(FeedCount.Malformed), all.Count(FeedCount.Unreadable), all.Count(FeedCount.Gaps)));

        // The venue tells a new bid before it takes away the one that it meets: never for long, and never usable
        // meanwhile.
        Assert.InRange(all.Count(FeedCount.CrossedBooks), 1, 80);
        Assert.InRange(all.LongestCrossed, 0, 1_000);
        Assert.Equal(0, all.UsableAndCrossed);
    }

    /// <summary>
    /// Two of the session's three connections are long enough to have the frames that are left out here.
    /// </summary>
    [Fact]
    public void A_gap_in_a_real_stream_is_noticed_at_the_first_frame_after_it()
    {
        Replay cut = Replay.Of([sessions[1]], leaveOut: static number => number is >= 20_000 and < 20_040);
        Assert.Equal(2, cut.Count(FeedCount.Gaps));
        Assert.Equal(2, cut.Count(FeedCount.Resyncs));
        Assert.Equal(0, cut.Count(FeedCount.NegativeLevels));

        // Nobody answers here, so that no snapshot comes and every later change is left alone.
        Assert.True(cut.Count(FeedCount.UnusedDeltas) > 60_000);
    }

    /// <summary>
    /// The ticker and the changes come on their own ways: at the instant of receipt they agree mostly, at the venue's
    /// own time nearly
    /// always. An agreement of both sides, and of one side, are counted apart.
    /// </summary>
    [Fact]
    public void The_top_of_the_book_is_what_the_ticker_said()
    {
        Replay all = whole.Value;
        Assert.Equal(1_637, all.Tickers);
        Assert.True(all.BothAgree * 1_000L >= 850L * all.Tickers, $"both sides {all.BothAgree} of {all.Tickers}");
        Assert.True(all.SidesAgree * 1_000L >= 884L * 2 * all.Tickers, $"sides {all.SidesAgree} of {2 * all.Tickers}");
        Assert.True(all.AgreeAtVenueTime * 1_000L >= 999L * all.Tickers, $"at the venue's time {all.AgreeAtVenueTime} of {all.Tickers}");
    }

    /// <summary>One session after the other through a feed session; counters are summed.</summary>
    private sealed class Replay
    {
        private readonly Dictionary<FeedCount, long> counts = [];

        public int Tickers { get; private set; }

        public int BothAgree { get; private set; }

        public int SidesAgree { get; private set; }

        public int AgreeAtVenueTime { get; private set; }

        public int UsableAndCrossed { get; private set; }

        public long LongestCrossed { get; private set; }

        public long Count(FeedCount count) => counts.GetValueOrDefault(count);

        public static Replay Of(string[] names, Func<long, bool>? leaveOut = null)
        {
            Replay replay = new();
            foreach (string name in names)
            {
                replay.Add(Repository.Recorded("data", "kalshi-2026-05-ws", name), leaveOut);
            }

            return replay;
        }

        private void Add(string folder, Func<long, bool>? leaveOut)
        {
            LiveMarkets markets = new();
            FeedCounters counters = new();
            FeedSession session = new(
                markets, FeedChannels.Books | FeedChannels.Ticker,
                new FeedOptions { NoInYesPrices = false, MostAge = TimeSpan.FromHours(1), MostSilence = TimeSpan.FromHours(1) }, counters);
            History history = new();
            long crossedSince = 0;
            foreach (Recorded recorded in Read(folder))
            {
                long at = recorded.ReceivedAt / 1_000_000;
                if (recorded.Type == "ws_connected")
                {
                    session.Close();
                    session.Want([markets.Add(recorded.Ticker)]);
                    session.Open(at);
                    history.Clear();
                }
                else if (recorded.Type == "ws_subscribed")
                {
                    using JsonDocument command = JsonDocument.Parse(session.NextCommand(at)!);
                    string id = command.RootElement.GetProperty("id").GetRawText();
                    session.Take(Encoding.UTF8.GetBytes(recorded.Payload.Replace("\"id\":1,", $"\"id\":{id},", StringComparison.Ordinal)), at);
                }
                else if (leaveOut?.Invoke(recorded.Number) != true || recorded.Type == "ticker")
                {
                    if (recorded.Type == "ticker")
                    {
                        Compare(recorded, markets, history);
                    }

                    session.Take(Encoding.UTF8.GetBytes(recorded.Frame), at);
                    int market = markets.Add(recorded.Ticker);
                    if (markets.BookOf(market) is { } book)
                    {
                        history.Add(recorded.MadeAt, book.YesBid, book.YesAsk);
                        crossedSince = !book.IsCrossed ? 0 : crossedSince == 0 ? at : crossedSince;
                        LongestCrossed = Math.Max(LongestCrossed, crossedSince == 0 ? 0 : at - crossedSince);
                        UsableAndCrossed += book.IsCrossed && markets.DoubtOf(market, at) == BookDoubt.None ? 1 : 0;
                    }
                }
            }

            foreach (FeedCount count in Enum.GetValues<FeedCount>())
            {
                counts[count] = counts.GetValueOrDefault(count) + counters[count];
            }
        }

        private void Compare(Recorded ticker, LiveMarkets markets, History history)
        {
            if (markets.BookOf(markets.Add(ticker.Ticker)) is not { } book)
            {
                return;
            }

            using JsonDocument payload = JsonDocument.Parse(ticker.Payload);
            int bid = Ticks(payload, "yes_bid_dollars");
            int ask = Ticks(payload, "yes_ask_dollars");
            Tickers++;
            SidesAgree += (book.YesBid == bid ? 1 : 0) + (book.YesAsk == ask ? 1 : 0);
            BothAgree += book.YesBid == bid && book.YesAsk == ask ? 1 : 0;
            AgreeAtVenueTime += history.Had(ticker.MadeAt, bid, ask) ? 1 : 0;
        }

        private static int Ticks(JsonDocument payload, string name) =>
            (int)(decimal.Parse(payload.RootElement.GetProperty(name).GetString()!, CultureInfo.InvariantCulture) * 10_000);

        /// <summary>
        /// All files of a session in the order of receipt; at one instant the answers first, then by number, the ticker
        /// last.
        /// </summary>
        private static IEnumerable<Recorded> Read(string folder) => Directory
            .GetFiles(Path.Combine(folder, "raw_events"), "*.ndjson*", SearchOption.AllDirectories)
            .SelectMany(Lines).OrderBy(static item => item.ReceivedAt).ThenBy(static item => item.Rank).ThenBy(static item => item.Number);

        private static IEnumerable<Recorded> Lines(string path)
        {
            using FileStream file = File.OpenRead(path);
            using Stream bytes = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using StreamReader reader = new(bytes);
            while (reader.ReadLine() is { } line)
            {
                yield return Recorded.Read(line);
            }
        }
    }

    /// <summary>Touches by the venue's time.</summary>
    private sealed class History
    {
        private readonly List<(long At, int Bid, int Ask)> touches = [];

        public void Clear() => touches.Clear();

        public void Add(long at, int bid, int ask) => touches.Add((at, bid, ask));

        public bool Had(long at, int bid, int ask)
        {
            int last = touches.FindLastIndex(touch => touch.At > 0 && touch.At <= at);
            return last >= 0 && touches[last].Bid == bid && touches[last].Ask == ask;
        }
    }

    private sealed record Recorded(string Type, string Ticker, long ReceivedAt, long MadeAt, long Number, string Payload)
    {
        public int Rank => Type switch
        {
            "ws_connected" => 0,
            "ws_subscribed" => 1,
            "orderbook_snapshot" or "orderbook_delta" => 2,
            "ticker" => 3,
            _ => 4,
        };

        public string Frame => Type == "ticker"
            ? $"{{\"type\":\"ticker\",\"sid\":1,\"msg\":{Payload}}}"
            : $"{{\"type\":\"{Type}\",\"sid\":2,\"seq\":{Number},\"msg\":{Payload}}}";

        public static Recorded Read(string line)
        {
            using JsonDocument json = JsonDocument.Parse(line);
            JsonElement root = json.RootElement;
            JsonElement payload = root.GetProperty("payload_json");
            return new Recorded(
                root.GetProperty("event_type").GetString()!,
                root.GetProperty("market_ticker").GetString()!,
                root.GetProperty("local_recv_ns").GetInt64(),
                payload.TryGetProperty("ts_ms", out JsonElement made) ? made.GetInt64() : 0,
                root.GetProperty("sequence_number").ValueKind == JsonValueKind.Number ? root.GetProperty("sequence_number").GetInt64() : 0,
                payload.GetRawText());
        }
    }
}
