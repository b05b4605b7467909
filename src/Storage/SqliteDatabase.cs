using Dutchbook.Llm;
using Dutchbook.Pipeline;

namespace Dutchbook.Storage;

/// <summary>
/// The SQLite file with its stores. One process writes at a time; readers are not held up by it (write-ahead log). The
/// instance is for one thread at a time.
/// </summary>
public sealed class SqliteDatabase : IDisposable
{
    private readonly Connection _connection;

    private SqliteDatabase(Connection connection)
    {
        _connection = connection;
        Markets = new SqliteMarketStore(connection);
        SqliteRelationStore relations = new(connection);
        Relations = relations;
        Reviews = new SqliteReviewStore(connection, relations);
        Matches = new SqliteMatchStore(connection);
        Opportunities = new SqliteOpportunityStore(connection);
        SqliteCallLedger ledger = new(connection);
        Calls = ledger;
        Batches = ledger;
        Verdicts = new SqliteVerdictCache(connection);
        Embeddings = new SqliteEmbeddingStore(connection);
    }

    public string Path => _connection.Path;

    public IMarketStore Markets { get; }

    public IRelationStore Relations { get; }

    public IReviewStore Reviews { get; }

    public IMatchStore Matches { get; }

    public IOpportunityStore Opportunities { get; }

    public ICallLedger Calls { get; }

    public IBatchStore Batches { get; }

    public IVerdictCache Verdicts { get; }

    public IEmbeddingStore Embeddings { get; }

    /// <summary>Opens the file for writing; makes it and its folder if need be, and brings its schema up to date.</summary>
    /// <exception cref="StorageException">The file cannot be used; the message names it, the reason and the mend.</exception>
    public static SqliteDatabase OpenWriter(string path) => OpenWriter(path, Migrations.Embedded);

    /// <summary>Opens an existing file for reading only.</summary>
    /// <exception cref="StorageException">There is no file yet, or it cannot be used.</exception>
    public static SqliteDatabase OpenReader(string path)
    {
        if (!File.Exists(path))
        {
            throw StorageErrors.Missing(path);
        }

        return Open(path, readOnly: true, Migrations.Embedded.CheckReadable);
    }

    /// <summary>Reads the whole file for damage; null when it is sound, else SQLite's first complaint.</summary>
    public string? FindDamage()
    {
        string answer = _connection.Text("PRAGMA quick_check(1)");
        return string.Equals(answer, "ok", StringComparison.Ordinal) ? null : answer;
    }

    public void Dispose() => _connection.Dispose();

    internal static SqliteDatabase OpenWriter(string path, Migrations migrations)
    {
        try
        {
            if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StorageErrors.NotWritable(path, error.Message, error);
        }

        return Open(path, readOnly: false, connection =>
        {
            migrations.CheckWritable(connection);

            // The cache can be read again from the venue: a power cut may cost the last pass, never the file's soundness.
            connection.Execute(
                "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536");
            migrations.Apply(connection);
        });
    }

    private static SqliteDatabase Open(string path, bool readOnly, Action<Connection> prepare)
    {
        Connection connection = Connection.Open(path, readOnly);
        try
        {
            prepare(connection);
            return new SqliteDatabase(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
