using CsCheck;
using Dutchbook.Pipeline;
using Dutchbook.Storage;
using Xunit;

namespace Dutchbook.Unit.Storage;

/// <summary>A block of rows against the list that was written.</summary>
public sealed class QuoteBlocks
{
    private const long Start = 1_700_000_400_000;

    private static readonly Gen<QuoteChange> row = Gen.Select(
        Gen.OneOf(Gen.Int[1, 5], Gen.Int[1, int.MaxValue]),
        Gen.OneOf(Gen.Long[0, 5], Gen.Long[0, 600_000], Gen.Long[0, 1L << 40]),
        Gen.Enum<QuoteWord>(),
        Gen.Select(Gen.Int[0, 10_000], Gen.Int[0, 10_000]),
        Gen.Select(Size(), Size()),
        static (market, since, word, prices, sizes) =>
            new QuoteChange(market, Start + since, word, prices.Item1, sizes.Item1, prices.Item2, sizes.Item2));

    [Fact]
    public void What_is_read_is_what_was_written_market_by_market_in_the_order_of_time() =>
        Gen.Select(row.Array[0, 80], Gen.Bool).Sample(static (rows, isPacked) =>
        {
            QuoteChange[] inTime = [.. rows.OrderBy(static item => item.At)];
            byte[] block = Write(inTime, isPacked);
            QuoteChange[] expected = [.. inTime.GroupBy(static item => item.Market).OrderBy(static group => group.Key).SelectMany(static group => group)];
            Assert.Equal(expected, Read(block, null));
            foreach (int market in expected.Select(static item => item.Market).Distinct().Take(3))
            {
                Assert.Equal(expected.Where(item => item.Market == market), Read(block, market));
            }

            Assert.Empty(Read(block, 0));
        });

    [Fact]
    public void Whatever_is_changed_or_cut_off_is_noticed() =>
        Gen.Select(row.Array[1, 20], Gen.Bool, Gen.Int[0, 100_000], Gen.Int[1, 255]).Sample(static (rows, isPacked, place, change) =>
        {
            byte[] block = Write([.. rows.OrderBy(static item => item.At)], isPacked);
            byte[] damaged = [.. block];
            damaged[place % block.Length] ^= (byte)change;
            Assert.Throws<InvalidDataException>(() => Read(damaged, null));
            Assert.Throws<InvalidDataException>(() => Read(block[..(place % block.Length)], null));
        });

    [Fact]
    public void A_writer_is_used_again_and_forgets_what_it_wrote()
    {
        QuoteBlock block = new();
        QuoteChange[] first = [new(7, Start, QuoteWord.Held, 4_000, 100, 4_100, 250)];
        QuoteChange[] second = [new(3, Start + 9, QuoteWord.Changed, 0, 0, 10_000, 0)];
        byte[] before = block.Write(first, [7L << 32], Start, isPacked: true).ToArray();
        byte[] after = block.Write(second, [3L << 32], Start, isPacked: true).ToArray();
        Assert.Equal(first, Read(before, null));
        Assert.Equal(second, Read(after, null));
    }

    [Fact]
    public void A_quiet_row_takes_a_handful_of_bytes()
    {
        // A cent up and a whole number of contracts, a second later: one byte of flags, two of time, two and one of figures.
        QuoteChange[] rows = [.. Enumerable.Range(0, 1_000).Select(static i => new QuoteChange(
            1, Start + (1_000 * i), QuoteWord.Changed, 4_000 + (100 * (i % 2)), 12_300 + (100 * (i % 7)), 4_500, 40_000))];
        Assert.InRange(Write(rows, isPacked: false).Length, 5_000, 8_000);
        Assert.InRange(Write(rows, isPacked: true).Length, 10, 1_000);
    }

    private static byte[] Write(QuoteChange[] rows, bool isPacked)
    {
        long[] keys = [.. rows.Select(static (item, place) => ((long)item.Market << 32) | (uint)place).Order()];
        return new QuoteBlock().Write(rows, keys, Start, isPacked).ToArray();
    }

    private static List<QuoteChange> Read(byte[] block, int? only)
    {
        List<QuoteChange> rows = [];
        QuoteBlock.Read(block, Start, only, rows);
        return rows;
    }

    private static Gen<long> Size() => Gen.OneOf(Gen.Long[0, 500].Select(static size => 100 * size), Gen.Long[0, 1_000_000_000_000]);
}
