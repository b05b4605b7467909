using System.Buffers.Binary;
using System.Numerics;
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
/// Hashes the terms: 64 bits of SHA-256, because the text comes from outside and a rule change that hashed like the old rule
/// would be lost.
/// </summary>
internal sealed class HashedColumns : IColumns
{
    private const int NumberSize = 1 + sizeof(long);

    private byte[] _bytes = new byte[4_096];
    private int _used;

    public void Add(long? value)
    {
        Span<byte> target = Reserve(NumberSize);
        target[0] = value is null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteInt64LittleEndian(target[1..], value ?? 0);
        _used += NumberSize;
    }

    public void Add(ReadOnlySpan<byte> text)
    {
        Add(text.Length);
        text.CopyTo(Reserve(text.Length));
        _used += text.Length;
    }

    public void Add(string text)
    {
        Add(text.Length);
        _used += Encoding.UTF8.GetBytes(text, Reserve(Encoding.UTF8.GetMaxByteCount(text.Length)));
    }

    /// <summary>The hash of what was added since the last one.</summary>
    public long Take()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_bytes.AsSpan(0, _used), hash);
        _used = 0;
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    private Span<byte> Reserve(int size)
    {
        if (_bytes.Length - _used < size)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + size));
        }

        return _bytes.AsSpan(_used);
    }
}

/// <summary>
/// Hashes the figures, a few numbers that nobody gains by forging: each step turns one number into another without loss, so that
/// a change of one figure is always seen.
/// </summary>
internal sealed class HashedFigures : IColumns
{
    /// <summary>No figure is as low.</summary>
    private const long Absent = long.MinValue;

    private ulong _hash;

    public void Add(long? value) =>
        _hash = (BitOperations.RotateLeft(_hash, 29) ^ (ulong)(value ?? Absent)) * 0x9E3779B97F4A7C15;

    public void Add(ReadOnlySpan<byte> text) => throw new NotSupportedException("figures are numbers");

    public void Add(string text) => throw new NotSupportedException("figures are numbers");

    /// <summary>The hash of what was added since the last one.</summary>
    public long Take()
    {
        ulong hash = _hash;
        _hash = 0;
        return (long)hash;
    }
}
