using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;
using Dutchbook.Storage;
using Dutchbook.Unit.Execution;
using Xunit;

namespace Dutchbook.Unit.Storage;

public sealed class SqliteJournals : JournalCompliance, IDisposable
{
    private readonly ScratchFolder folder = new();
    private readonly List<SqliteJournal> open = [];

    private string Path => folder.File("dutchbook.db");

    internal override IJournal Open() => Open(isPaper: true);

    [Fact]
    public void The_live_book_and_the_paper_book_never_mix()
    {
        TradeState trade = new() { Plan = Some.Plan(), Phase = TradePhase.Reserved };
        Open(isPaper: true).Commit(new JournalBatch { At = Some.Now, Trades = [trade] });
        Assert.Empty(Open(isPaper: false).Load().Trades);
        Open(isPaper: false).Commit(new JournalBatch { At = Some.Now, Trades = [trade] });
        Assert.Single(Open(isPaper: false).Load().Trades);
        Assert.Single(Open(isPaper: true).Load().Trades);
    }

    [Fact]
    public void What_a_reader_reads_is_all_of_one_instant()
    {
        IJournal writer = Open();
        writer.Commit(new JournalBatch { At = Some.Now, Entries = [Ledger.OfExternal("first", 0, Money.FromDollars(1), Some.Now, "")] });
        using SqliteJournal reader = SqliteJournal.OpenReader(Path, isPaper: true);
        Assert.Single(reader.Load().Entries);
        writer.Commit(new JournalBatch { At = Some.Now, Entries = [Ledger.OfExternal("second", 0, Money.FromDollars(1), Some.Now, "")] });
        Assert.Single(reader.Load().Entries);
        using SqliteJournal later = SqliteJournal.OpenReader(Path, isPaper: true);
        Assert.Equal(2, later.Load().Entries.Count);
    }

    [Fact]
    public void A_batch_is_kept_whole_or_not_at_all()
    {
        LedgerEntry entry = Ledger.OfExternal("cash", 0, Money.FromDollars(1), Some.Now, "");
        TradeState trade = new() { Plan = Some.Plan(), Phase = TradePhase.Reserved };
        Open().Commit(new JournalBatch { At = Some.Now, Entries = [entry] });

        // The entry is there already, so the whole batch fails, the trade with it.
        Assert.Throws<StorageException>(() => Open().Commit(new JournalBatch { At = Some.Now, Trades = [trade], Entries = [entry] }));
        Assert.Empty(Open().Load().Trades);
        Assert.Single(Open().Load().Entries);
    }

    [Fact]
    public void An_order_whose_row_was_changed_by_another_hand_is_refused()
    {
        Open().Commit(new JournalBatch { At = Some.Now, Orders = [Some.Sent(Some.Intent(Some.Plan()))] });
        using (Connection other = Connection.Open(Path, readOnly: false))
        {
            other.Execute("UPDATE orders SET quantity_hundredths = 1");
        }

        StorageException problem = Assert.Throws<StorageException>(() => Open().Load());
        Assert.Equal(StorageProblem.Corrupt, problem.Problem);
    }

    [Fact]
    public void Every_change_leaves_a_line_and_every_check_a_decision()
    {
        TradePlan plan = Some.Plan();
        OrderIntent intent = Some.Intent(plan);
        SqliteJournal journal = Open(isPaper: true);
        journal.Commit(new JournalBatch
        {
            At = Some.Now,
            Orders = [Some.Sent(intent) with { Phase = OrderPhase.Intended }],
            Decisions = [new Decision(Some.Now, "T1", intent.ClientOrderId, "book", true, "")],
        });
        journal.Commit(new JournalBatch { At = Some.Now.AddSeconds(1), Orders = [Some.Sent(intent)] });
        Assert.Equal(
            [(intent.ClientOrderId, "Intended"), (intent.ClientOrderId, "Sent")],
            Open(isPaper: true).Lines("T1").Select(static line => (line.Subject, line.Phase)));
        Decision decision = Assert.Single(Open(isPaper: true).Decisions("T1"));
        Assert.Equal(new Decision(Some.Now, "T1", intent.ClientOrderId, "book", true, ""), decision);
        Assert.Empty(journal.Decisions("T2"));
    }

    [Fact]
    public void A_reader_cannot_write()
    {
        Open();
        using SqliteJournal reader = SqliteJournal.OpenReader(Path, isPaper: true);
        Assert.Throws<StorageException>(() => reader.Commit(new JournalBatch
        {
            At = Some.Now,
            Trades = [new TradeState { Plan = Some.Plan(), Phase = TradePhase.Reserved }],
        }));
    }

    public void Dispose()
    {
        foreach (SqliteJournal journal in open)
        {
            journal.Dispose();
        }

        folder.Dispose();
    }

    private SqliteJournal Open(bool isPaper)
    {
        SqliteJournal journal = SqliteJournal.OpenWriter(Path, isPaper);
        open.Add(journal);
        return journal;
    }
}
