using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>What was approved and stored is what leaves, byte for byte.</summary>
public sealed class SealedBytes
{
    private const string Plain =
        """{"ticker":"KXCPI-26NOV-T3.0","client_order_id":"mine-1","side":"ask","count":"12.50","price":"0.4200","time_in_force":"immediate_or_cancel","self_trade_prevention_type":"taker_at_cross","subaccount":7,"cancel_order_on_pause":true}""";

    [Fact]
    public void An_order_is_written_as_the_venue_takes_it()
    {
        Assert.Equal(Plain, Text(SomeOrder.Sealed()));
        NewOrder resting = SomeOrder.New() with
        {
            Side = BookSide.Bid,
            TimeInForce = TimeInForce.GoodTillCanceled,
            SelfTradePrevention = SelfTradePrevention.Maker,
            ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(1_795_464_000),
            PostOnly = true,
            ReduceOnly = true,
            CancelOnPause = false,
            GroupId = "group-1",
            ExchangeIndex = 2,
        };
        Assert.Equal(
            """{"ticker":"KXCPI-26NOV-T3.0","client_order_id":"mine-1","side":"bid","count":"12.50","price":"0.4200","time_in_force":"good_till_canceled","self_trade_prevention_type":"maker","subaccount":7,"expiration_time":1795464000,"post_only":true,"reduce_only":true,"cancel_order_on_pause":false,"order_group_id":"group-1","exchange_index":2}""",
            Text(SealedOrder.Seal(resting, SomeOrder.Subaccount)));
    }

    [Fact]
    public async Task The_bytes_that_leave_are_the_bytes_that_were_stored()
    {
        SealedOrder made = SomeOrder.Sealed();
        byte[] stored = made.Body.Bytes.ToArray();
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(stored)), made.Body.Hash);

        using Desk desk = Desk.Says(201, """{"order_id":"o","fill_count":"12.50","remaining_count":"0.00","ts_ms":1}""");
        Assert.Equal("Accepted", (await desk.Create(SealedOrder.Restore(stored, made.Body.Hash))).Short());
        Asked asked = Assert.Single(desk.Venue.Asked);
        Assert.Equal(("POST", "/portfolio/events/orders"), (asked.Method, asked.Target));
        Assert.Equal(stored, asked.Body);
    }

    [Fact]
    public void A_stored_order_with_another_hash_is_not_taken_back()
    {
        SealedOrder made = SomeOrder.Sealed();
        byte[] altered = Encoding.UTF8.GetBytes(Plain.Replace("12.50", "92.50", StringComparison.Ordinal));
        Assert.Throws<AlteredBodyException>(() => SealedOrder.Restore(altered, made.Body.Hash));
        Assert.Throws<AlteredBodyException>(() => SealedOrder.Restore(made.Body.Bytes.Span, SealedBody.Empty.Hash));
        Assert.Throws<AlteredBodyException>(() => SealedOrder.Restore("{}"u8, SealedBody.Seal("{}"u8).Hash));
        Assert.Throws<AlteredBodyException>(() => SealedOrder.Restore("not json"u8, SealedBody.Seal("not json"u8).Hash));
    }

    [Fact]
    public async Task An_order_altered_in_memory_is_not_sent()
    {
        SealedOrder order = SomeOrder.Sealed();
        Alter(order);
        using Desk desk = Desk.Says(201, "{}");
        await Assert.ThrowsAsync<AlteredBodyException>(() => desk.Create(order));
        Assert.Empty(desk.Venue.Asked);
        Assert.Equal(0, desk.Client.WriteCounters.Sent);
        await Assert.ThrowsAsync<AlteredBodyException>(() => desk.Client.Orders.CreateBatch([SomeOrder.Sealed("other"), order], default));
    }

    /// <summary>
    /// The last look is where the bytes are handed to the socket, after everything that could still touch them.
    /// </summary>
    [Fact]
    public async Task An_order_altered_on_its_way_to_the_socket_does_not_reach_it()
    {
        SealedOrder order = SomeOrder.Sealed();
        using MemoryStream socket = new();
        using Desk desk = new(async (request, stop) =>
        {
            Alter(order);
            await request.Content!.CopyToAsync(socket, stop);
            return FakeVenue.Message(201, "{}");
        });
        desk.Venue.ReadsBodies = false;
        await Assert.ThrowsAsync<AlteredBodyException>(() => desk.Create(order));
        Assert.Equal(0, socket.Length);
    }

    /// <summary>
    /// The approval is asked for again when the connection stands: by then it may have been taken back.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_order_that_may_no_longer_leave_is_held_back_at_the_socket(int lastAsked)
    {
        int asked = 0;
        using MemoryStream socket = new();
        using Desk desk = new(async (request, stop) =>
        {
            await request.Content!.CopyToAsync(socket, stop);
            return FakeVenue.Message(201, "{}");
        });
        desk.Venue.ReadsBodies = false;
        WriteOutcome<OrderReceipt> outcome = await desk.Client.Orders.Create(
            SomeOrder.Sealed(), default, () => ++asked >= lastAsked ? "halted" : null);
        Assert.Equal(("halted", lastAsked), (Assert.IsType<WriteOutcome<OrderReceipt>.Rejected>(outcome).Evidence.Message, asked));
        Assert.Equal("Rejected NotSent", outcome.Short());
        Assert.Equal((0, 0, 1), (socket.Length, desk.Client.WriteCounters.Sent, desk.Client.WriteCounters.NotSent));
    }

    public static TheoryData<string, NewOrder> Impossible => new()
    {
        { "no side", SomeOrder.New() with { Side = BookSide.Unknown } },
        { "nothing", SomeOrder.New() with { Count = Quantity.Zero } },
        { "less than nothing", SomeOrder.New() with { Count = Quantity.FromHundredths(-1) } },
        { "for nothing", SomeOrder.New() with { YesPrice = Price.Zero } },
        { "for a dollar", SomeOrder.New() with { YesPrice = Price.One } },
        { "no market", SomeOrder.New() with { Ticker = " " } },
        { "no id", SomeOrder.New() with { ClientOrderId = "" } },
        { "an end to what does not stay", SomeOrder.New() with { ExpiresAt = DateTimeOffset.UnixEpoch } },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void An_order_that_could_mean_nothing_is_not_sealed(string what, NewOrder order)
    {
        Assert.NotEmpty(what);
        Assert.Throws<ArgumentException>(() => SealedOrder.Seal(order, 0));
    }

    [Fact]
    public async Task An_order_of_another_subaccount_is_not_sent()
    {
        using Desk desk = Desk.Says(201, "{}");
        await Assert.ThrowsAsync<ArgumentException>(() => desk.Create(SealedOrder.Seal(SomeOrder.New(), subaccount: 0)));
        Assert.Empty(desk.Venue.Asked);
    }

    private static void Alter(SealedOrder order) => MemoryMarshal.AsMemory(order.Body.Bytes).Span[^3] ^= 1;

    private static string Text(SealedOrder order) => Encoding.UTF8.GetString(order.Body.Bytes.Span);
}
