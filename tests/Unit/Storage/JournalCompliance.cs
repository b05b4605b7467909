using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Unit.Execution;
using Xunit;

namespace Dutchbook.Unit.Storage;

/// <summary>What every journal must do. One journal's content outlives the object that wrote it.</summary>
public abstract class JournalCompliance
{
    private readonly TradePlan plan = Some.Plan();

    internal abstract IJournal Open();

    [Fact]
    public void A_new_journal_remembers_nothing()
    {
        JournalContent content = Open().Load();
        Assert.Empty(content.Orders);
        Assert.Empty(content.Trades);
        Assert.Empty(content.Entries);
    }

    [Fact]
    public void A_trade_that_was_rolled_reads_back_with_its_new_leg_and_what_it_is_doing()
    {
        Relation relation = new(RelationType.Threshold, [Claim.Yes(Some.Market("A")), Claim.Yes(Some.Market("C"))]) { Rule = "chain" };
        TradePlan rolled = plan.Rolled(plan.Legs[0] with { Ticker = "C" }, 0, relation, Money.FromDollars(4));
        ClosingTerms closing = new(
            [new LegChange(2, Quantity.Zero, Some.Contracts(10)), new LegChange(0, Some.Contracts(10), Quantity.Zero)],
            Money.FromMicros(-123_456));
        IJournal journal = Open();
        journal.Commit(new JournalBatch { At = Some.Now, Trades = [new TradeState { Plan = plan, Phase = TradePhase.Complete }] });
        journal.Commit(new JournalBatch
        {
            At = Some.Now,
            Trades =
            [
                new TradeState
                {
                    Plan = rolled,
                    Phase = TradePhase.Working,
                    Flatten = new FlattenWish(Some.Now, Money.FromDollars(3), 17, closing),
                },
            ],
        });
        TradeState read = Assert.Single(Open().Load().Trades);
        Assert.Equal(["A", "B", "C"], read.Plan.Legs.Select(static leg => leg.Ticker).Order(StringComparer.Ordinal));
        Assert.Equal(rolled.Payoff.Places, read.Plan.Payoff.Places);
        Assert.Equal(rolled.Rules, read.Plan.Rules);
        Assert.Equal(rolled.RelationIds, read.Plan.RelationIds);
        Assert.Equal(rolled.MostOutlay, read.Plan.MostOutlay);
        Assert.Equal(closing.AtLeast, read.Flatten!.Closing!.AtLeast);
        Assert.Equal(closing.Changes, read.Flatten.Closing.Changes);
    }

    [Fact]
    public void A_trade_reads_back_as_it_was_written()
    {
        TradeState trade = new()
        {
            Plan = plan,
            Phase = TradePhase.Unwinding,
            Wait = TradeWait.Timer,
            DueAt = Some.Now.AddSeconds(2),
            OpenedAt = Some.Now,
            SellingSince = Some.Now.AddSeconds(1),
            Flatten = new FlattenWish(Some.Now.AddSeconds(2), Money.FromDollars(3), 17),
            EndedAt = Some.Now.AddMinutes(1),
            Placed = 7,
            Reason = "a reason with \"quotes\"",
        };
        Open().Commit(new JournalBatch { At = Some.Now, Trades = [trade] });
        TradeState read = Assert.Single(Open().Load().Trades);

        Assert.Equal(trade with { Plan = plan }, read with { Plan = plan });
        Assert.Equal(plan.ToString(), read.Plan.ToString());
        Assert.Equal(plan.Losses, read.Plan.Losses);
        Assert.Equal(plan.Policy, read.Plan.Policy);
        Assert.Equal(plan.MostOutlay, read.Plan.MostOutlay);
        Assert.Equal(plan.CreatedAt, read.Plan.CreatedAt);
        Assert.Equal(plan.MinEdgePerUnit, read.Plan.MinEdgePerUnit);
        Assert.Equal(plan.Rules, read.Plan.Rules);
        Assert.Equal((plan.Tier, plan.Member), (read.Plan.Tier, read.Plan.Member));
        Assert.Equal(plan.Payoff.Worlds, read.Plan.Payoff.Worlds);
        Assert.Equal(plan.Payoff.MicrosPerUnit, read.Plan.Payoff.MicrosPerUnit);
        foreach ((PlanLeg written, PlanLeg back) in plan.Legs.Zip(read.Plan.Legs))
        {
            Assert.Equal(written with { Grid = TickGrid.Cent }, back with { Grid = TickGrid.Cent });
            Assert.Equal(written.Grid.Bands, back.Grid.Bands);
        }
    }

    [Fact]
    public void An_order_reads_back_as_it_was_written_and_its_row_is_overwritten()
    {
        OrderIntent intent = Some.Intent(plan) with { ExpiresAt = Some.Now.AddSeconds(30), OrderGroupId = "g", Shard = 2, Subaccount = 1 };
        OrderState sent = Some.Sent(intent);
        OrderState done = Some.Done(intent, 400, Money.FromMicros(12_345)) with
        {
            AbsentAt = Some.Now.AddSeconds(9),
            LookedAt = Some.Now.AddSeconds(8),
            CancelWanted = true,
            Reason = "why",
            Rejection = RejectionKind.Killed,
            ChangedAt = Some.Now.AddSeconds(10),
        };
        IJournal journal = Open();
        journal.Commit(new JournalBatch { At = Some.Now, Orders = [sent] });
        OrderState first = Assert.Single(Open().Load().Orders);
        Assert.Equal(sent with { Fills = [] }, first with { Fills = [] });
        Assert.Equal(intent.Fingerprint(), first.Intent.Fingerprint());

        journal.Commit(new JournalBatch { At = Some.Now, Orders = [done] });
        OrderState read = Assert.Single(Open().Load().Orders);
        Assert.Equal(done with { Fills = [] }, read with { Fills = [] });
        Assert.Equal(done.Fills, read.Fills);
    }

    [Fact]
    public void A_fill_in_two_batches_is_kept_once()
    {
        OrderState one = Some.Done(Some.Intent(plan), 400);
        OrderState both = one with { Fills = [.. one.Fills, Some.Fill(one.Intent, 600, "f2")], Reported = Some.Contracts(10) };
        IJournal journal = Open();
        journal.Commit(new JournalBatch { At = Some.Now, Orders = [one] });
        journal.Commit(new JournalBatch { At = Some.Now, Orders = [both] });
        Assert.Equal(both.Fills, Assert.Single(Open().Load().Orders).Fills);
    }

    [Fact]
    public void The_ledger_reads_back_in_order_and_still_balances()
    {
        Ledger ledger = new();
        LedgerEntry cash = Ledger.OfExternal("cash", 2, Money.FromDollars(100), Some.Now, "opening");
        ledger.Post(cash);
        LedgerEntry fill = ledger.OfFill(Some.Fill(Some.Intent(plan), 1_000, fee: Money.FromMicros(100)), "T1", 2, Some.Now);
        IJournal journal = Open();
        journal.Commit(new JournalBatch { At = Some.Now, Entries = [cash] });
        journal.Commit(new JournalBatch { At = Some.Now, Entries = [fill] });

        IReadOnlyList<LedgerEntry> read = Open().Load().Entries;
        Assert.Equal(["cash", fill.Id], read.Select(static entry => entry.Id));
        foreach ((LedgerEntry written, LedgerEntry back) in new[] { cash, fill }.Zip(read))
        {
            Assert.Equal(written.Postings, back.Postings);
            Assert.Equal(written with { Postings = [] }, back with { Postings = [] });
        }

        Ledger again = new();
        Assert.All(read, entry => Assert.True(again.Post(entry)));
    }

    [Fact]
    public void Trades_and_orders_keep_the_order_of_their_first_writing()
    {
        IJournal journal = Open();
        foreach (string id in new[] { "T3", "T1", "T2" })
        {
            TradePlan own = Some.Plan(id: id);
            journal.Commit(new JournalBatch
            {
                At = Some.Now,
                Trades = [new TradeState { Plan = own, Phase = TradePhase.Reserved }],
                Orders = [Some.Sent(Some.Intent(own))],
            });
        }

        journal.Commit(new JournalBatch { At = Some.Now, Trades = [new TradeState { Plan = Some.Plan(id: "T3"), Phase = TradePhase.Flat }] });
        Assert.Equal(["T3", "T1", "T2"], Open().Load().Trades.Select(static trade => trade.Plan.TradeId));
        Assert.Equal(["T3", "T1", "T2"], Open().Load().Orders.Select(static order => order.Intent.TradeId));
    }
}

public sealed class MemoryJournals : JournalCompliance
{
    private readonly MemoryJournal journal = new();

    internal override IJournal Open() => journal;
}
