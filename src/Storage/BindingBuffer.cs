using System.Runtime.InteropServices;
using System.Text;
using SQLitePCL;

namespace Dutchbook.Storage;

/// <summary>
/// Sets the parameters of one statement. The texts of a row are gathered in one buffer that stays where it is, so that SQLite
/// need not copy each of them, and its functions are called with the bare pointer: they run six million times in a pass over the
/// exchange, and a safe handle's counting takes longer than they do.
/// </summary>
internal sealed unsafe partial class BindingBuffer(sqlite3_stmt statement)
{
    private const string Library = "e_sqlite3";

    /// <summary>More text than nearly all rows have.</summary>
    private const int Size = 1 << 14;

    /// <summary>SQLite copies the text before it returns; without it, it reads the text where it is until the row is written.</summary>
    private const nint Transient = -1;

    private const nint Static = 0;

    private readonly nint _statement = statement.DangerousGetHandle();
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(Size, pinned: true);
    private int _used;

    /// <summary>The row is written, and its texts are needed no more.</summary>
    public void Clear() => _used = 0;

    public int Bind(int parameter, long value) => BindInteger(_statement, parameter, value);

    public int BindNull(int parameter) => BindNull(_statement, parameter);

    public int Bind(int parameter, ReadOnlySpan<byte> text)
    {
        if (text.Length > Size - _used)
        {
            fixed (byte* bytes = text)
            {
                return BindText(_statement, parameter, bytes, text.Length, Transient);
            }
        }

        text.CopyTo(_buffer.AsSpan(_used));
        return BindLast(parameter, text.Length);
    }

    public int Bind(int parameter, string text) => Encoding.UTF8.TryGetBytes(text, _buffer.AsSpan(_used), out int length)
        ? BindLast(parameter, length)
        : Bind(parameter, Encoding.UTF8.GetBytes(text));

    private int BindLast(int parameter, int length)
    {
        fixed (byte* bytes = &MemoryMarshal.GetArrayDataReference(_buffer))
        {
            int code = BindText(_statement, parameter, bytes + _used, length, Static);
            _used += length;
            return code;
        }
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64"), SuppressGCTransition]
    private static partial int BindInteger(nint statement, int parameter, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null"), SuppressGCTransition]
    private static partial int BindNull(nint statement, int parameter);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text")]
    private static partial int BindText(nint statement, int parameter, byte* text, int length, nint destructor);
}
