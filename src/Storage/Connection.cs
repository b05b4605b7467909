using Dutchbook.Pipeline;
using SQLitePCL;

namespace Dutchbook.Storage;

/// <summary>
/// An open database file, through the raw API: text goes in as the UTF-8 it arrived in, which is what makes a full pass
/// over the exchange take seconds. One thread at a time.
/// </summary>
internal sealed class Connection : IDisposable
{
    private const int BusyMilliseconds = 5_000;

    private readonly sqlite3 _handle;

    static Connection() => Batteries_V2.Init();

    private Connection(string path, sqlite3 handle) => (Path, _handle) = (path, handle);

    public string Path { get; }

    public static Connection Open(string path, bool readOnly, int busyMilliseconds = BusyMilliseconds)
    {
        if (!readOnly)
        {
            CreatePrivate(path);
        }

        int flags = raw.SQLITE_OPEN_NOMUTEX
            | (readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        int code = raw.sqlite3_open_v2(path, out sqlite3 handle, flags, null!);
        Connection connection = new(path, handle);
        try
        {
            connection.Check(code);
            connection.Check(raw.sqlite3_busy_timeout(handle, busyMilliseconds));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    public Statement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out sqlite3_stmt statement));
        return new Statement(this, statement);
    }

    /// <summary>The first column of the first row as a whole number; zero when there is no row or it is NULL.</summary>
    public long Number(string sql)
    {
        using Statement statement = Prepare(sql);
        return statement.Step() ? statement.Integer(0) ?? 0 : 0;
    }

    /// <summary>The first column of the first row as text; empty when there is no row.</summary>
    public string Text(string sql)
    {
        using Statement statement = Prepare(sql);
        return statement.Step() ? statement.Text(0) : "";
    }

    /// <summary>A word of ours in a column; any other word means that the file was damaged or edited.</summary>
    public TEnum Word<TEnum>(Statement row, int column)
        where TEnum : struct, Enum =>
        Enum.TryParse(row.Text(column), out TEnum value) && Enum.IsDefined(value)
            ? value
            : throw StorageErrors.Damaged(Path, $"'{row.Text(column)}' is no {typeof(TEnum).Name}");

    /// <summary>Runs the work in one transaction that takes the writer's lock at once; any exception undoes all of it.</summary>
    public void Write(Action work)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            work();
            Execute("COMMIT");
        }
        catch
        {
            // SQLite has already rolled back by itself after some errors, such as a full disk.
            if (raw.sqlite3_get_autocommit(_handle) == 0)
            {
                _ = raw.sqlite3_exec(_handle, "ROLLBACK");
            }

            throw;
        }
    }

    /// <summary>Throws what a result code means, unless it means success.</summary>
    public void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            string detail = raw.sqlite3_errmsg(_handle).utf8_to_string() ?? "";
            throw StorageErrors.From(Path, code, detail);
        }
    }

    public void Dispose() => _handle.Dispose();

    /// <summary>What is traded is nobody else's business; SQLite gives the files beside it the same mode.</summary>
    private static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows() || path == ":memory:" || File.Exists(path))
        {
            return;
        }

        try
        {
            new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }).Dispose();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Somebody else has just made it, or it cannot be made: SQLite says what is wrong.
        }
    }
}
