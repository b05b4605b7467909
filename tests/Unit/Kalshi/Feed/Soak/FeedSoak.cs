using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;

namespace Dutchbook.Unit.Kalshi;

/// <summary>
/// A session under a steady stream in virtual time. Now and then some frames in a row are lost; once a minute all is
/// quiet and every
/// book is compared with the venue's.
/// </summary>
internal static class FeedSoak
{
    private const int Markets = 300;
    private const int QuietSeconds = 7;

    public static SoakReport Run(int seconds, int perSecond, int seed)
    {
        SoakVenue venue = new(Markets, seed);
        Random chance = new(seed + 1);
        LiveMarkets markets = new();
        FeedCounters counters = new();
        FeedSession session = new(markets, FeedChannels.Books, new FeedOptions(), counters);
        foreach (string ticker in venue.Tickers)
        {
            markets.Add(ticker);
        }

        long at = 1_795_464_000_000;
        session.Want(Enumerable.Range(0, Markets));
        session.Open(at);
        SoakReport report = new();
        for (int second = 0; second < seconds; second++)
        {
            bool isQuiet = second % 60 >= 60 - QuietSeconds;
            Talk(session, venue, at);
            int lose = 0;
            bool lost = false;
            for (int i = 0; i < perSecond && session.LastBookNumber > 0; i++, report.Messages++)
            {
                at += i * 1_000 / perSecond == (i + 1) * 1_000 / perSecond ? 0 : 1;
                ReadOnlySpan<byte> frame = venue.NextDelta(at);
                lose = !isQuiet && i < perSecond - 50 && chance.Next(20_000) == 0 ? chance.Next(1, 20) : lose;
                if (lose > 0)
                {
                    lose--;
                    lost = true;
                    continue;
                }

                report.GapsMade += lost ? 1 : 0;
                lost = false;
                session.Take(frame, at);
                markets.TakeChanged();
                if (i % 200 == 0)
                {
                    Talk(session, venue, at);
                }
            }

            at += session.LastBookNumber > 0 ? 0 : 1_000;
            if (second % 60 == 59)
            {
                Compare(markets, venue, at, report);
                report.Memory.Add(GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        report.GapsNoticed = counters[FeedCount.Gaps];
        report.NegativeLevels = counters[FeedCount.NegativeLevels];
        report.Snapshots = counters[FeedCount.Snapshots];
        return report;
    }

    private static void Talk(FeedSession session, SoakVenue venue, long at)
    {
        while (session.NextCommand(at) is { } command)
        {
            venue.Receive(command);
            while (venue.Answers.TryDequeue(out byte[]? frame))
            {
                session.Take(frame, at);
            }
        }
    }

    private static void Compare(LiveMarkets markets, SoakVenue venue, long at, SoakReport report)
    {
        for (int market = 0; market < Markets; market++)
        {
            report.Compared++;
            LiveBook book = markets.BookOf(market)!;
            bool same = markets.DoubtOf(market, at) == BookDoubt.None;
            for (int level = 0; level < SoakVenue.LevelsOfSide; level++)
            {
                foreach (bool yes in (ReadOnlySpan<bool>)[true, false])
                {
                    same &= book.SizeAt(yes ? Side.Yes : Side.No, Price.FromTicks(SoakVenue.TicksOf(yes, level))).Hundredths
                        == venue.SizeAt(market, yes, level);
                }
            }

            report.Wrong += same ? 0 : 1;
        }
    }
}

/// <summary>What a soak came to.</summary>
internal sealed class SoakReport
{
    public long Messages { get; set; }

    public long GapsMade { get; set; }

    public long GapsNoticed { get; set; }

    public long NegativeLevels { get; set; }

    public long Snapshots { get; set; }

    /// <summary>Books compared when all was quiet.</summary>
    public int Compared { get; set; }

    /// <summary>Of these, unusable or not the venue's.</summary>
    public int Wrong { get; set; }

    /// <summary>Bytes alive after a collection, minute by minute.</summary>
    public List<long> Memory { get; } = [];
}
