using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Pipeline;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dutchbook.Unit.Pipeline;

/// <summary>What is gathered of the touches, and when it says that nothing is known.</summary>
public sealed class QuoteRecorders
{
    private static readonly DateTimeOffset noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(noon);
    private readonly LiveMarkets _markets = new();

    [Fact]
    public void Every_change_of_a_price_or_a_size_is_a_row_and_what_is_told_again_is_none()
    {
        QuoteRecorder recorder = Flowing(16);
        Tell(recorder, "A", 4_000, 100);
        Pass(5);
        Tell(recorder, "A", 4_000, 100);
        Tell(recorder, "A", 4_000, 200);
        Tell(recorder, "B", 0, 0);
        Pass(5);
        Tell(recorder, "A", 4_100, 200);
        QuoteBatch batch = recorder.Take(isFlowing: true);
        Assert.Equal(["A", "B"], recorder.Names);
        Assert.Equal(
            [(0, 0L, 4_000, 100L), (0, 5, 4_000, 200), (1, 5, 0, 0), (0, 10, 4_100, 200)],
            batch.Changes.ToArray().Select(row => (row.Market, row.At - Millis(noon), row.YesBid, row.YesBidSize)));
        Assert.All(batch.Changes.ToArray(), static row => Assert.Equal(QuoteWord.Changed, row.Word));
        Assert.Equal(Millis(noon) + 10, batch.WholeTo);
        Assert.Equal(0, recorder.Take(isFlowing: true).Changes.Length);
    }

    [Fact]
    public void A_stretch_begins_with_what_was_known_before_it_said_once()
    {
        QuoteRecorder recorder = new(_markets, _time, TimeSpan.FromSeconds(15), 16);
        Tell(recorder, "A", 4_000, 100);
        Tell(recorder, "B", 5_000, 100);
        StretchTurn began = Assert.Single(recorder.Take(isFlowing: true).Turns);
        Assert.Equal((Millis(noon), QuoteSource.Stream, null), (began.At, began.Source, began.Ended));
        Tell(recorder, "B", 5_100, 100);
        Assert.False(recorder.Tell(10));
        Assert.Equal(
            [(1, QuoteWord.Changed, 5_100), (0, QuoteWord.Held, 4_000)],
            recorder.Take(isFlowing: true).Changes.ToArray().Select(static row => (row.Market, row.Word, row.YesBid)));
    }

    [Fact]
    public void What_is_forgotten_of_one_market_is_unknown_and_what_was_never_known_is_no_row()
    {
        QuoteRecorder recorder = Flowing(16);
        Tell(recorder, "A", 4_000, 100);
        _markets.ForgetTouch(0);
        recorder.Turned();
        _markets.Add("B");
        _markets.ForgetTouch(1);
        recorder.Turned();
        Tell(recorder, "A", 4_000, 100);
        Assert.Equal(
            [QuoteWord.Changed, QuoteWord.Unknown, QuoteWord.Changed],
            recorder.Take(isFlowing: true).Changes.ToArray().Select(static row => row.Word));
    }

    [Fact]
    public void A_lost_stream_ends_the_stretch_where_it_was_last_heard_and_passes_begin_another()
    {
        QuoteRecorder recorder = Flowing(16);
        Tell(recorder, "A", 4_000, 100);
        Pass(60_000);
        recorder.Take(isFlowing: true);
        Pass(12_000);
        _markets.ForgetTouches();
        recorder.Turned();
        QuoteBatch lost = recorder.Take(isFlowing: false);

        // It flowed when it was last asked, and a stream counts as flowing for fifteen seconds after it was heard.
        StretchTurn end = Assert.Single(lost.Turns);
        Assert.Equal((Millis(noon) + 45_000, "the stream was lost"), (end.At, end.Ended));
        Assert.Equal(0, lost.WholeTo);

        Sweep(recorder, "A", 4_200);
        QuoteBatch found = recorder.Take(isFlowing: false);
        StretchTurn began = Assert.Single(found.Turns);
        Assert.Equal((Millis(noon) + 72_000, QuoteSource.Passes), (began.At, began.Source));
        Assert.False(recorder.Tell(10));
        QuoteChange row = Assert.Single(recorder.Take(isFlowing: false).Changes.ToArray());
        Assert.Equal((QuoteWord.Held, 4_200), (row.Word, row.YesBid));
    }

    [Fact]
    public void Without_a_stream_it_is_whole_up_to_the_last_pass_and_not_for_ever()
    {
        QuoteRecorder recorder = new(_markets, _time, TimeSpan.FromSeconds(15), 16);
        Assert.Empty(recorder.Take(isFlowing: false).Turns);
        Sweep(recorder, "A", 4_000);
        recorder.Take(isFlowing: false);
        Pass(30_000);
        Assert.Equal(Millis(noon), recorder.Take(isFlowing: false).WholeTo);
        Pass(600_000);
        StretchTurn end = Assert.Single(recorder.Take(isFlowing: false).Turns);
        Assert.Equal((Millis(noon), "no pass was made"), (end.At, end.Ended));
        Assert.Empty(recorder.Take(isFlowing: false).Turns);
    }

    [Fact]
    public void What_has_no_room_is_counted_and_the_stretch_ends_before_it()
    {
        QuoteRecorder recorder = Flowing(3);
        for (int i = 0; i < 5; i++)
        {
            Tell(recorder, "A", 4_000 + i, 100);
            Pass(1);
        }

        QuoteBatch full = recorder.Take(isFlowing: true);
        Assert.Equal([4_000, 4_001, 4_002], full.Changes.ToArray().Select(static row => row.YesBid));
        Assert.Equal(2, full.Turns.Count);
        Assert.Equal((Millis(noon) + 2, 2L), (full.Turns[0].At, full.Turns[0].Dropped));
        Assert.Equal((Millis(noon) + 5, null), (full.Turns[1].At, full.Turns[1].Ended));
        Assert.Equal(2, recorder.Dropped);

        // The price that was dropped is said again.
        recorder.Tell(10);
        QuoteChange held = Assert.Single(recorder.Take(isFlowing: true).Changes.ToArray());
        Assert.Equal((QuoteWord.Held, 4_004), (held.Word, held.YesBid));
    }

    [Fact]
    public void A_new_day_says_again_how_everything_stands_in_as_many_turns_as_it_takes()
    {
        QuoteRecorder recorder = Flowing(2);
        foreach (string ticker in (string[])["A", "B", "C"])
        {
            Tell(recorder, ticker, 4_000, 100);
            recorder.Take(isFlowing: true);
        }

        _time.Advance(TimeSpan.FromHours(12));
        recorder.Take(isFlowing: true);
        Assert.False(recorder.Tell(10));
        QuoteChange[] first = recorder.Take(isFlowing: true).Changes.ToArray();
        Assert.False(recorder.Tell(10));
        QuoteChange[] second = recorder.Take(isFlowing: true).Changes.ToArray();
        Assert.Equal([0, 1, 2], first.Concat(second).Select(static row => row.Market));
        Assert.All(first.Concat(second), row => Assert.Equal((QuoteWord.Held, Millis(noon.AddHours(12))), (row.Word, row.At)));
        Assert.False(recorder.Tell(10));
        Assert.True(recorder.Take(isFlowing: true).Changes.IsEmpty);
    }

    [Fact]
    public void A_clock_that_goes_back_ends_the_stretch_until_it_has_come_again()
    {
        long now = Millis(noon);
        SetClock clock = new(() => now);
        QuoteRecorder recorder = new(_markets, clock, TimeSpan.FromSeconds(15), 16);
        recorder.Take(isFlowing: true);
        now += 10_000;
        Tell(recorder, "A", 4_000, 100);
        now -= 500;
        Tell(recorder, "A", 4_100, 100);
        now -= 5_000;
        Tell(recorder, "A", 4_200, 100);
        QuoteBatch back = recorder.Take(isFlowing: true);

        // Half a second is no more than clocks are put right by: no row is earlier than the one before.
        Assert.Equal([now + 5_500, now + 5_500], back.Changes.ToArray().Select(static row => row.At));
        StretchTurn end = Assert.Single(back.Turns);
        Assert.Equal((now + 5_500, "the clock went back"), (end.At, end.Ended));
        now += 6_000;
        Assert.Equal(now, Assert.Single(recorder.Take(isFlowing: true).Turns).At);
    }

    [Fact]
    public void Nothing_is_earlier_than_what_an_earlier_process_wrote()
    {
        QuoteRecorder recorder = new(_markets, _time, TimeSpan.FromSeconds(15), 16);
        recorder.Begin(Millis(noon) + 3_000, lost: 0);
        Assert.Empty(recorder.Take(isFlowing: true).Turns);
        Pass(3_000);
        Assert.Equal(Millis(noon) + 3_001, Assert.Single(recorder.Take(isFlowing: true).Turns).At);
    }

    private QuoteRecorder Flowing(int capacity)
    {
        QuoteRecorder recorder = new(_markets, _time, TimeSpan.FromSeconds(15), capacity);
        recorder.Take(isFlowing: true);
        recorder.Tell(10);
        return recorder;
    }

    private void Tell(QuoteRecorder recorder, string ticker, int bid, long size)
    {
        _markets.TakeTouch(
            _markets.Add(ticker), new Touch(Price.FromTicks(bid), Quantity.FromHundredths(size), Price.One, Quantity.Zero), Millis(noon));
        recorder.Turned();
    }

    private void Sweep(QuoteRecorder recorder, string ticker, int bid)
    {
        _markets.NoteSweep();
        Tell(recorder, ticker, bid, 100);
    }

    private void Pass(int milliseconds) => _time.Advance(TimeSpan.FromMilliseconds(milliseconds));

    private static long Millis(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    private sealed class SetClock(Func<long> now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(now());
    }
}
