using Dutchbook.Domain;
using Dutchbook.Execution;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dutchbook.Unit.Execution.Paper;

public sealed class PaperVenues : IDisposable
{
    private readonly FakeTimeProvider time = new(Some.Now);
    private readonly TradePlan plan = Some.Plan(Some.Pair(fees: Some.NoFees));
    private readonly Books live;
    private readonly PaperVenue venue;
    private int orders;

    public PaperVenues()
    {
        live = new Books();
        Show((45, 10), (46, 20));
        venue = new PaperVenue(live, static _ => Some.NoFees, MemberKind.Direct, time,
            new Dictionary<int, Money> { [0] = Money.FromDollars(100) })
        {
            Latency = TimeSpan.Zero,
        };
    }

    [Fact]
    public async Task An_order_walks_the_levels_up_to_its_limit()
    {
        SubmitAnswer.Accepted answer = Assert.IsType<SubmitAnswer.Accepted>(await Buy(15, 46));
        Assert.Equal((Some.Contracts(15), Quantity.Zero), (answer.Filled, answer.Remaining));
        IReadOnlyList<VenueFill> fills = await Fills();
        Assert.Equal([(45, 1_000L), (46, 500L)], fills.Select(static fill => (fill.Price.Ticks / 100, fill.Quantity.Hundredths)));

        // 10 at 45 and 5 at 46 are 6.80.
        Assert.Equal("93.2000", (await Cash()).ToString());
    }

    [Fact]
    public async Task What_was_taken_stays_taken_until_the_level_changes()
    {
        await Buy(10, 45);
        Assert.Equal(Quantity.Zero, Assert.IsType<SubmitAnswer.Accepted>(await Buy(10, 45)).Filled);
        Assert.DoesNotContain((await Views()).Book!.Asks(Side.No), static ask => ask.Price == Some.Cents(45));

        Show((45, 12), (46, 20));
        Assert.Equal(Some.Contracts(12), Assert.IsType<SubmitAnswer.Accepted>(await Buy(20, 45)).Filled);
    }

    [Fact]
    public async Task All_or_nothing_is_nothing_where_less_is_offered()
    {
        SubmitAnswer.Rejected answer = Assert.IsType<SubmitAnswer.Rejected>(await Buy(11, 45, TimeInForce.FillOrKill));
        Assert.Equal(RejectionKind.Killed, answer.Kind);
        Assert.Equal("100.0000", (await Cash()).ToString());
    }

    [Fact]
    public async Task An_id_is_used_once()
    {
        OrderIntent intent = Intent(1, 45, TimeInForce.ImmediateOrCancel);
        Assert.IsType<SubmitAnswer.Accepted>(await Submit(intent));
        Assert.IsType<SubmitAnswer.Exists>(await Submit(intent));
    }

    [Fact]
    public async Task What_rests_fills_only_when_the_book_trades_through_its_price()
    {
        SubmitAnswer.Accepted answer = Assert.IsType<SubmitAnswer.Accepted>(await Buy(5, 44, TimeInForce.GoodTillCanceled));
        Assert.Equal(Some.Contracts(5), answer.Remaining);
        Show((44, 50));
        Assert.Equal(Quantity.Zero, (await Row()).Filled);
        Show((43, 3), (44, 50));
        Assert.Equal((Some.Contracts(3), VenueOrderStatus.Resting), ((await Row()).Filled, (await Row()).Status));
        time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal((Some.Contracts(3), VenueOrderStatus.Canceled), ((await Row()).Filled, (await Row()).Status));
    }

    [Fact]
    public async Task Nothing_is_bought_without_cash_or_known_fees_or_in_a_market_that_is_not_open()
    {
        using PaperVenue poor = new(live, static _ => Some.NoFees, MemberKind.Direct, time, new Dictionary<int, Money>()) { Latency = TimeSpan.Zero };
        Assert.Equal(RejectionKind.Funds, (await Refused(poor)).Kind);
        using PaperVenue dark = new(live, static _ => null, MemberKind.Direct, time, new Dictionary<int, Money>()) { Latency = TimeSpan.Zero };
        Assert.Equal("fees_unknown", (await Refused(dark)).Code);
        live.View = live.View with { Status = MarketStatus.Inactive };
        Assert.Equal(RejectionKind.NotTrading, (await Refused(venue)).Kind);
    }

    [Fact]
    public async Task Selling_closes_pairs_and_never_more_than_is_held()
    {
        await Buy(10, 45);
        OrderIntent sale = Intent(99, 60, TimeInForce.ImmediateOrCancel) with { Side = Side.Yes, ReduceOnly = true };
        SubmitAnswer.Accepted answer = Assert.IsType<SubmitAnswer.Accepted>(await Submit(sale));
        Assert.Equal(Some.Contracts(10), answer.Filled);

        // Ten NO cost 4.50; ten YES at 57 close ten pairs: 10 - 5.70 come back.
        Assert.Equal("99.8000", (await Cash()).ToString());
        Assert.Empty(Known(await venue.ReadPositionsAsync(0, default)));
    }

    [Fact]
    public async Task A_market_that_is_paid_pays_the_paper_position()
    {
        await Buy(10, 45);
        Assert.Empty(Known(await venue.ReadSettlementsAsync(0, Some.Now, default)));
        live.View = live.View with { Status = MarketStatus.Finalized, Result = MarketResult.No };
        VenueSettlement paid = Assert.Single(Known(await venue.ReadSettlementsAsync(0, Some.Now, default)));
        Assert.Equal((MarketResult.No, Some.Contracts(10)), (paid.Result, paid.NoCount));
        Assert.Equal("105.5000", (await Cash()).ToString());
    }

    [Fact]
    public async Task A_halt_stops_a_paper_order_too()
    {
        FakeHaltFlag flag = new() { State = new TradingModeState(TradingMode.Halted, "by hand", Some.Now) };
        ApprovedOrder order = new(Intent(1, 45, TimeInForce.ImmediateOrCancel), Some.Now.AddSeconds(2), flag);
        Assert.Equal(RejectionKind.NotSent, Assert.IsType<SubmitAnswer.Rejected>(await venue.SubmitAsync(order, default)).Kind);
    }

    public void Dispose() => venue.Dispose();

    private void Show(params (int, int)[] asks) => live.View = Some.View(plan.Legs[0], asks, [(43, 50)]);

    private Task<SubmitAnswer> Buy(int contracts, int cents, TimeInForce life = TimeInForce.ImmediateOrCancel) =>
        Submit(Intent(contracts, cents, life));

    private Task<SubmitAnswer> Submit(OrderIntent intent) =>
        venue.SubmitAsync(new ApprovedOrder(intent, time.GetUtcNow().AddSeconds(2), new FakeHaltFlag()), default);

    private async Task<SubmitAnswer.Rejected> Refused(PaperVenue other) => Assert.IsType<SubmitAnswer.Rejected>(
        await other.SubmitAsync(new ApprovedOrder(Intent(1, 45, TimeInForce.ImmediateOrCancel), time.GetUtcNow().AddSeconds(2), new FakeHaltFlag()), default));

    private OrderIntent Intent(int contracts, int cents, TimeInForce life) => Some.Intent(plan) with
    {
        ClientOrderId = $"p{++orders}",
        Quantity = Some.Contracts(contracts),
        LimitPrice = Some.Cents(cents),
        TimeInForce = life,
        ExpiresAt = life == TimeInForce.GoodTillCanceled ? time.GetUtcNow().AddSeconds(30) : null,
    };

    private async Task<VenueOrder> Row() => Known(await venue.ReadOrdersAsync(new OrderQuery(0), default))[^1];

    private async Task<MarketView> Views() => Assert.Single(await venue.ReadMarketsAsync(["A"], default));

    private async Task<IReadOnlyList<VenueFill>> Fills() => Known(await venue.ReadFillsAsync(new FillQuery(0), default));

    private async Task<Money> Cash() => Known(await venue.ReadBalancesAsync(0, default)).Total;

    private static T Known<T>(Reading<T> reading) => Assert.IsType<Reading<T>.Known>(reading).Value;

    private sealed class Books : IMarketReader
    {
        public MarketView View { get; set; } = null!;

        public Task<IReadOnlyList<MarketView>> ReadMarketsAsync(IReadOnlyList<string> tickers, CancellationToken stop) =>
            Task.FromResult<IReadOnlyList<MarketView>>([View]);
    }
}
