using Dutchbook.Pipeline;

namespace Dutchbook.Storage;

/// <summary>Opens the SQLite file that holds the history of quotes.</summary>
public static class HistoryFile
{
    /// <summary>Opens it for writing; makes it if need be. What an earlier process left open has ended.</summary>
    /// <exception cref="StorageException">It cannot be used; the message names it, the reason and the mend.</exception>
    public static IQuoteHistoryWriter OpenWriter(string path) => Open(path, readOnly: false, static connection =>
    {
        Migrations.EmbeddedHistory.CheckWritable(connection);

        // Blocks are long: pages of this size waste little at their ends. Free pages are given back by and by.
        connection.Execute(
            "PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; "
            + "PRAGMA cache_size = -16384; PRAGMA journal_size_limit = 67108864");
        Migrations.EmbeddedHistory.Apply(connection);
        return new QuoteHistoryWriter(connection);
    });

    /// <summary>Opens an existing file for reading only.</summary>
    /// <exception cref="StorageException">There is none, or it cannot be used.</exception>
    public static IQuoteHistoryReader OpenReader(string path) => File.Exists(path)
        ? Open(path, readOnly: true, static connection =>
        {
            Migrations.EmbeddedHistory.CheckReadable(connection);

            // What is packed between two questions would otherwise be found in neither place, or in both.
            connection.Execute("BEGIN");
            return new QuoteHistoryReader(connection);
        })
        : throw new StorageException(
            StorageProblem.Missing, path, "there is no history yet", "`dutchbook run` writes it, unless history.enabled is false.");

    internal static T Open<T>(string path, bool readOnly, Func<Connection, T> prepare)
    {
        Connection connection = Connection.Open(path, readOnly);
        try
        {
            return prepare(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
