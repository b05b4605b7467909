using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>
/// Keeps the text of parsed items in slabs of its own, so that page buffers can be used again. Text that repeats the same
/// field of the item before (most secondary rules do) is kept once.
/// </summary>
internal sealed class TextArena(int fields)
{
    private const int SlabSize = 1 << 18;

    private readonly Utf8Text[] _last = new Utf8Text[fields];
    private byte[] _slab = [];
    private int _used;

    /// <summary>The string the reader stands on.</summary>
    public Utf8Text Keep(ref Utf8JsonReader reader, int field)
    {
        if (reader.ValueIsEscaped)
        {
            // Unescaping never lengthens: the shortest escape of a character is longer than its UTF-8.
            Span<byte> space = Reserve(reader.ValueSpan.Length);
            int length;
            try
            {
                length = reader.CopyString(space);
            }
            catch (InvalidOperationException)
            {
                // A lone surrogate or bytes that are not UTF-8: keep the escaped form rather than lose the market.
                reader.ValueSpan.CopyTo(space);
                length = reader.ValueSpan.Length;
            }

            if (_last[field].Span.SequenceEqual(space[..length]))
            {
                return _last[field];
            }

            return Take(length, field);
        }

        ReadOnlySpan<byte> text = reader.ValueSpan;
        if (text.IsEmpty || _last[field].Span.SequenceEqual(text))
        {
            return text.IsEmpty ? Utf8Text.Empty : _last[field];
        }

        text.CopyTo(Reserve(text.Length));
        return Take(text.Length, field);
    }

    /// <summary>Raw bytes, such as a JSON object kept as it is.</summary>
    public Utf8Text Keep(ReadOnlySpan<byte> bytes, int field)
    {
        if (_last[field].Span.SequenceEqual(bytes))
        {
            return _last[field];
        }

        bytes.CopyTo(Reserve(bytes.Length));
        return Take(bytes.Length, field);
    }

    private Span<byte> Reserve(int length)
    {
        if (_slab.Length - _used < length)
        {
            _slab = GC.AllocateUninitializedArray<byte>(Math.Max(SlabSize, length));
            _used = 0;
        }

        return _slab.AsSpan(_used, length);
    }

    private Utf8Text Take(int length, int field)
    {
        Utf8Text text = new(_slab.AsMemory(_used, length));
        _used += length;
        _last[field] = text;
        return text;
    }
}
