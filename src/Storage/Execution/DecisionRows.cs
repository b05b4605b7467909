using Dutchbook.Execution;

namespace Dutchbook.Storage;

/// <summary>Why something was, or was not, let through; appended and never changed.</summary>
internal sealed class DecisionRows : IDisposable
{
    private readonly Connection _connection;
    private readonly string _book;
    private readonly Statement _append;

    public DecisionRows(Connection connection, string book)
    {
        (_connection, _book) = (connection, book);
        _append = connection.Prepare(
            "INSERT INTO decisions (book, at_micros, trade_id, subject, check_name, passed, reason) VALUES (?, ?, ?, ?, ?, ?, ?)");
    }

    public void Append(Decision decision) => _append.AddWhole(_book).Add(Times.Micros(decision.At)).AddWhole(decision.TradeId)
        .AddWhole(decision.Subject).AddWhole(decision.Check).Add(decision.Passed ? 1 : 0).AddWhole(decision.Reason).Run();

    public IReadOnlyList<Decision> Read(string tradeId)
    {
        using Statement row = _connection.Prepare(
            "SELECT at_micros, trade_id, subject, check_name, passed, reason FROM decisions "
            + "WHERE book = ?1 AND (?2 = '' OR trade_id = ?2) ORDER BY id");
        row.AddWhole(_book).AddWhole(tradeId);
        List<Decision> decisions = [];
        while (row.Step())
        {
            decisions.Add(new Decision(
                Times.From(row.Integer(0) ?? 0), row.Text(1), row.Text(2), row.Text(3), row.Integer(4) == 1, row.Text(5)));
        }

        return decisions;
    }

    public void Dispose() => _append.Dispose();
}
