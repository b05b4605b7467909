using System.Buffers.Binary;
using System.IO.Compression;
using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Storage;

/// <summary>
/// Rows of many markets in a few bytes each: market by market, each figure in a column of its own, as its difference from the row
/// before. A form (plain or packed), a checksum, then the columns.
/// </summary>
internal sealed class QuoteBlock
{
    private const byte Plain = 1;
    private const byte Packed = 2;
    private const int Header = 5;

    /// <summary>More rows than a block ever has: a damaged one must not ask for all memory.</summary>
    private const int MostRows = 1 << 26;

    private const int BidTurned = 4;
    private const int AskTurned = 8;
    private const int BidSizeTurned = 16;
    private const int AskSizeTurned = 32;

    private readonly ByteColumn _markets = new();
    private readonly ByteColumn _flags = new();
    private readonly ByteColumn _times = new();
    private readonly ByteColumn _bids = new();
    private readonly ByteColumn _asks = new();
    private readonly ByteColumn _sizes = new();
    private readonly ByteColumn _body = new();
    private readonly ByteColumn _packed = new();
    private readonly ByteColumn _whole = new();

    /// <summary>Writes rows in the order of the keys.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="keys">Market by market the places of its rows, in order of time: the market above, the place below 32 bits.</param>
    /// <param name="start">Times count from here, in Unix milliseconds; none is earlier.</param>
    /// <param name="isPacked">Whether it is worth packing.</param>
    /// <returns>Valid until the next call.</returns>
    public ReadOnlySpan<byte> Write(ReadOnlySpan<QuoteChange> rows, ReadOnlySpan<long> keys, long start, bool isPacked)
    {
        foreach (ByteColumn column in (ReadOnlySpan<ByteColumn>)[_markets, _flags, _times, _bids, _asks, _sizes, _body, _packed, _whole])
        {
            column.Clear();
        }

        long market = -1;
        for (int first = 0; first < keys.Length;)
        {
            long next = keys[first] >> 32;
            int end = first;
            while (end < keys.Length && keys[end] >> 32 == next)
            {
                end++;
            }

            _markets.AddNumber((ulong)(next - market - 1));
            _markets.AddNumber((ulong)(end - first));
            market = next;
            Write(rows, keys[first..end], start);
            first = end;
        }

        _body.AddNumber((ulong)keys.Length);
        foreach (ByteColumn column in (ReadOnlySpan<ByteColumn>)[_markets, _flags, _times, _bids, _asks, _sizes])
        {
            _body.AddNumber((ulong)column.Length);
            _body.Add(column.Bytes);
        }

        if (isPacked)
        {
            _packed.AddInt32((uint)_body.Length);
            _packed.AddPacked(_body.Bytes);
        }

        ReadOnlySpan<byte> content = isPacked ? _packed.Bytes : _body.Bytes;
        byte form = isPacked ? Packed : Plain;
        _whole.Add(form);
        _whole.AddInt32(ByteColumn.Sum(form, content));
        _whole.Add(content);
        return _whole.Bytes;
    }

    /// <summary>Reads all rows, or those of one market, in the order in which they were written.</summary>
    /// <param name="block">As it was written.</param>
    /// <param name="start">Times count from here.</param>
    /// <param name="only">The market; null for all.</param>
    /// <param name="into">Gets the rows.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static void Read(ReadOnlySpan<byte> block, long start, int? only, List<QuoteChange> into)
    {
        ReadOnlySpan<byte> body = Unpack(block);
        ByteReading reading = new(body);
        int left = reading.Count(MostRows);
        ByteReading markets = Column(ref reading), flags = Column(ref reading), times = Column(ref reading);
        ByteReading bids = Column(ref reading), asks = Column(ref reading), sizes = Column(ref reading);
        long market = -1;
        while (left > 0)
        {
            market += markets.Count(int.MaxValue) + 1L;
            int count = markets.Count(left);
            if (count == 0 || market > int.MaxValue)
            {
                throw new InvalidDataException("a block names a market without rows");
            }

            left -= count;
            QuoteChange row = new((int)market, start, QuoteWord.Changed, 0, 0, Price.TicksPerDollar, 0);
            for (int i = 0; i < count; i++)
            {
                row = Next(row, ref flags, ref times, ref bids, ref asks, ref sizes);
                if (only is null || only == row.Market)
                {
                    into.Add(row);
                }
            }
        }
    }

    private void Write(ReadOnlySpan<QuoteChange> rows, ReadOnlySpan<long> keys, long start)
    {
        QuoteChange before = new(0, start, QuoteWord.Changed, 0, 0, Price.TicksPerDollar, 0);
        foreach (long key in keys)
        {
            ref readonly QuoteChange row = ref rows[(int)key];
            int flag = (int)row.Word;
            _times.AddNumber((ulong)(row.At - before.At));
            if (row.YesBid != before.YesBid)
            {
                flag |= BidTurned;
                _bids.AddSigned(row.YesBid - before.YesBid);
            }

            if (row.YesAsk != before.YesAsk)
            {
                flag |= AskTurned;
                _asks.AddSigned(row.YesAsk - before.YesAsk);
            }

            if (row.YesBidSize != before.YesBidSize)
            {
                flag |= BidSizeTurned;
                AddSize(row.YesBidSize);
            }

            if (row.YesAskSize != before.YesAskSize)
            {
                flag |= AskSizeTurned;
                AddSize(row.YesAskSize);
            }

            _flags.Add((byte)flag);
            before = row;
        }
    }

    private static QuoteChange Next(
        in QuoteChange before, ref ByteReading flags, ref ByteReading times, ref ByteReading bids, ref ByteReading asks, ref ByteReading sizes)
    {
        int flag = flags.Byte();
        QuoteChange row = before with
        {
            At = before.At + (long)times.Number(),
            Word = (flag & 3) is var word and <= (int)QuoteWord.Unknown ? (QuoteWord)word : throw new InvalidDataException("a row says nothing"),
            YesBid = (flag & BidTurned) != 0 ? before.YesBid + (int)bids.Signed() : before.YesBid,
            YesAsk = (flag & AskTurned) != 0 ? before.YesAsk + (int)asks.Signed() : before.YesAsk,
            YesBidSize = (flag & BidSizeTurned) != 0 ? Size(ref sizes) : before.YesBidSize,
            YesAskSize = (flag & AskSizeTurned) != 0 ? Size(ref sizes) : before.YesAskSize,
        };
        return row is { YesBid: >= 0 and <= Price.TicksPerDollar, YesAsk: >= 0 and <= Price.TicksPerDollar, YesBidSize: >= 0, YesAskSize: >= 0 }
            ? row
            : throw new InvalidDataException("a row is outside of what can be");
    }

    /// <summary>Nearly all sizes are whole contracts.</summary>
    private void AddSize(long hundredths) => _sizes.AddNumber(
        hundredths % 100 == 0 ? (ulong)(hundredths / 100) << 1 : ((ulong)hundredths << 1) | 1);

    private static long Size(ref ByteReading sizes)
    {
        ulong value = sizes.Number();
        return (value & 1) == 1 ? (long)(value >> 1) : checked((long)(value >> 1) * 100);
    }

    private static ByteReading Column(ref ByteReading body) => new(body.Part(body.Count(int.MaxValue)));

    private static ReadOnlySpan<byte> Unpack(ReadOnlySpan<byte> block)
    {
        if (block.Length <= Header || block[0] is not (Plain or Packed))
        {
            throw new InvalidDataException("a block has no form that is known");
        }

        ReadOnlySpan<byte> content = block[Header..];
        if (ByteColumn.Sum(block[0], content) != BinaryPrimitives.ReadUInt32LittleEndian(block[1..]))
        {
            throw new InvalidDataException("a block is not what was written");
        }

        if (block[0] == Plain)
        {
            return content;
        }

        byte[] body = new byte[content.Length > 4 ? BinaryPrimitives.ReadInt32LittleEndian(content) : 0];
        return BrotliDecoder.TryDecompress(content[4..], body, out int written) && written == body.Length
            ? body
            : throw new InvalidDataException("a block cannot be unpacked");
    }
}
