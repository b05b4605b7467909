namespace Dutchbook.Storage;

/// <summary>The append-only journal.</summary>
internal static class JournalLines
{
    public static Statement Prepare(Connection connection) => connection.Prepare(
        "INSERT INTO journal (book, at_micros, trade_id, subject, phase, reason) VALUES (?, ?, ?, ?, ?, ?)");

    public static void Append(Statement line, string book, long at, string tradeId, string subject, string phase, string reason) =>
        line.AddWhole(book).Add(at).AddWhole(tradeId).AddWhole(subject).AddWhole(phase).AddWhole(reason).Run();
}
