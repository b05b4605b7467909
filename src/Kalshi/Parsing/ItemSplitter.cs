using System.Buffers;
using System.Text.Json;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>
/// Finds the events, markets, series and books in a stream of JSON of any size and any wrapping: one document, one per line,
/// several after each other. The window is bounded; only an item larger than it makes it grow. In a file of one document a line
/// a broken line costs itself; anywhere else what follows the break cannot be trusted and is left.
/// </summary>
internal sealed class ItemSplitter(
    Stream stream, int window = ItemSplitter.DefaultWindow, int largestItem = ItemSplitter.LargestItem)
{
    public const int DefaultWindow = 1 << 20;
    private const int LargestItem = 256 << 20;

    /// <summary>Skipping nested values takes no stack, so that depth is no danger and refuses nothing.</summary>
    public static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue, AllowMultipleValues = true };

    private static ReadOnlySpan<byte> Blank => " \t\r\n"u8;

    /// <summary>What may stand before an item in its page.</summary>
    private static readonly SearchValues<byte> Between = SearchValues.Create(" \t\r\n,:"u8);

    private readonly TimeKeys _times = new();
    private readonly PageOwner _owner = new();
    private readonly Breakage _breakage = new();
    private JsonReaderState _state = new(Options);
    private byte[] _carry = [];
    private long _offset;
    private long _line = 1;
    private bool _isInside;
    private bool _isDrained;
    private bool _ended;

    /// <summary>The times the recording states about itself.</summary>
    public TimeKeys Times => _times;

    /// <summary>Bytes of JSON read.</summary>
    public long BytesRead { get; private set; }

    /// <summary>What was lost, with the place; null when nothing was.</summary>
    public string? Damage => _breakage.Text;

    /// <summary>Anything but white space was read.</summary>
    public bool HasContent { get; private set; }

    /// <summary>The next block with items; null at the end or at damage that cannot be stepped over.</summary>
    public ItemBlock? Next(CancellationToken cancellation = default)
    {
        while (!_ended)
        {
            cancellation.ThrowIfCancellationRequested();
            byte[] buffer = ArrayPool<byte>.Shared.Rent(Math.Max(window, _carry.Length * 2));
            _carry.CopyTo(buffer, 0);
            int length = Fill(buffer, _carry.Length, out bool isFinal);
            List<ItemSpan> items = [];
            int used = _breakage.IsOpen
                ? FindNextDocument(buffer.AsSpan(0, length), isFinal)
                : Scan(buffer.AsSpan(0, length), isFinal, items);
            Advance(buffer.AsSpan(0, length), used);
            _ended |= isFinal && !_breakage.IsOpen && (_carry.Length == 0 || used == 0);
            if (items.Count > 0)
            {
                return new ItemBlock(buffer, items);
            }

            ArrayPool<byte>.Shared.Return(buffer);
        }

        return null;
    }

    private void Advance(ReadOnlySpan<byte> bytes, int used)
    {
        bool isTooLarge = bytes.Length - used > largestItem && !_breakage.IsOpen;
        used += isTooLarge ? Math.Max(0, bytes[used..].IndexOfAnyExcept(Between)) : 0;
        _carry = bytes[used..].ToArray();
        _offset += used;
        _line += bytes[..used].Count((byte)'\n');
        if (isTooLarge)
        {
            _breakage.Open($"an item is larger than {largestItem >> 20} MB", _offset, _line);
        }
    }

    private int Fill(byte[] buffer, int length, out bool isFinal)
    {
        while (length < buffer.Length && !_isDrained)
        {
            int read = 0;
            try
            {
                read = stream.Read(buffer, length, buffer.Length - length);
            }
            catch (Exception problem) when (problem is InvalidDataException or IOException)
            {
                // A compressed file that was cut off, or a disk that fails: what came out of it so far is good.
                _breakage.End($"the file is damaged or cut off: only {BytesRead:N0} bytes could be read ({problem.Message})");
            }

            _isDrained = read == 0;
            BytesRead += read;
            length += read;
        }

        isFinal = _isDrained;
        return length;
    }

    /// <summary>Reads tokens until the bytes end or break; returns how many belong to the past.</summary>
    private int Scan(ReadOnlySpan<byte> bytes, bool isFinal, List<ItemSpan> items)
    {
        int settled = 0;
        while (true)
        {
            int suspect = settled;
            try
            {
                ScanTokens(bytes, isFinal, items, ref settled, ref suspect);
                return settled;
            }
            catch (JsonException problem)
            {
                if (!_isInside && _breakage.Count > 0 && Separator(bytes[settled..]) is > 0 and int length)
                {
                    // The lines after a broken one were members of the list it broke.
                    settled += length;
                    _state = new JsonReaderState(Options);
                    continue;
                }

                // Between documents the break is in the one that follows; inside one, white space may be all that is left of it.
                int from = Math.Max(settled, suspect);
                from += _isInside ? 0 : Math.Max(0, bytes[from..].IndexOfAnyExcept(Blank));
                _breakage.Open(Shown.Reason(problem), _offset + from, _line + bytes[..from].Count((byte)'\n'));
                return from;
            }
        }
    }

    private void ScanTokens(ReadOnlySpan<byte> bytes, bool isFinal, List<ItemSpan> items, ref int settled, ref int suspect)
    {
        int from = settled;
        Utf8JsonReader reader = new(bytes[from..], isFinal, _state);
        while (reader.Read())
        {
            HasContent = true;
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                int start = from + (int)reader.TokenStartIndex;
                suspect = start;
                ItemKind kind = ItemKinds.Tell(bytes[start..], isFinal);
                if (kind == ItemKind.Undecided)
                {
                    return;
                }

                if (kind != ItemKind.Wrapper)
                {
                    // A copy tries first: stepping over an object that is not all here leaves a reader that cannot go on.
                    Utf8JsonReader ahead = reader;
                    if (!ahead.TrySkip())
                    {
                        return;
                    }

                    reader = ahead;
                    int end = from + (int)reader.BytesConsumed;
                    items.Add(new ItemSpan(kind, start, end - start, _offset + start, _times.Last, _owner.Ticker));
                }
            }
            else if (reader.TokenType == JsonTokenType.PropertyName && TimeKeys.IsTimeKey(reader.ValueSpan))
            {
                Utf8JsonReader ahead = reader;
                if (!ahead.Read())
                {
                    return;
                }

                _times.Note(ref reader, ref ahead);
            }
            else if (reader.TokenType == JsonTokenType.PropertyName && PageOwner.IsKey(reader.ValueSpan))
            {
                Utf8JsonReader ahead = reader;
                if (!ahead.Read())
                {
                    return;
                }

                _owner.Note(ref reader, ref ahead);
            }
            else if (reader.TokenType == JsonTokenType.EndObject)
            {
                _owner.Leave(reader.CurrentDepth);
            }

            settled = from + (int)reader.BytesConsumed;
            _state = reader.CurrentState;
            _isInside = reader.CurrentDepth > 0 || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
        }

        if (!_isInside)
        {
            // Inside a document the white space stays: if a break follows, a new document may begin on its next line.
            settled = from + (int)reader.BytesConsumed;
            _state = reader.CurrentState;
        }
    }

    /// <summary>After a break, a line that begins an object or a list begins a new document; returns how many bytes precede it.</summary>
    private int FindNextDocument(ReadOnlySpan<byte> bytes, bool isFinal)
    {
        int next = 0;
        while (bytes[next..].IndexOf((byte)'\n') is >= 0 and int found)
        {
            next += found + 1;
            if (next < bytes.Length && bytes[next] is (byte)'{' or (byte)'[')
            {
                _breakage.Close();
                _owner.Forget();
                _state = new JsonReaderState(Options);
                _isInside = false;
                return next;
            }
        }

        if (isFinal)
        {
            _breakage.GiveUp();
            _ended = true;
            return bytes.Length;
        }

        // A line end at the very end is kept: what follows it is not here yet.
        return bytes is [.., (byte)'\n'] ? bytes.Length - 1 : bytes.Length;
    }

    /// <summary>What stands between the members of a list, and between their list and its page.</summary>
    private static int Separator(ReadOnlySpan<byte> bytes)
    {
        int next = bytes.IndexOfAnyExcept(Blank);
        return next >= 0 && bytes[next] is (byte)',' or (byte)':' or (byte)']' or (byte)'}' ? next + 1 : 0;
    }
}
