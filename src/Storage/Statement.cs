using System.Text;
using System.Text.Unicode;
using SQLitePCL;

namespace Dutchbook.Storage;

/// <summary>A prepared statement. Parameters are set in order with <c>Add</c>; columns are read by position from 0.</summary>
internal sealed class Statement : IDisposable
{
    private readonly Connection _connection;
    private readonly sqlite3_stmt _statement;
    private readonly BindingBuffer _texts;
    private int _next;

    public Statement(Connection connection, sqlite3_stmt statement) =>
        (_connection, _statement, _texts) = (connection, statement, new BindingBuffer(statement));

    public Statement Add(long? value)
    {
        _connection.Check(value is { } number ? _texts.Bind(++_next, number) : _texts.BindNull(++_next));
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
        _connection.Check(_texts.Bind(++_next, valid));
        return this;
    }

    public Statement Add(string text)
    {
        if (text.Length == 0)
        {
            return Add((long?)null);
        }

        _connection.Check(_texts.Bind(++_next, text));
        return this;
    }

    /// <summary>Sets text that is never absent: an empty one is stored as empty.</summary>
    public Statement AddWhole(string text)
    {
        if (text.Length > 0)
        {
            return Add(text);
        }

        _connection.Check(_texts.Bind(++_next, ""));
        return this;
    }

    /// <summary>Sets bytes that are no text.</summary>
    public Statement AddBlob(ReadOnlySpan<byte> bytes)
    {
        _connection.Check(raw.sqlite3_bind_blob(_statement, ++_next, bytes));
        return this;
    }

    /// <summary>The bytes of a column where SQLite holds them; valid until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_statement, column);

    /// <summary>True while there is a row to read.</summary>
    public bool Step()
    {
        int code = raw.sqlite3_step(_statement);
        _connection.Check(code);
        return code == raw.SQLITE_ROW;
    }

    /// <summary>Runs to the end and makes the statement ready for the next set of parameters.</summary>
    public void Run()
    {
        int code = raw.sqlite3_step(_statement);
        Reset();
        _connection.Check(code);
    }

    /// <summary>Makes the statement ready for the next set of parameters.</summary>
    public void Reset()
    {
        _ = raw.sqlite3_reset(_statement);
        _next = 0;
        _texts.Clear();
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long? Integer(int column) => IsNull(column) ? null : raw.sqlite3_column_int64(_statement, column);

    /// <summary>The bytes of a text column with any NUL inside; empty for NULL.</summary>
    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(_statement, column));

    public void Dispose() => _statement.Dispose();
}
