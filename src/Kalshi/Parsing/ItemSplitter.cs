using System.Buffers;
using System.Text.Json;

namespace Dutchbook.Kalshi;

/// <summary>One item inside a block of bytes.</summary>
internal readonly record struct ItemSpan(ItemKind Kind, int Start, int Length, long Offset);

/// <summary>Items that share one rented buffer; whoever has parsed them gives the buffer back.</summary>
internal sealed class ItemBlock(byte[] buffer, List<ItemSpan> items, DateTimeOffset? statedTime) : IDisposable
{
    /// <summary>The latest time the recording had stated when the block was read.</summary>
    public DateTimeOffset? StatedTime { get; } = statedTime;

    public IReadOnlyList<ItemSpan> Items => items;

    public ReadOnlyMemory<byte> Bytes(ItemSpan item) => buffer.AsMemory(item.Start, item.Length);

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);
}

/// <summary>
/// Finds the events, markets, series and books in a stream of JSON of any size and any wrapping: one document, one per line,
/// several after each other. The window is bounded; only an item larger than it makes it grow.
/// </summary>
internal sealed class ItemSplitter(Stream stream, string source, int window = ItemSplitter.DefaultWindow)
{
    public const int DefaultWindow = 1 << 20;
    private const int LargestItem = 256 << 20;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 256, AllowMultipleValues = true };

    private readonly TimeKeys _times = new();
    private JsonReaderState _state = new(Options);
    private byte[] _carry = [];
    private long _offset;
    private bool _ended;

    /// <summary>The latest time the recording states about itself.</summary>
    public DateTimeOffset? StatedTime => _times.Latest;

    /// <summary>Bytes of JSON read.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Why reading stopped before the end, with the place; null when it did not.</summary>
    public string? Damage { get; private set; }

    /// <summary>Anything but white space was read.</summary>
    public bool HasContent { get; private set; }

    /// <summary>The next block with items; null at the end or at damage that cannot be stepped over.</summary>
    public ItemBlock? Next()
    {
        while (!_ended)
        {
            byte[] buffer = ArrayPool<byte>.Shared.Rent(Math.Max(window, _carry.Length * 2));
            _carry.CopyTo(buffer, 0);
            int length = Fill(buffer, _carry.Length, out bool isFinal);
            List<ItemSpan> items = [];
            int used;
            try
            {
                used = Scan(buffer.AsSpan(0, length), isFinal, items);
            }
            catch (JsonException problem)
            {
                used = StepOver(buffer.AsSpan(0, length), items, problem, isFinal);
            }

            _carry = buffer.AsSpan(used, length - used).ToArray();
            _offset += used;
            _ended |= isFinal && (_carry.Length == 0 || used == 0);
            if (_carry.Length > LargestItem)
            {
                Damage = $"{source}: an item at byte {_offset:N0} is larger than {LargestItem >> 20} MB";
                _ended = true;
            }

            if (items.Count > 0)
            {
                return new ItemBlock(buffer, items, _times.Latest);
            }

            ArrayPool<byte>.Shared.Return(buffer);
        }

        return null;
    }

    private int Fill(byte[] buffer, int length, out bool isFinal)
    {
        isFinal = false;
        while (length < buffer.Length)
        {
            int read;
            try
            {
                read = stream.Read(buffer, length, buffer.Length - length);
            }
            catch (InvalidDataException problem)
            {
                // A compressed file that was cut off: what came out of it so far is good.
                Damage = $"{source}: the compressed data are damaged or cut off after {BytesRead:N0} bytes ({problem.Message})";
                read = 0;
            }

            if (read == 0)
            {
                isFinal = true;
                break;
            }

            BytesRead += read;
            length += read;
        }

        return length;
    }

    /// <summary>Reads tokens until the bytes end; returns how many belong to the past.</summary>
    private int Scan(ReadOnlySpan<byte> bytes, bool isFinal, List<ItemSpan> items)
    {
        Utf8JsonReader reader = new(bytes, isFinal, _state);
        int settled = 0;
        while (reader.Read())
        {
            HasContent = true;
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                int start = (int)reader.TokenStartIndex;
                ItemKind kind = ItemKinds.Tell(bytes[start..], isFinal);
                if (kind == ItemKind.Undecided)
                {
                    return settled;
                }

                if (kind != ItemKind.Wrapper)
                {
                    // A copy tries first: stepping over an object that is not all here leaves a reader that cannot go on.
                    Utf8JsonReader ahead = reader;
                    if (!ahead.TrySkip())
                    {
                        return settled;
                    }

                    reader = ahead;
                    items.Add(new ItemSpan(kind, start, (int)reader.BytesConsumed - start, _offset + start));
                }
            }
            else if (reader.TokenType == JsonTokenType.PropertyName && TimeKeys.IsTimeKey(reader.ValueSpan))
            {
                Utf8JsonReader ahead = reader;
                if (!ahead.Read())
                {
                    return settled;
                }

                _times.Note(ref ahead);
            }

            settled = (int)reader.BytesConsumed;
            _state = reader.CurrentState;
        }

        _state = reader.CurrentState;
        return (int)reader.BytesConsumed;
    }

    /// <summary>In a file of one document a line, a broken line costs itself; anywhere else the rest cannot be trusted.</summary>
    private int StepOver(ReadOnlySpan<byte> bytes, List<ItemSpan> items, JsonException problem, bool isFinal)
    {
        int from = items.Count > 0 ? items[^1].Start + items[^1].Length : 0;
        int line = bytes[from..].IndexOf((byte)'\n');
        int next = line < 0 ? -1 : from + line + 1;
        bool newDocument = next >= 0 && next < bytes.Length && bytes[next] is (byte)'{' or (byte)'[';
        Broken++;
        if (newDocument)
        {
            FirstBroken ??= $"byte {_offset + from:N0} ({Reason(problem)})";
            _state = new JsonReaderState(Options);
            return next;
        }

        Damage ??= $"{source}: the JSON is broken or cut off at byte {_offset + from:N0} ({Reason(problem)}); what stood before it was read";
        _ended = true;
        return bytes.Length;
    }

    /// <summary>Documents that were stepped over.</summary>
    public int Broken { get; private set; }

    public string? FirstBroken { get; private set; }

    private static string Reason(JsonException problem)
    {
        string text = problem.Message;
        int end = text.IndexOf(" LineNumber", StringComparison.Ordinal);
        return end > 0 ? text[..end] : text;
    }
}
