using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;

namespace Dutchbook.Bench;

/// <summary>
/// From a frame's bytes to a candidate, and on to the sized opportunity whose proof the verifier accepts, with the parts a run is made
/// of. The network is left out: books that a candidate asks for are there at once.
/// </summary>
internal static class LatencyBench
{
    private const int WarmUp = 20_000;
    private const int MistakeTicks = 800;
    private static readonly TimeSpan Gap = TimeSpan.FromMicroseconds(500);

    public static async Task<int> RunAsync(string[] options)
    {
        int size = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 130_000;
        int messages = options.Length > 1 ? int.Parse(options[1], CultureInfo.InvariantCulture) : 200_000;
        string file = Path.Combine(Path.GetTempPath(), $"dutchbook-latency-{size}.json");
        new RecordingGenerator(seed: 7).Write(file, size);
        VenueSnapshot pass = await new RecordedVenueSource([file], new RecordingOptions()).ReadAsync(null, CancellationToken.None);
        File.Delete(file);
        bool areStanding = options.Length > 2 && options[2] == "standing";
        Line line = new(pass);
        int standing = line.Settle(areStanding);
        Sample frames = new();
        Sample detected = new();
        Sample proved = new();
        for (int i = -WarmUp; i < messages; i++)
        {
            if (i == 0)
            {
                // What a pass has read is old after the first minutes of a run, and not moved any more.
                GC.Collect();
            }

            // One message in fifty is a mistake of somebody's, put right by the next.
            bool isMistake = i % 50 == 0;
            (long Ticks, bool IsStirred) step = isMistake ? line.Break() : line.Drift();
            if (i >= 0)
            {
                frames.Add(step.Ticks);
            }

            if (isMistake)
            {
                long judging = line.Judge();
                if (i >= 0 && step.IsStirred)
                {
                    detected.Add(step.Ticks);
                    proved.Add(step.Ticks + judging);
                }

                line.Mend();
            }
        }

        Console.WriteLine($"{pass.Markets.Count:N0} markets, {messages:N0} messages, {line.Shown:N0} opportunities proved and verified; "
            + $"{standing:N0} baskets stand all the while.");
        Console.WriteLine();
        Console.WriteLine("| from the frame's bytes | count | median | 99th percentile | worst |");
        Console.WriteLine("|---|---|---|---|---|");
        frames.Tell("to a price taken, rules and witness compared");
        detected.Tell("to a candidate");
        proved.Tell("to an opportunity, sized and its proof verified");
        return 0;
    }

    /// <summary>The parts of a run in a row, on one thread.</summary>
    private sealed class Line
    {
        private readonly LiveMarkets _markets = new();
        private readonly PolledMarkets _stream;
        private readonly FeedSession _session;
        private readonly LiveDetector _live;
        private readonly LiveSteps _steps;
        private readonly ProofStage _proofs = new(new Detector(new DetectionOptions()));
        private readonly Clock _clock;
        private readonly Random _random = new(11);
        private readonly Market[] _quoted;
        private readonly Relation[] _bound;
        private readonly Dictionary<string, Quote> _now = new(StringComparer.Ordinal);
        private readonly ConnectionHealth _health = new(TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        private readonly Dictionary<int, Quote> _books = [];
        private readonly Dictionary<int, string> _events = [];
        private readonly HashSet<string> _gone = new(StringComparer.Ordinal);
        private Market? _broken;
        private bool _isStirred;

        public Line(VenueSnapshot pass)
        {
            _clock = new Clock { Now = pass.At };
            _stream = new PolledMarkets(_markets, "bench");
            _session = new FeedSession(_markets, FeedChannels.Ticker, new FeedOptions(), new FeedCounters());
            _live = new LiveDetector(_markets, new Detector(new DetectionOptions()));
            _steps = new LiveSteps(_stream, _live, mostBooks: 1_000) { Stirred = () => _isStirred = true };
            RelationMap map = new StructuralMapper(new MappingOptions()).Map(pass);
            foreach (Market market in pass.Markets)
            {
                _now[market.Ticker] = market.Quote;
                _events[_markets.Add(market.Ticker)] = market.EventTicker;
            }

            _steps.Take(pass, map, []);
            _quoted = [.. pass.Markets.Where(static market => market.Quote.HasYesBid && market.Quote.HasYesAsk)];
            _bound = [.. map.Relations.Where(static relation => relation.Type == RelationType.Threshold
                && relation.Claims.All(static claim => claim.Market.Quote.HasYesAsk))];
            _session.Open(_clock.Now.ToUnixTimeMilliseconds());
            _session.NextCommand(_clock.Now.ToUnixTimeMilliseconds());
            _session.Take("""{"type":"subscribed","id":1,"msg":{"channel":"ticker","sid":1}}"""u8, _clock.Now.ToUnixTimeMilliseconds());
            Judge();
        }

        public long Shown { get; private set; }

        /// <summary>Takes the prices away of whatever pays from the start, as somebody would have.</summary>
        /// <param name="areStanding">They are left.</param>
        /// <returns>How many baskets are there then.</returns>
        public int Settle(bool areStanding)
        {
            LiveLook look = _steps.Look(_clock, CancellationToken.None);
            for (int round = 0; round < 20 && look.Candidates > 0 && !areStanding; round++)
            {
                string[] gone = [.. look.Validated.SelectMany(static found => found.Legs).Select(static leg => leg.Claim.Market.Ticker)
                    .Concat(look.Pending.SelectMany(static pending => pending.Tickers)).Distinct(StringComparer.Ordinal)];
                _stream.Write(known =>
                {
                    foreach (int market in gone.Select(known.Add))
                    {
                        known.Unwatch(market);
                        known.ForgetTouch(market);
                        _books.Remove(market);
                    }

                    return 0;
                });
                _gone.UnionWith(gone);
                look = _steps.Look(_clock, CancellationToken.None);
            }

            return look.Candidates;
        }

        /// <summary>A market's sizes breathe, and now and then its spread widens by a tick and comes back.</summary>
        public (long Ticks, bool IsStirred) Drift()
        {
            Market market = _quoted[_random.Next(_quoted.Length)];
            while (_gone.Contains(market.Ticker))
            {
                market = _quoted[_random.Next(_quoted.Length)];
            }

            Quote listed = market.Quote;
            Price ask = _random.Next(4) == 0 && listed.YesAsk < Price.FromTicks(9_700)
                ? Price.FromTicks(listed.YesAsk.Ticks + 100) : listed.YesAsk;
            return Take(market, new Quote(listed.YesBid, Quantity.FromContracts(_random.Next(1, 500)), ask, listed.YesAskSize));
        }

        /// <summary>The bid of a market that implies another rises some cents above what the other is offered for.</summary>
        public (long Ticks, bool IsStirred) Break()
        {
            (Market market, Price bid) = Mistake();
            _broken = market;

            // What was stirred before is looked at, so that this alone stirs.
            _steps.Gather(_clock);
            _isStirred = false;
            return Take(market, new Quote(bid, Quantity.FromContracts(100), Price.FromTicks(bid.Ticks + 100), Quantity.FromContracts(100)));
        }

        /// <summary>In a market whose book nobody follows yet: of one that is followed the book tells, not the ticker.</summary>
        private (Market Market, Price Bid) Mistake()
        {
            while (true)
            {
                Relation relation = _bound[_random.Next(_bound.Length)];
                Market market = relation.Claims[0].Market;
                Price bid = Price.FromTicks(relation.Claims[1].Market.Quote.YesAsk.Ticks + MistakeTicks);
                if (bid.Ticks < 9_800 && !relation.Tickers.Any(_gone.Contains) && !_books.ContainsKey(_markets.Add(market.Ticker)))
                {
                    return (market, bid);
                }
            }
        }

        /// <summary>It was put right; nobody follows the books of its event any more.</summary>
        public void Mend()
        {
            Take(_broken!, _broken!.Quote);
            Judge();
            foreach (int market in _books.Keys.Where(market => _events[market] == _broken.EventTicker).ToArray())
            {
                _markets.Unwatch(market);
                _books.Remove(market);
            }
        }

        /// <summary>Looks at the candidates with the books they ask for, and proves what is there.</summary>
        /// <returns>How long it took, without the making of the books.</returns>
        public long Judge()
        {
            long start = Stopwatch.GetTimestamp();
            LiveWork work = _steps.Gather(_clock);
            long gathered = Stopwatch.GetTimestamp() - start;
            foreach (int market in work.Interest)
            {
                Follow(market);
            }

            start = Stopwatch.GetTimestamp();
            LiveLook look = _steps.Look(_clock, CancellationToken.None);
            Opportunity[] found = [.. look.Validated.Where(IsNew)];
            if (_proofs.Prove(found, []).Count < found.Length)
            {
                throw new InvalidOperationException("A proof does not hold.");
            }

            Shown += found.Length;
            return gathered + Stopwatch.GetTimestamp() - start;
        }

        /// <summary>What was there before is proved already; a run proves a basket again only when it changes.</summary>
        private bool IsNew(Opportunity found) => found.Legs.Any(leg => leg.Claim.Market.Ticker == _broken?.Ticker);

        /// <summary>The stream brings its book, which shows what the ticker told.</summary>
        private void Follow(int market)
        {
            Quote quote = _now[_markets.NameOf(market)];
            if (_books.TryGetValue(market, out Quote known) && known == quote)
            {
                return;
            }

            _books[market] = quote;
            _health.Hear(_clock.Now.ToUnixTimeMilliseconds());
            _markets.Watch(market, _health);
            LiveBook book = _markets.BeginSnapshot(market)!;
            if (quote.HasYesBid)
            {
                book.Change(Side.Yes, quote.YesBid, quote.YesBidSize);
            }

            if (quote.HasYesAsk)
            {
                book.Change(Side.No, quote.YesAsk.Complement(), quote.YesAskSize);
            }

            _markets.EndSnapshot(market, 1);
        }

        private (long Ticks, bool IsStirred) Take(Market market, Quote quote)
        {
            _clock.Now += Gap;
            _now[market.Ticker] = quote;
            long at = _clock.Now.ToUnixTimeMilliseconds();
            byte[] frame = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
                $$$"""{"type":"ticker","sid":1,"msg":{"market_ticker":"{{{market.Ticker}}}","market_id":"m","price_dollars":"0.5000","ts_ms":{{{at}}},"yes_ask_dollars":"{{{quote.YesAsk}}}","yes_ask_size_fp":"{{{quote.YesAskSize}}}","yes_bid_dollars":"{{{quote.YesBid}}}","yes_bid_size_fp":"{{{quote.YesBidSize}}}","volume_fp":"10.00","open_interest_fp":"10.00"}}"""));
            long start = Stopwatch.GetTimestamp();
            _stream.Write(_ =>
            {
                _session.Take(frame, at);
                return 0;
            });
            return (Stopwatch.GetTimestamp() - start, _isStirred);
        }
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Sample
    {
        private readonly List<long> _ticks = [];

        public void Add(long ticks) => _ticks.Add(ticks);

        public void Tell(string what)
        {
            _ticks.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {what} | {_ticks.Count:N0} | {Text(_ticks[_ticks.Count / 2])} | {Text(_ticks[_ticks.Count * 99 / 100])} | {Text(_ticks[^1])} |"));
        }

        private static string Text(long ticks)
        {
            double micros = ticks * 1e6 / Stopwatch.Frequency;
            return micros < 1_000
                ? string.Create(CultureInfo.InvariantCulture, $"{micros:0.0} us")
                : string.Create(CultureInfo.InvariantCulture, $"{micros / 1_000:0.00} ms");
        }
    }
}
