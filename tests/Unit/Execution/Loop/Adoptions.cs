using Dutchbook.Domain;
using Dutchbook.Execution;
using Xunit;

namespace Dutchbook.Unit.Execution.Loop;

/// <summary>What is in the account and not ours: taken over by a person, left alone, and never traded beside.</summary>
public sealed class Adoptions
{
    private readonly MemoryJournal journal = new();
    private readonly MemoryHaltFlag flag = new();
    private readonly List<TradingEvent> told = [];
    private DateTimeOffset now = Some.Now;

    [Fact]
    public void An_order_that_was_adopted_may_fill_and_its_market_stays_closed_over_a_restart()
    {
        ExecutionLoop loop = Open();
        loop.Handle(new LoopInput.Adopt(now, Cash(100), [], [Row("x1", "A", Side.Yes)]));
        loop.Handle(Fills(Fill("x1", "A", Side.Yes, 300, "f1")));
        loop = Open();
        loop.Start(now);
        loop.Handle(Fills(Fill("x1", "A", Side.Yes, 200, "f2"), Fill("x1", "A", Side.Yes, 300, "f1")));
        Read(loop, Cash(100) with { Shards = Shards(9_800) }, new VenuePosition("A", Some.Contracts(5), 0));
        Assert.Equal(TradingMode.Active, flag.Read().Mode);
        Assert.True(loop.IsReconciled);
        Assert.Equal(Some.Contracts(5), loop.Ledger.Holdings["A"].Signed());
        Assert.Null(loop.Preview(Some.Pair(), "T1", isApproved: true, out string refusal));
        Assert.Contains("A holds what is not ours", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_order_may_turn_what_is_held_to_the_other_side()
    {
        ExecutionLoop loop = Open();
        loop.Handle(new LoopInput.Adopt(now, Cash(100), [new VenuePosition("A", Some.Contracts(2), 0)], [Row("x1", "A", Side.No)]));
        loop.Handle(Fills(Fill("x1", "A", Side.No, 500, "f1")));

        // Five NO at 40 cents: two close the pairs at a dollar each, three are held.
        Assert.Equal(-Some.Contracts(3), loop.Ledger.Holdings["A"].Signed());
        Assert.Equal(Money.FromDollars(100), loop.Ledger.CashOn(0));
    }

    [Fact]
    public void A_strangers_fill_halts_until_it_is_taken_over()
    {
        ExecutionLoop loop = Open();
        loop.Handle(new LoopInput.Adopt(now, Cash(100), []));
        loop.Handle(Fills(Fill("x9", "B", Side.Yes, 100, "f1")));
        Pass(loop, 1);
        Assert.Equal(TradingMode.Halted, flag.Read().Mode);
        loop.Handle(new LoopInput.Adopt(now, Cash(100), [new VenuePosition("B", Some.Contracts(1), 0)]));
        loop.Handle(new LoopInput.NameCash(now, 0, Money.FromMicros(-400_000), "bought by hand"));
        Read(loop, Cash(100) with { Shards = Shards(9_960) }, new VenuePosition("B", Some.Contracts(1), 0));
        Assert.True(loop.IsReconciled);
    }

    [Fact]
    public void Cash_that_came_in_waits_to_be_named_and_halts_nothing()
    {
        ExecutionLoop loop = Open();
        loop.Handle(new LoopInput.Adopt(now, Cash(100), []));
        Stand(loop, Cash(150));
        Assert.Equal(TradingMode.Active, flag.Read().Mode);
        Assert.False(loop.IsReconciled);
        Assert.Single(told, static one => one.Kind == TradingEventKind.Discrepancy);
        loop.Handle(new LoopInput.NameCash(now, 0, Money.FromDollars(50), "deposit"));
        Read(loop, Cash(150));
        Assert.True(loop.IsReconciled);
    }

    [Fact]
    public void Cash_that_went_halts()
    {
        ExecutionLoop loop = Open();
        loop.Handle(new LoopInput.Adopt(now, Cash(100), []));
        Stand(loop, Cash(99));
        Assert.Equal((TradingMode.Halted, true), (flag.Read().Mode, flag.Read().NeedsPerson));
    }

    [Fact]
    public void What_an_ended_trade_held_and_was_closed_beside_us_is_worth_nothing_any_more()
    {
        TradePlan plan = Some.Plan();
        OrderState[] orders = [Some.Done(Some.Intent(plan, 0), 1_000), Some.Done(Some.Intent(plan, 1), 1_000)];
        Ledger ledger = new();
        LedgerEntry[] entries =
        [
            Ledger.OfExternal("adopted cash 0", 0, Money.FromDollars(100), Some.Now.AddDays(-1), "opening"),
            .. orders.Select(order => ledger.OfFill(order.Fills[0], plan.TradeId, 0, Some.Now)),
        ];
        journal.Commit(new JournalBatch
        {
            At = Some.Now,
            Orders = orders,
            Trades = [new TradeState { Plan = plan, Phase = TradePhase.Complete }],
            Entries = entries,
        });
        ExecutionLoop loop = Open();
        VenueBalances cash = new(loop.Ledger.CashOn(0), new Dictionary<int, Money> { [0] = loop.Ledger.CashOn(0) });
        loop.Handle(new LoopInput.Adopt(now, cash, [new VenuePosition("B", Some.Contracts(10), 0)]));
        Read(loop, cash, new VenuePosition("B", Some.Contracts(10), 0));
        Assert.True(loop.IsReconciled);
        Assert.Equal(["B"], loop.Ledger.Holdings.Keys);
        Assert.True(loop.Ledger.IsIncomplete(plan.TradeId));

        // More than ours cannot be told from ours once it is netted: it stays a difference.
        loop.Handle(new LoopInput.Adopt(now, cash, [new VenuePosition("B", Some.Contracts(12), 0)]));
        Assert.Equal(Some.Contracts(10), loop.Ledger.Holdings["B"].Signed());
    }

    private static VenueBalances Cash(long dollars) => new(Money.FromDollars(dollars), Shards(dollars * 100));

    private static Dictionary<int, Money> Shards(long cents) => new() { [0] = Money.FromMicros(cents * 10_000) };

    private static VenueOrder Row(string id, string ticker, Side side) => new()
    {
        OrderId = id,
        ClientOrderId = "theirs",
        Ticker = ticker,
        Side = side,
        LimitPrice = Some.Cents(40),
        Status = VenueOrderStatus.Resting,
        Initial = Some.Contracts(5),
        Filled = Quantity.Zero,
        Remaining = Some.Contracts(5),
        CreatedAt = Some.Now.AddDays(-1),
    };

    private VenueFill Fill(string order, string ticker, Side side, int hundredths, string id) => new()
    {
        FillId = id,
        OrderId = order,
        Ticker = ticker,
        Side = side,
        Price = Some.Cents(40),
        Quantity = Quantity.FromHundredths(hundredths),
        Fee = Money.Zero,
        IsTaker = false,
        At = now,
        Shard = 0,
    };

    private ExecutionLoop Open() => new(journal, new RiskGate(new RiskLimits(), flag), flag, new Ears(told), new LoopOptions(), now);

    private LoopInput.FillsRead Fills(params VenueFill[] fills) => new(
        now, new FillQuery(0), new Reading<IReadOnlyList<VenueFill>>.Known(fills, now, now));

    private void Pass(ExecutionLoop loop, int seconds)
    {
        now += TimeSpan.FromSeconds(seconds);
        loop.Handle(new LoopInput.Tick(now));
    }

    private void Read(ExecutionLoop loop, VenueBalances cash, params VenuePosition[] positions)
    {
        Pass(loop, 1);
        loop.Handle(new LoopInput.PositionsRead(now, new Reading<IReadOnlyList<VenuePosition>>.Known(positions, now, now)));
        loop.Handle(new LoopInput.BalancesRead(now, new Reading<VenueBalances>.Known(cash, now, now)));
    }

    /// <summary>Reads the same until a difference counts.</summary>
    private void Stand(ExecutionLoop loop, VenueBalances cash)
    {
        for (int i = 0; i < 30; i++)
        {
            Read(loop, cash);
        }
    }

    private sealed class Ears(List<TradingEvent> told) : ITradingEvents
    {
        public void Raise(TradingEvent what) => told.Add(what);
    }
}
