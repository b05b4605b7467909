using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

/// <summary>orderbook_delta: snapshots, deltas, numbers, and books that a client can rebuild.</summary>
public sealed class BookFeed
{
    [Fact]
    public async Task A_snapshot_comes_first_and_deltas_follow_without_a_gap()
    {
        await using Trader trader = await Trader.Start();
        await using FeedClient feed = await FeedClient.Subscribed(trader, "orderbook_delta", Trader.Market);
        JsonElement snapshot = await feed.Read("orderbook_snapshot");
        JsonElement book = snapshot.GetProperty("msg");
        Assert.Equal(("0.4600", "500.75"), (book.GetProperty("yes_dollars_fp").EnumerateArray().Last()[0].GetString(), book.GetProperty("yes_dollars_fp").EnumerateArray().Last()[1].GetString()));
        Assert.Equal("0.5300", book.GetProperty("no_dollars_fp").EnumerateArray().Last()[0].GetString());

        (await trader.Place(new("bid", "0.4700", "10"))).Expect(System.Net.HttpStatusCode.Created);
        await trader.Rest(new Ticket("bid", "0.4000", "3").With("client_order_id", "mine"));
        JsonElement taken = await feed.Read("orderbook_delta");
        JsonElement added = await feed.Read("orderbook_delta");
        long first = snapshot.GetProperty("seq").GetInt64();
        Assert.Equal((first + 1, first + 2), (taken.GetProperty("seq").GetInt64(), added.GetProperty("seq").GetInt64()));
        JsonElement delta = taken.GetProperty("msg");
        Assert.Equal(("no", "0.5300", "-10.00"), (
            delta.GetProperty("side").GetString(), delta.GetProperty("price_dollars").GetString(), delta.GetProperty("delta_fp").GetString()));
        Assert.False(delta.TryGetProperty("client_order_id", out _));
        delta = added.GetProperty("msg");
        Assert.Equal(("yes", "3.00", "mine"), (
            delta.GetProperty("side").GetString(), delta.GetProperty("delta_fp").GetString(), delta.GetProperty("client_order_id").GetString()));
        Assert.Equal(Demo.At.ToUnixTimeMilliseconds(), delta.GetProperty("ts_ms").GetInt64());
    }

    [Fact]
    public async Task With_use_yes_price_the_no_side_is_told_as_asks()
    {
        await using Trader trader = await Trader.Start();
        await using FeedClient feed = await FeedClient.Connect(trader);
        await feed.Send("subscribe", new { channels = new[] { "orderbook_delta" }, market_ticker = Trader.Market, use_yes_price = true });
        await feed.Read("subscribed");
        JsonElement snapshot = (await feed.Read("orderbook_snapshot")).GetProperty("msg");
        Assert.Equal("0.4700", snapshot.GetProperty("no_dollars_fp").EnumerateArray().Last()[0].GetString());
        Assert.Equal("0.4600", snapshot.GetProperty("yes_dollars_fp").EnumerateArray().Last()[0].GetString());
        trader.Server.Control.Bid(Trader.Market, Side.No, Price.FromTicks(5_200), Quantity.FromContracts(1));
        Assert.Equal("0.4800", (await feed.Read("orderbook_delta")).GetProperty("msg").GetProperty("price_dollars").GetString());
    }

    [Fact]
    public async Task Markets_are_added_dropped_and_shown_again_on_one_subscription()
    {
        await using Trader trader = await Trader.Start();
        const string other = "KXPRESNOMB-28-BCA";
        await using FeedClient feed = await FeedClient.Subscribed(trader, "orderbook_delta", Trader.Market);
        JsonElement first = await feed.Read("orderbook_snapshot");
        int sid = first.GetProperty("sid").GetInt32();
        await feed.Send("update_subscription", new { sid, action = "add_markets", market_tickers = new[] { other } });
        JsonElement ok = await feed.Read("ok");
        Assert.Equal([Trader.Market, other], ok.GetProperty("msg").GetProperty("market_tickers").EnumerateArray().Select(item => item.GetString()));
        JsonElement added = await feed.Read("orderbook_snapshot");
        Assert.Equal(other, added.GetProperty("msg").GetProperty("market_ticker").GetString());

        // The acknowledgement has a number too: every frame of a subscription counts.
        Assert.Equal(first.GetProperty("seq").GetInt64() + 1, ok.GetProperty("seq").GetInt64());
        Assert.Equal(first.GetProperty("seq").GetInt64() + 2, added.GetProperty("seq").GetInt64());
        await feed.Send("update_subscription", new { sids = new[] { sid }, action = "get_snapshot", market_tickers = new[] { other } });
        await feed.Read("ok");
        await feed.Read("orderbook_snapshot");
        await feed.Send("update_subscription", new { sid, action = "delete_markets", market_tickers = new[] { other } });
        await feed.Read("ok");
        trader.Server.Control.Bid(other, Side.Yes, Price.FromTicks(100), Quantity.FromContracts(1));
        trader.Server.Control.Bid(Trader.Market, Side.Yes, Price.FromTicks(100), Quantity.FromContracts(1));
        Assert.Equal(Trader.Market, (await feed.Read("orderbook_delta")).GetProperty("msg").GetProperty("market_ticker").GetString());
        await feed.Send("unsubscribe", new { sids = new[] { sid } });
        Assert.Equal(sid, (await feed.Read("unsubscribed")).GetProperty("sid").GetInt32());
        await feed.Send("list_subscriptions", null);
        Assert.Equal(0, (await feed.Read("ok")).GetProperty("msg").GetArrayLength());
    }

    [Fact]
    public async Task A_book_rebuilt_from_the_feed_is_the_engines_at_every_rest()
    {
        await using Trader trader = await Trader.Start();
        await using FeedClient feed = await FeedClient.Subscribed(trader, "orderbook_delta", Trader.Market);
        RebuiltBook book = new();
        long last = book.Apply(await feed.Read());
        Random random = new(7);
        int expected = 0;
        for (int round = 0; round < 40; round++)
        {
            bool isYes = random.Next(2) == 0;
            int cents = isYes ? random.Next(30, 52) : random.Next(40, 62);
            trader.Server.Control.Bid(
                Trader.Market, isYes ? Side.Yes : Side.No, Price.FromTicks(cents * 100), Quantity.FromHundredths(random.Next(1, 90_000)));
            if (round % 10 == 9)
            {
                ListedBook truth = trader.Server.Control.Book(Trader.Market);
                while (!book.Equals(truth))
                {
                    long next = book.Apply(await feed.Read());
                    Assert.Equal(last + 1, next);
                    last = next;
                    expected++;
                }
            }
        }

        Assert.True(expected >= 40, $"only {expected} deltas");
    }

    /// <summary>Levels as the messages say.</summary>
    private sealed class RebuiltBook
    {
        private readonly SortedDictionary<string, long> _levels = new(StringComparer.Ordinal);

        public long Apply(JsonElement message)
        {
            JsonElement msg = message.GetProperty("msg");
            if (message.GetProperty("type").GetString() == "orderbook_snapshot")
            {
                foreach (string side in new[] { "yes", "no" })
                {
                    foreach (JsonElement level in msg.GetProperty(side + "_dollars_fp").EnumerateArray())
                    {
                        Add(side + level[0].GetString(), level[1].GetString()!);
                    }
                }
            }
            else
            {
                Add(msg.GetProperty("side").GetString() + msg.GetProperty("price_dollars").GetString(), msg.GetProperty("delta_fp").GetString()!);
            }

            return message.GetProperty("seq").GetInt64();
        }

        public bool Equals(ListedBook truth) => _levels.SequenceEqual(truth.YesBids.Select(level => (Side: "yes", Level: level))
            .Concat(truth.NoBids.Select(level => (Side: "no", Level: level)))
            .Select(item => KeyValuePair.Create(item.Side + item.Level.Price, item.Level.Quantity.Hundredths))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal));

        private void Add(string key, string count)
        {
            long after = _levels.GetValueOrDefault(key) + (long)(decimal.Parse(count) * 100);
            Assert.True(after >= 0, $"{key} fell to {after}");
            if (after == 0)
            {
                _levels.Remove(key);
            }
            else
            {
                _levels[key] = after;
            }
        }
    }
}
