using System.Text;
using System.Text.Unicode;
using SQLitePCL;

namespace Dutchbook.Storage;

/// <summary>A prepared statement. Parameters are set in order with <c>Add</c>; columns are read by position from 0.</summary>
internal sealed class Statement(Connection connection, sqlite3_stmt statement) : IDisposable
{
    private const int SmallText = 512;

    private int _next;

    public Statement Add(long? value)
    {
        connection.Check(value is { } number
            ? raw.sqlite3_bind_int64(statement, ++_next, number)
            : raw.sqlite3_bind_null(statement, ++_next));
        return this;
    }

    /// <summary>Sets text as it is, byte for byte; empty text, which means absent, becomes NULL.</summary>
    public Statement Add(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return Add((long?)null);
        }

        // The database promises UTF-8 to whoever reads it; broken sequences become replacement characters.
        ReadOnlySpan<byte> valid = Utf8.IsValid(text) ? text : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text));
        connection.Check(raw.sqlite3_bind_text(statement, ++_next, valid));
        return this;
    }

    public Statement Add(string text)
    {
        if (Encoding.UTF8.GetMaxByteCount(text.Length) > SmallText)
        {
            return Add(Encoding.UTF8.GetBytes(text).AsSpan());
        }

        Span<byte> bytes = stackalloc byte[SmallText];
        return Add(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    /// <summary>Sets text that is never absent: an empty one is stored as empty.</summary>
    public Statement AddWhole(string text)
    {
        if (text.Length > 0)
        {
            return Add(text);
        }

        connection.Check(raw.sqlite3_bind_text(statement, ++_next, ""));
        return this;
    }

    /// <summary>True while there is a row to read.</summary>
    public bool Step()
    {
        int code = raw.sqlite3_step(statement);
        connection.Check(code);
        return code == raw.SQLITE_ROW;
    }

    /// <summary>Runs to the end and makes the statement ready for the next set of parameters.</summary>
    public void Run()
    {
        int code = raw.sqlite3_step(statement);
        _ = raw.sqlite3_reset(statement);
        _next = 0;
        connection.Check(code);
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long? Integer(int column) => IsNull(column) ? null : raw.sqlite3_column_int64(statement, column);

    /// <summary>The bytes of a text column with any NUL inside; empty for NULL.</summary>
    public byte[] Bytes(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(statement, column));

    public void Dispose() => statement.Dispose();
}
