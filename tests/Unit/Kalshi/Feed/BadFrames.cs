using System.Text;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>Whatever a socket may bring: it has a name, it is counted, and it concerns only what it is about.</summary>
public sealed class BadFrames
{
    private const string Good = "KXGOOD";
    private const string Hit = "KXHIT";

    private readonly Conversation talk = Conversation.Begin(FeedChannels.Books | FeedChannels.Ticker | FeedChannels.Lifecycle, Good, Hit);

    public BadFrames()
    {
        talk.Venue.Change(Good, "yes", 4_000, 500);
        talk.Venue.Change(Hit, "yes", 4_000, 500);
        talk.Settle();
    }

    public static TheoryData<string, string, FeedCount, BookDoubt> Frames => new()
    {
        { "no JSON", "nonsense", FeedCount.Malformed, BookDoubt.None },
        { "nothing", "", FeedCount.Malformed, BookDoubt.None },
        { "cut off", """{"type":"orderbook_delta","sid":3,"seq":""", FeedCount.Malformed, BookDoubt.None },
        { "a list", "[1,2]", FeedCount.Malformed, BookDoubt.None },
        { "null", "null", FeedCount.Malformed, BookDoubt.None },
        { "two objects", "{}{}", FeedCount.Malformed, BookDoubt.None },
        { "deep", new string('[', 10_000), FeedCount.Malformed, BookDoubt.None },
        { "no Unicode", "{\"type\":\"\ud800\"}", FeedCount.UnknownTypes, BookDoubt.None },
        { "an object without a type", "{}", FeedCount.UnknownTypes, BookDoubt.None },
        { "a type of tomorrow", """{"type":"multiverse","msg":{}}""", FeedCount.UnknownTypes, BookDoubt.None },
        { "a type that is a number", """{"type":7}""", FeedCount.UnknownTypes, BookDoubt.None },
        { "a subscription that is not ours", Delta(Hit).Replace("\"sid\":3", "\"sid\":77", StringComparison.Ordinal), FeedCount.UnknownSubscriptions, BookDoubt.None },
        { "no subscription", Delta(Hit).Replace("\"sid\":3,", "", StringComparison.Ordinal), FeedCount.UnknownSubscriptions, BookDoubt.None },
        { "a market nobody asked for", Delta("KXSTRANGER"), FeedCount.UnknownMarkets, BookDoubt.None },
        { "below nothing", Delta(Hit, change: "-5.01"), FeedCount.NegativeLevels, BookDoubt.NegativeLevel },
        { "nobody holds so much", Delta(Hit, change: "99999999999999.00"), FeedCount.NegativeLevels, BookDoubt.NegativeLevel },
        { "a price of nothing", Delta(Hit, price: "0.0000"), FeedCount.NegativeLevels, BookDoubt.NegativeLevel },
        { "a price above a dollar", Delta(Hit, price: "1.0001"), FeedCount.Unreadable, BookDoubt.Unreadable },
        { "a price of five decimals", Delta(Hit, price: "0.40001"), FeedCount.Unreadable, BookDoubt.Unreadable },
        { "a price that is no number", Delta(Hit, price: "NaN"), FeedCount.Unreadable, BookDoubt.Unreadable },
        { "a change that is no text", Delta(Hit).Replace("\"1.00\"", "1.00", StringComparison.Ordinal), FeedCount.Unreadable, BookDoubt.Unreadable },
        { "a side of tomorrow", Delta(Hit).Replace("\"yes\"", "\"maybe\"", StringComparison.Ordinal), FeedCount.Unreadable, BookDoubt.Unreadable },
        { "no side", Delta(Hit).Replace(",\"side\":\"yes\"", "", StringComparison.Ordinal), FeedCount.Unreadable, BookDoubt.Unreadable },
        { "a side twice", Delta(Hit).Replace("\"side\":\"yes\"", "\"side\":\"no\",\"side\":7", StringComparison.Ordinal), FeedCount.Unreadable, BookDoubt.Unreadable },
        { "a snapshot below nothing", Snapshot("""[["0.4000","-1.00"]]"""), FeedCount.Unreadable, BookDoubt.Unreadable },
        { "a snapshot with a hole", Snapshot("""[["0.4000","1.00"],["0.3900"]]"""), FeedCount.Unreadable, BookDoubt.Unreadable },
        { "a snapshot of numbers", Snapshot("[[0.40,1]]"), FeedCount.Unreadable, BookDoubt.Unreadable },
        { "a snapshot that is a word", Snapshot("\"none\""), FeedCount.Unreadable, BookDoubt.Unreadable },
        { "a level of three", Snapshot("""[["0.4000","1.00","2.00"]]"""), FeedCount.Unreadable, BookDoubt.Unreadable },
        { "a level for a dollar", Snapshot("""[["1.0000","1.00"]]"""), FeedCount.Unreadable, BookDoubt.Unreadable },
        { "a crossed snapshot", Snapshot("""[["0.7000","1.00"]],"no_dollars_fp":[["0.6000","1.00"]]"""), FeedCount.CrossedBooks, BookDoubt.Crossed },
        { "a snapshot of a stranger", Snapshot("[]").Replace(Hit, "KXSTRANGER", StringComparison.Ordinal), FeedCount.UnknownMarkets, BookDoubt.None },
        { "a ticker of a stranger", """{"type":"ticker","sid":1,"msg":{"market_ticker":"KXSTRANGER"}}""", FeedCount.UnknownMarkets, BookDoubt.None },
        { "a ticker of nobody", """{"type":"ticker","sid":1,"msg":{}}""", FeedCount.Unreadable, BookDoubt.None },
        { "a ticker without prices", $"{{\"type\":\"ticker\",\"sid\":1,\"msg\":{{\"market_ticker\":\"{Hit}\"}}}}", FeedCount.Unreadable, BookDoubt.None },
        { "an error out of nowhere", """{"type":"error","msg":{"code":6,"msg":"already"}}""", FeedCount.OtherErrors, BookDoubt.None },
        { "a lifecycle of nobody", """{"type":"market_lifecycle_v2","sid":2,"seq":1,"msg":{"event_type":"created"}}""", FeedCount.Unreadable, BookDoubt.None },
    };

    [Theory]
    [MemberData(nameof(Frames))]
    public void A_bad_frame_is_counted_and_concerns_only_its_market(string what, string frame, FeedCount count, BookDoubt doubt)
    {
        long before = talk.Counters[count];
        talk.Hear(frame);
        Assert.True(talk.Counters[count] == before + 1, what);
        Assert.Equal(doubt, talk.Doubt(Hit));
        Assert.Equal(BookDoubt.None, talk.Doubt(Good));
        Assert.Null(talk.Session.Ending);
    }

    [Fact]
    public void A_market_out_of_step_asks_for_its_own_snapshot_and_is_in_step_after_it()
    {
        talk.Venue.Send(3, "orderbook_delta", $"{{\"market_ticker\":\"{Hit}\",\"price_dollars\":\"0.4000\",\"delta_fp\":\"-9.00\",\"side\":\"yes\"}}");
        talk.Deliver();
        Assert.Equal(BookDoubt.NegativeLevel, talk.Doubt(Hit));
        Assert.True(talk.Speak());
        Assert.Contains("\"action\":\"get_snapshot\",\"market_tickers\":[\"KXHIT\"]", talk.Venue.Commands[^1], StringComparison.Ordinal);
        talk.Settle();
        Assert.Equal((BookDoubt.None, BookDoubt.None), (talk.Doubt(Hit), talk.Doubt(Good)));
        Assert.Equal(talk.Venue.Text(Hit), talk.Text(Hit));
    }

    [Fact]
    public void A_book_that_stays_crossed_is_asked_for_again()
    {
        talk.Venue.Change(Hit, "no", 6_100, 100);
        talk.Deliver();
        Assert.Equal((BookDoubt.Crossed, BookDoubt.None), (talk.Doubt(Hit), talk.Doubt(Good)));
        Assert.False(talk.Speak());
        talk.Venue.Now += 2_000;
        Assert.True(talk.Speak());
        Assert.Contains("get_snapshot", talk.Venue.Commands[^1], StringComparison.Ordinal);
        talk.Venue.Change(Hit, "no", 6_100, -100);
        talk.Settle();
        Assert.Equal(BookDoubt.None, talk.Doubt(Hit));

        // Once by the change, and once by the snapshot, which was made before it was taken back.
        Assert.Equal(2, talk.Counters[FeedCount.CrossedBooks]);
    }

    /// <summary>Real books are crossed for some milliseconds when a bid meets another.</summary>
    [Fact]
    public void A_book_that_is_crossed_for_a_moment_heals_itself()
    {
        talk.Venue.Change(Hit, "no", 6_000, 100);
        talk.Deliver();
        Assert.Equal(BookDoubt.Crossed, talk.Doubt(Hit));
        talk.Venue.Change(Hit, "yes", 4_000, -500);
        talk.Deliver();
        Assert.Equal(BookDoubt.None, talk.Doubt(Hit));
        talk.Venue.Now += 3_000;
        Assert.False(talk.Speak());
        Assert.Equal(0, talk.Counters[FeedCount.Resyncs]);
    }

    [Fact]
    public void A_market_that_the_venue_refuses_does_not_take_the_others_with_it()
    {
        Conversation refused = new(FeedChannels.Books, null, "A", "B", "C", "D", "E");
        refused.Venue.Refuses.Add("D");
        refused.Session.Want([0, 1, 2, 3, 4]);
        refused.Session.Open(refused.Venue.Now);
        refused.Settle();
        Assert.Equal(
            [BookDoubt.None, BookDoubt.None, BookDoubt.None, BookDoubt.Refused, BookDoubt.None],
            ((string[])["A", "B", "C", "D", "E"]).Select(refused.Doubt));
        Assert.Equal(1, refused.Counters[FeedCount.RefusedMarkets]);
        refused.Venue.Refuses.Clear();
        refused.Venue.Now += 10 * 60_000;
        refused.Settle();
        Assert.Equal(BookDoubt.None, refused.Doubt("D"));
    }

    [Fact]
    public void A_change_that_says_no_market_puts_all_books_of_the_connection_out_of_step()
    {
        talk.Hear(Delta(Hit).Replace($"\"market_ticker\":\"{Hit}\",", "", StringComparison.Ordinal));
        Assert.Equal((BookDoubt.Unreadable, BookDoubt.Unreadable), (talk.Doubt(Hit), talk.Doubt(Good)));
    }

    [Fact]
    public void A_frame_without_its_number_is_not_believed()
    {
        talk.Hear(Delta(Hit).Replace($"\"seq\":{Next},", "", StringComparison.Ordinal));
        Assert.Equal((BookDoubt.Gap, BookDoubt.Gap), (talk.Doubt(Hit), talk.Doubt(Good)));
        Assert.Equal(1, talk.Counters[FeedCount.Unreadable]);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(25)]
    [InlineData(9)]
    public void An_error_that_ends_a_channel_ends_the_connection(int code)
    {
        talk.Hear($"{{\"type\":\"error\",\"sid\":3,\"msg\":{{\"code\":{code},\"msg\":\"end\"}}}}");
        Assert.NotNull(talk.Session.Ending);
        Assert.Equal(1, talk.Counters[FeedCount.TerminalErrors]);
        talk.Session.Close();
        Assert.Equal(BookDoubt.Disconnected, talk.Doubt(Good));
    }

    [Fact]
    public void A_huge_frame_ends_the_connection()
    {
        talk.Session.RefuseHugeFrame();
        Assert.NotNull(talk.Session.Ending);
        Assert.Equal(1, talk.Counters[FeedCount.Huge]);
    }

    /// <summary>Pings keep a socket alive below us; here nothing is heard, whoever pings.</summary>
    [Fact]
    public void A_socket_that_says_nothing_is_asked_and_then_given_up()
    {
        talk.Venue.Now += 15_001;
        Assert.Equal(BookDoubt.Silent, talk.Doubt(Good));
        talk.Venue.Answers = false;
        Assert.True(talk.Speak());
        Assert.Contains("list_subscriptions", talk.Venue.Commands[^1], StringComparison.Ordinal);
        talk.Venue.Now += 10_001;
        Assert.False(talk.Speak());
        Assert.NotNull(talk.Session.Ending);
        Assert.Equal((1, 1), (talk.Counters[FeedCount.Probes], talk.Counters[FeedCount.DeadConnections]));
    }

    [Fact]
    public void A_quiet_socket_that_answers_is_kept()
    {
        talk.Venue.Now += 15_001;
        Assert.True(talk.Speak());
        talk.Deliver();
        Assert.Null(talk.Session.Ending);
        Assert.Equal(BookDoubt.None, talk.Doubt(Good));
    }

    [Fact]
    public void Messages_that_come_late_make_the_books_unusable_until_one_comes_in_time()
    {
        talk.Venue.Change(Good, "yes", 4_000, 1);
        talk.Venue.Now += 2_001;
        talk.Deliver();
        Assert.Equal(BookDoubt.Late, talk.Doubt(Hit));
        Assert.Equal(1, talk.Counters[FeedCount.LateMessages]);
        talk.Venue.Change(Good, "yes", 4_000, 1);
        talk.Deliver();
        Assert.Equal(BookDoubt.None, talk.Doubt(Hit));
    }

    [Fact]
    public void A_command_that_is_never_acknowledged_ends_the_connection_and_nothing_is_asked_meanwhile()
    {
        talk.Venue.Answers = false;
        talk.Session.Want([0]);
        Assert.True(talk.Speak());
        int said = talk.Venue.Commands.Count;
        talk.Session.Want([0, 1]);
        Assert.False(talk.Speak());
        talk.Venue.Now += 10_001;
        talk.Hear("""{"type":"ok","id":999,"msg":[]}""");
        Assert.False(talk.Speak());
        Assert.Equal(said, talk.Venue.Commands.Count);
        Assert.NotNull(talk.Session.Ending);
        Assert.Equal(1, talk.Counters[FeedCount.Unacknowledged]);
    }

    private static long Next => 5;

    private static string Delta(string ticker, string price = "0.4000", string change = "1.00") =>
        $"{{\"type\":\"orderbook_delta\",\"sid\":3,\"seq\":{Next},\"msg\":{{\"market_ticker\":\"{ticker}\",\"market_id\":\"m\",\"price_dollars\":\"{price}\",\"delta_fp\":\"{change}\",\"side\":\"yes\"}}}}";

    private static string Snapshot(string yes) =>
        $"{{\"type\":\"orderbook_snapshot\",\"sid\":3,\"seq\":{Next},\"msg\":{{\"market_ticker\":\"{Hit}\",\"yes_dollars_fp\":{yes}}}}}";
}
