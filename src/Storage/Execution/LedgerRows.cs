using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Storage;

/// <summary>The ledger, appended and never changed.</summary>
internal sealed class LedgerRows : IDisposable
{
    private readonly Connection _connection;
    private readonly string _book;
    private readonly Statement _entry;
    private readonly Statement _posting;

    public LedgerRows(Connection connection, string book)
    {
        (_connection, _book) = (connection, book);
        _entry = connection.Prepare(
            "INSERT INTO ledger (book, entry_id, at_micros, trade_id, ticker, side, contracts_hundredths, description) "
            + "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        _posting = connection.Prepare(
            "INSERT INTO postings (ledger_id, kind, key, amount_micros) SELECT max(id), ?, ?, ? FROM ledger");
    }

    public void Append(LedgerEntry entry)
    {
        _entry.AddWhole(_book).AddWhole(entry.Id).Add(Times.Micros(entry.At)).AddWhole(entry.TradeId).AddWhole(entry.Ticker)
            .Add(entry.Side.Word()).Add(entry.Contracts.Hundredths).AddWhole(entry.Text).Run();
        foreach (Posting posting in entry.Postings)
        {
            _posting.Add(posting.Account.Kind.ToString()).AddWhole(posting.Account.Key).Add(posting.Amount.Micros).Run();
        }
    }

    public IReadOnlyList<LedgerEntry> Read()
    {
        Dictionary<long, List<Posting>> postings = ReadPostings();
        using Statement row = _connection.Prepare(
            "SELECT id, entry_id, at_micros, trade_id, ticker, side, contracts_hundredths, description FROM ledger "
            + "WHERE book = ? ORDER BY id");
        row.AddWhole(_book);
        List<LedgerEntry> entries = [];
        while (row.Step())
        {
            entries.Add(new LedgerEntry
            {
                Postings = postings.TryGetValue(row.Integer(0) ?? 0, out List<Posting>? own) ? own : [],
                Id = row.Text(1),
                At = Times.From(row.Integer(2) ?? 0),
                TradeId = row.Text(3),
                Ticker = row.Text(4),
                Side = string.Equals(row.Text(5), Side.No.Word(), StringComparison.Ordinal) ? Side.No : Side.Yes,
                Contracts = Quantity.FromHundredths(row.Integer(6) ?? 0),
                Text = row.Text(7),
            });
        }

        return entries;
    }

    public void Dispose()
    {
        _entry.Dispose();
        _posting.Dispose();
    }

    private Dictionary<long, List<Posting>> ReadPostings()
    {
        using Statement row = _connection.Prepare(
            "SELECT ledger_id, kind, postings.key, amount_micros FROM postings JOIN ledger ON ledger.id = ledger_id "
            + "WHERE book = ? ORDER BY postings.id");
        row.AddWhole(_book);
        Dictionary<long, List<Posting>> postings = [];
        while (row.Step())
        {
            long entry = row.Integer(0) ?? 0;
            if (!postings.TryGetValue(entry, out List<Posting>? own))
            {
                postings.Add(entry, own = []);
            }

            LedgerAccount account = new(_connection.Word<LedgerAccountKind>(row, 1), row.Text(2));
            own.Add(new Posting(account, Money.FromMicros(row.Integer(3) ?? 0)));
        }

        return postings;
    }
}
