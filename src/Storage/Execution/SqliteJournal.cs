using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Storage;

/// <summary>
/// What execution remembers, in SQLite: a batch is one transaction, and on the disk when <see cref="Commit"/> returns (full
/// synchronisation, on a connection of its own).
/// </summary>
public sealed class SqliteJournal : IJournal, IDisposable
{
    private readonly Connection _connection;
    private readonly string _book;

    private SqliteJournal(Connection connection, string book) => (_connection, _book) = (connection, book);

    /// <summary>Opens the journal of a database file for writing; the file is made and brought up to date before.</summary>
    /// <param name="path">The database.</param>
    /// <param name="isPaper">The book of dry runs, which never mixes with the live one.</param>
    /// <exception cref="Dutchbook.Pipeline.StorageException">The file cannot be used.</exception>
    public static SqliteJournal OpenWriter(string path, bool isPaper)
    {
        using (SqliteDatabase.OpenWriter(path))
        {
            // Only to make it and to migrate it.
        }

        return Open(path, isPaper, readOnly: false);
    }

    /// <summary>Opens it for reading only.</summary>
    /// <inheritdoc cref="OpenWriter"/>
    public static SqliteJournal OpenReader(string path, bool isPaper)
    {
        using (SqliteDatabase.OpenReader(path))
        {
            // Only to judge its version.
        }

        SqliteJournal journal = Open(path, isPaper, readOnly: true);

        // All that it reads is of one instant: what trading commits between two questions would be there by half.
        journal._connection.Execute("BEGIN");
        return journal;
    }

    public void Commit(JournalBatch batch) => _connection.Write(() =>
    {
        long at = Times.Micros(batch.At);
        using TradeRows trades = new(_connection, _book);
        using OrderRows orders = new(_connection, _book);
        using LedgerRows ledger = new(_connection, _book);
        using DecisionRows decisions = new(_connection, _book);
        foreach (TradeState trade in batch.Trades)
        {
            trades.Save(trade, at);
        }

        foreach (OrderState order in batch.Orders)
        {
            orders.Save(order, at);
        }

        foreach (LedgerEntry entry in batch.Entries)
        {
            ledger.Append(entry);
        }

        foreach (Decision decision in batch.Decisions)
        {
            decisions.Append(decision);
        }
    });

    public JournalContent Load()
    {
        using TradeRows trades = new(_connection, _book);
        using OrderRows orders = new(_connection, _book);
        using LedgerRows ledger = new(_connection, _book);
        return new JournalContent(orders.Read(), trades.Read(), ledger.Read());
    }

    /// <summary>The checks of one trade and its orders, in order; all of them for the empty id.</summary>
    public IReadOnlyList<Decision> Decisions(string tradeId)
    {
        using DecisionRows decisions = new(_connection, _book);
        return decisions.Read(tradeId);
    }

    /// <summary>What became of one trade and its orders, in the order in which it was made durable.</summary>
    public IReadOnlyList<JournalLine> Lines(string tradeId)
    {
        using Statement row = _connection.Prepare(
            "SELECT at_micros, subject, phase, reason FROM journal WHERE book = ? AND trade_id = ? ORDER BY seq");
        row.AddWhole(_book).AddWhole(tradeId);
        List<JournalLine> lines = [];
        while (row.Step())
        {
            lines.Add(new JournalLine(Times.From(row.Integer(0) ?? 0), row.Text(1), row.Text(2), row.Text(3)));
        }

        return lines;
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>The journal in a database of memory, for simulations.</summary>
    internal static SqliteJournal InMemory()
    {
        Connection connection = Connection.Open(":memory:", readOnly: false);
        Migrations.Embedded.Apply(connection);
        return new SqliteJournal(connection, Book(isPaper: true));
    }

    private static string Book(bool isPaper) => isPaper ? "paper" : "live";

    private static SqliteJournal Open(string path, bool isPaper, bool readOnly)
    {
        Connection connection = Connection.Open(path, readOnly);
        try
        {
            if (!readOnly)
            {
                connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
            }

            return new SqliteJournal(connection, Book(isPaper));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}

/// <param name="At">When it was made durable.</param>
/// <param name="Subject">An order, or the trade itself.</param>
/// <param name="Phase">Where it came to.</param>
/// <param name="Reason">In words.</param>
public sealed record JournalLine(DateTimeOffset At, string Subject, string Phase, string Reason);
