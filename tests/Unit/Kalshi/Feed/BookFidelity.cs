using System.Text;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>
/// Under lost, repeated, reordered and damaged frames, lost answers and lost connections, a book that may be used is
/// the venue's book
/// as of the last frame taken, at every step; and once the faults stop, every book is in step again.
/// </summary>
public sealed class BookFidelity
{
    private static readonly string[] tickers = ["KXA-26NOV-T1", "KXA-26NOV-T2", "KXB-26NOV"];

    [Fact]
    public void A_thousand_unreliable_streams_are_never_believed_wrongly()
    {
        long gaps = 0, old = 0, resyncs = 0, malformed = 0, reconnects = 0, unused = 0, checks = 0;
        for (int seed = 1; seed <= TestScale.Times(1_000); seed++)
        {
            Run run = new(seed);
            run.Storm();
            run.Calm();
            checks += run.Checks;
            gaps += run.Count(FeedCount.Gaps);
            old += run.Count(FeedCount.OldFrames);
            resyncs += run.Count(FeedCount.Resyncs);
            malformed += run.Count(FeedCount.Malformed);
            reconnects += run.Count(FeedCount.Connections) - 1;
            unused += run.Count(FeedCount.UnusedDeltas);
        }

        // Each fault must have been there, or the test says nothing.
        Assert.All([gaps, old, resyncs, malformed, reconnects, unused, checks], static count => Assert.True(count > 500));
    }

    [Fact]
    public void A_reader_that_ignores_numbers_is_found_out()
    {
        int wrong = 0;
        for (int seed = 1; seed <= 50; seed++)
        {
            Run run = new(seed) { HidesNumbers = true };
            try
            {
                run.Storm();
            }
            catch (BookIsWrongException)
            {
                wrong++;
            }
        }

        Assert.True(wrong > 25, $"only {wrong} of 50");
    }

    private sealed class BookIsWrongException(string message) : Exception(message);

    /// <summary>One seed: a swarm of faults, each on or off and rare or frequent.</summary>
    private sealed class Run(int seed)
    {
        private readonly Random chance = new(seed);
        private readonly Conversation talk = new(FeedChannels.Books, null, tickers);
        private readonly Dictionary<string, int> rates = new(StringComparer.Ordinal);
        private long taken;

        /// <summary>Numbers frames anew on their way, as if none were missing.</summary>
        public bool HidesNumbers { get; init; }

        public long Checks { get; private set; }

        public long Count(FeedCount count) => talk.Counters[count];

        public void Storm()
        {
            foreach (string fault in (string[])["drop", "repeat", "swap", "damage", "cut", "mute"])
            {
                rates[fault] = HidesNumbers ? (fault == "drop" ? 5 : 0) : chance.Next(3) == 0 ? 0 : chance.Next(1, 12);
            }

            talk.Session.Want([0, 1]);
            talk.Session.Open(talk.Venue.Now);
            for (int step = 0; step < 80; step++)
            {
                Trade();
                if (chance.Next(40) == 0)
                {
                    talk.Session.Want(Enumerable.Range(0, tickers.Length).Where(_ => chance.Next(3) > 0));
                }

                talk.Venue.Now += chance.Next(10) == 0 ? 2_000 : 20;
                Exchange(Faulty);
            }
        }

        public void Calm()
        {
            rates.Clear();
            talk.Session.Want([0, 1, 2]);
            for (int step = 0; step < 60 || !talk.Session.IsSettled; step++)
            {
                Assert.True(step < 300, $"seed {seed} never settles");
                Trade();
                talk.Venue.Now += 500;
                Exchange(static (_, frames) => frames);
            }

            Exchange(static (_, frames) => frames);
            foreach (string ticker in tickers)
            {
                Assert.Equal(BookDoubt.None, talk.Doubt(ticker));
                Assert.True(talk.Venue.Text(ticker) == talk.Text(ticker), $"seed {seed}");
            }
        }

        private void Trade()
        {
            for (int i = chance.Next(4); i > 0; i--)
            {
                string ticker = tickers[chance.Next(tickers.Length)];
                string side = chance.Next(2) == 0 ? "yes" : "no";
                int ticks = 100 * chance.Next(1, 12) + (side == "yes" ? 3_000 : 4_000);
                long size = talk.Venue.SizeAt(ticker, side, ticks);
                talk.Venue.Change(ticker, side, ticks, size > 0 && chance.Next(2) == 0 ? -chance.NextInt64(1, size + 1) : chance.NextInt64(1, 5_000));
            }
        }

        private void Exchange(Func<Run, List<string>, List<string>> way)
        {
            List<string> frames = [.. talk.Venue.Sent];
            talk.Venue.Sent.Clear();
            foreach (string frame in way(this, frames))
            {
                talk.Session.Take(Encoding.UTF8.GetBytes(HidesNumbers ? Renumbered(frame) : frame), talk.Venue.Now);
                Check();
            }

            if (talk.Session.Ending is not null || Happens("cut"))
            {
                talk.Session.Close();
                talk.Venue.Restart();
                talk.Session.Open(talk.Venue.Now);
                taken = 0;
            }

            while (talk.Session.NextCommand(talk.Venue.Now) is { } command)
            {
                if (!Happens("mute"))
                {
                    talk.Venue.Receive(command);
                }
            }
        }

        private static List<string> Faulty(Run run, List<string> frames)
        {
            List<string> arriving = [];
            foreach (string frame in frames)
            {
                if (run.Happens("drop"))
                {
                    continue;
                }

                arriving.Add(run.Happens("damage") ? frame[..(frame.Length / 2)] : frame);
                if (run.Happens("repeat"))
                {
                    arriving.Insert(run.chance.Next(arriving.Count + 1), frame);
                }
            }

            for (int i = 1; i < arriving.Count; i++)
            {
                if (run.Happens("swap"))
                {
                    (arriving[i - 1], arriving[i]) = (arriving[i], arriving[i - 1]);
                }
            }

            return arriving;
        }

        private string Renumbered(string frame)
        {
            int at = frame.IndexOf("\"seq\":", StringComparison.Ordinal);
            if (at < 0)
            {
                return frame;
            }

            int end = frame.IndexOf(',', at);
            return $"{frame[..at]}\"seq\":{++taken}{frame[end..]}";
        }

        /// <summary>The highest number taken is what the venue's own history is asked for.</summary>
        private void Check()
        {
            foreach (string ticker in tickers)
            {
                if (talk.Doubt(ticker) != BookDoubt.None)
                {
                    continue;
                }

                Checks++;
                long last = HidesNumbers ? talk.Venue.LastNumber : talk.Session.LastBookNumber;
                if (talk.Venue.TextAt(ticker, last) != talk.Text(ticker))
                {
                    throw new BookIsWrongException($"seed {seed}: {ticker} is {talk.Text(ticker)} and was {talk.Venue.TextAt(ticker, last)}");
                }
            }
        }

        private bool Happens(string fault) =>
            rates.GetValueOrDefault(fault) is > 0 and int rate && chance.Next(fault == "cut" ? 1_000 : 200) < rate;
    }
}
