using Dutchbook.Domain;
using Dutchbook.Execution;
using Xunit;

namespace Dutchbook.Unit.Execution.Loop;

/// <summary>When the account is compared with our books.</summary>
public sealed class Comparisons
{
    private readonly MemoryJournal journal = new();
    private readonly MemoryHaltFlag flag = new();
    private readonly OrderIntent intent;
    private DateTimeOffset now = Some.Now;

    public Comparisons()
    {
        TradePlan plan = Some.Plan();
        intent = Some.Intent(plan);
        journal.Commit(new JournalBatch
        {
            At = now,
            Orders = [Some.Sent(intent)],
            Trades = [new TradeState { Plan = plan, Phase = TradePhase.Working, Wait = TradeWait.Order, OpenedAt = now, Placed = 1 }],
            Entries = [Ledger.OfExternal("adopted cash 0", 0, Money.FromDollars(100), now.AddDays(-1), "opening")],
        });
    }

    [Fact]
    public void After_a_restart_it_is_compared_as_soon_as_nothing_is_under_way()
    {
        ExecutionLoop loop = Open();
        Assert.True(IsRead(loop.Start(now)));
        TellAccount(loop);
        Assert.False(loop.IsReconciled);

        // While the order may still fill, nothing is asked for that could not be compared.
        for (int i = 0; i < 12; i++)
        {
            Assert.False(IsRead(Tick(loop)));
        }

        loop.Handle(new LoopInput.OrdersRead(now, intent.ClientOrderId, Known<VenueOrder>([Some.Row(intent, VenueOrderStatus.Canceled, 0)])));
        Assert.True(IsRead(Tick(loop)));
        TellAccount(loop);
        Assert.True(loop.IsReconciled);
        Assert.False(IsRead(Tick(loop)));
    }

    [Fact]
    public void A_reading_from_before_the_last_move_is_asked_for_again_two_seconds_later()
    {
        ExecutionLoop loop = Open();
        loop.Start(now);
        now += TimeSpan.FromSeconds(1);
        loop.Handle(new LoopInput.OrdersRead(now, intent.ClientOrderId, Known<VenueOrder>([Some.Row(intent, VenueOrderStatus.Canceled, 0)])));
        TellAccount(loop, lag: TimeSpan.FromMilliseconds(900));
        Assert.False(loop.IsReconciled);
        int ticks = 1;
        while (!IsRead(Tick(loop)))
        {
            ticks++;
        }

        Assert.Equal(8, ticks);
    }

    private ExecutionLoop Open() => new(journal, new RiskGate(new RiskLimits(), flag), flag, new Silence(), new LoopOptions(), now);

    private IReadOnlyList<LoopCommand> Tick(ExecutionLoop loop)
    {
        now += TimeSpan.FromMilliseconds(250);
        return loop.Handle(new LoopInput.Tick(now));
    }

    private static bool IsRead(IReadOnlyList<LoopCommand> commands) => commands.Any(static command => command is LoopCommand.ReadPositions);

    private void TellAccount(ExecutionLoop loop, TimeSpan lag = default)
    {
        VenueBalances cash = new(Money.FromDollars(100), new Dictionary<int, Money> { [0] = Money.FromDollars(100) });
        loop.Handle(new LoopInput.PositionsRead(now, Known<VenuePosition>([], lag)));
        loop.Handle(new LoopInput.BalancesRead(now, new Reading<VenueBalances>.Known(cash, now - lag, now)));
    }

    private Reading<IReadOnlyList<T>> Known<T>(IReadOnlyList<T> rows, TimeSpan lag = default) =>
        new Reading<IReadOnlyList<T>>.Known(rows, now - lag, now);

    private sealed class Silence : ITradingEvents
    {
        public void Raise(TradingEvent what)
        {
            // Nobody listens.
        }
    }
}
