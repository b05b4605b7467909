using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Dutchbook.Storage;

/// <summary>Takes the columns of a row in order: to bind them or to hash them, so that both see the same row.</summary>
internal interface IColumns
{
    void Add(long? value);

    void Add(ReadOnlySpan<byte> text);

    void Add(string text);
}

/// <summary>Binds the columns to a statement.</summary>
internal readonly struct BoundColumns(Statement statement) : IColumns
{
    public void Add(long? value) => statement.Add(value);

    public void Add(ReadOnlySpan<byte> text) => statement.Add(text);

    public void Add(string text) => statement.Add(text);
}

/// <summary>
/// Hashes the columns: 64 bits of SHA-256, because the text comes from outside and a rule change that hashed like the old
/// rule would be lost.
/// </summary>
internal sealed class HashedColumns : IColumns
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4_096);

    public void Add(long? value)
    {
        Span<byte> target = _bytes.GetSpan(9);
        target[0] = value is null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteInt64LittleEndian(target[1..], value ?? 0);
        _bytes.Advance(9);
    }

    public void Add(ReadOnlySpan<byte> text)
    {
        Add(text.Length);
        _bytes.Write(text);
    }

    public void Add(string text)
    {
        Add(text.Length);
        _bytes.Advance(Encoding.UTF8.GetBytes(text, _bytes.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
    }

    /// <summary>The hash of what was added since the last one.</summary>
    public long Take()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_bytes.WrittenSpan, hash);
        _bytes.ResetWrittenCount();
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }
}
