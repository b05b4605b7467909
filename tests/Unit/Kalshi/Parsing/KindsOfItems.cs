using System.Text;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>What an object is, its own keys tell, in whatever order they come.</summary>
public sealed class KindsOfItems
{
    public static TheoryData<string, string, string> Objects => new()
    {
        { "market in the venue's order", "Market", """{"ticker":"M","event_ticker":"E","market_type":"binary"}""" },
        { "market in alphabetical order", "Market", """{"can_close_early":true,"close_time":"","event_ticker":"E","title":"x","ticker":"M"}""" },
        { "market that names its series first", "Market", """{"series_ticker":"S","event_ticker":"E","title":"x","ticker":"M","status":"active"}""" },
        { "market of an old recording", "Market", """{"ticker":"M","event_ticker":"E","title":"x","yes_bid":4}""" },
        { "market without its event", "Market", """{"ticker":"M","market_type":"binary","title":"x"}""" },
        { "market without its ticker", "Market", """{"event_ticker":"E","title":"x","yes_bid_dollars":"0.1"}""" },
        { "combo", "Market", """{"event_ticker":"E","mve_selected_legs":[{"market_ticker":"L","event_ticker":"F"}],"ticker":"M","title":"x"}""" },
        { "event with its markets", "Event", """{"event_ticker":"E","series_ticker":"S","title":"x","markets":[{"ticker":"M"}]}""" },
        { "event with its markets first", "Event", """{"markets":[{"ticker":"M","event_ticker":"E"}],"event_ticker":"E","series_ticker":"S"}""" },
        { "event without its markets", "Event", """{"event_ticker":"E","series_ticker":"S","sub_title":"","title":"x"}""" },
        { "event in alphabetical order", "Event", """{"category":"x","event_ticker":"E","markets":[],"mutually_exclusive":true,"title":"x"}""" },
        { "series", "Series", """{"ticker":"S","title":"x","fee_type":"quadratic","fee_multiplier":1}""" },
        { "series with its fee alone", "Series", """{"fee_multiplier":1,"ticker":"S"}""" },
        { "book", "Book", """{"ticker":"M","orderbook_fp":{"yes_dollars":[],"no_dollars":[]}}""" },
        { "book of one market", "Book", """{"orderbook_fp":{"yes_dollars":[],"no_dollars":[]}}""" },
        { "page of markets", "Wrapper", """{"cursor":"x","markets":[{"ticker":"M"}]}""" },
        { "page of one event", "Wrapper", """{"event":{"event_ticker":"E"},"markets":[]}""" },
        { "saved page", "Wrapper", """{"at":"2026-08-20T12:00:00Z","kind":"rest","path":"/events","body":{"events":[]}}""" },
        { "series with candles", "Wrapper", """{"series_ticker":"S","markets":{"M":{"period_interval":1}}}""" },
        { "position", "Wrapper", """{"ticker":"M","event_ticker":"E","position_fp":"1.00"}""" },
        { "settlement", "Wrapper", """{"ticker":"M","event_ticker":"E","market_result":"yes","fee_cost":"0.02"}""" },
        { "order", "Wrapper", """{"order_id":"1","ticker":"M","yes_price_dollars":"0.1","status":"resting"}""" },
        { "fill", "Wrapper", """{"fill_id":"1","ticker":"M","market_ticker":"M","is_taker":true}""" },
        { "trade", "Wrapper", """{"trade_id":"1","ticker":"M","count_fp":"1.00"}""" },
        { "ticker message", "Wrapper", """{"market_ticker":"M","yes_bid_dollars":"0.1","yes_ask_dollars":"0.2"}""" },
        { "collection", "Wrapper", """{"collection_ticker":"C","series_ticker":"S","title":"x","associated_events":[{"ticker":"E"}]}""" },
        { "nothing", "Wrapper", "{}" },
    };

    [Theory]
    [MemberData(nameof(Objects))]
    public void An_object_is_what_its_keys_tell(string what, string kind, string json)
    {
        Assert.NotEmpty(what);
        Assert.Equal(kind, ItemKinds.Tell(Encoding.UTF8.GetBytes(json), isFinal: true).ToString());
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void A_part_of_an_object_is_never_taken_for_something_else(string what, string kind, string json)
    {
        Assert.NotEmpty(what);
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        for (int length = 1; length < bytes.Length; length++)
        {
            ItemKind told = ItemKinds.Tell(bytes.AsSpan(0, length), isFinal: false);
            Assert.True(told == ItemKind.Undecided || told.ToString() == kind, $"{told} after {json[..length]}");
        }
    }

    [Fact]
    public void A_page_longer_than_any_window_is_not_waited_for()
    {
        byte[] head = Encoding.UTF8.GetBytes("{\"cursor\":\"\",\"markets\":[" + new string(' ', 100_000));
        Assert.Equal(ItemKind.Wrapper, ItemKinds.Tell(head, isFinal: false));
    }

    [Fact]
    public void A_long_text_before_the_telling_keys_is_waited_for()
    {
        byte[] head = Encoding.UTF8.GetBytes("{\"rules_primary\":\"" + new string('x', 500_000));
        Assert.Equal(ItemKind.Undecided, ItemKinds.Tell(head, isFinal: false));
    }

    [Fact]
    public void An_item_too_large_for_memory_costs_its_line()
    {
        string large = $"{{\"ticker\":\"BIG\",\"event_ticker\":\"E\",\"title\":\"{new string('x', 50_000)}\"}}";
        string small = """{"ticker":"M","event_ticker":"E","title":"x"}""";
        using MemoryStream stream = new(Encoding.UTF8.GetBytes($"{small}\n{large}\n{small}\n"));
        ItemSplitter splitter = new(stream, window: 64, largestItem: 10_000);
        int found = 0;
        while (splitter.Next() is { } block)
        {
            found += block.Items.Count;
            block.Dispose();
        }

        Assert.Equal(2, found);
        Assert.Contains("line 2, byte 46 (an item is larger than", splitter.Damage, StringComparison.Ordinal);
    }
}
