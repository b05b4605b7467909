using CsCheck;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Xunit;

namespace Dutchbook.Unit.Ingestion;

/// <summary>The book against a dictionary.</summary>
public sealed class LiveBookProperties
{
    private static readonly Gen<(Side, int, long)> change = Gen.Select(
        Gen.Bool.Select(static yes => yes ? Side.Yes : Side.No),
        Gen.OneOf(Gen.Int[0, 10_000], Gen.Int[4_900, 5_100], Gen.Int[4_990, 5_010]),
        Gen.OneOf(Gen.Long[-3, 3], Gen.Long[-1_000_000, 1_000_000], Gen.Long[-2_000_000_000_000, 2_000_000_000_000]));

    [Fact]
    public void Any_changes_leave_what_a_dictionary_holds() => change.Array[0, 200].Sample(static changes =>
    {
        LiveBook book = new();
        SortedDictionary<(Side, int), long> oracle = [];
        foreach ((Side side, int ticks, long more) in changes)
        {
            long size = oracle.GetValueOrDefault((side, ticks)) + more;
            bool can = ticks is > 0 and < 10_000 && size is >= 0 and <= 1_000_000_000_000;
            Assert.Equal(can, book.Change(side, Price.FromTicks(ticks), Quantity.FromHundredths(more)));
            if (can)
            {
                oracle[(side, ticks)] = size;
                if (size == 0)
                {
                    oracle.Remove((side, ticks));
                }
            }

            int bid = oracle.Keys.Where(static key => key.Item1 == Side.Yes).Select(static key => key.Item2).DefaultIfEmpty(0).Max();
            int no = oracle.Keys.Where(static key => key.Item1 == Side.No).Select(static key => key.Item2).DefaultIfEmpty(0).Max();
            Assert.Equal((bid, 10_000 - no, bid + no >= 10_000), (book.YesBid, book.YesAsk, book.IsCrossed));
            Assert.Equal(oracle.GetValueOrDefault((Side.Yes, bid)), book.Touch.YesBidSize.Hundredths);
            Assert.Equal(oracle.GetValueOrDefault((Side.No, no)), book.Touch.YesAskSize.Hundredths);
            Assert.Equal(oracle.Count, book.Depth);
        }

        OrderBook copy = book.ToOrderBook(DateTimeOffset.UnixEpoch, 7);
        Assert.Equal(7, copy.Sequence);
        Assert.Equal(oracle.Where(static level => level.Key.Item1 == Side.Yes).Reverse()
            .Select(static level => (level.Key.Item2, level.Value)), copy.YesBids.Select(static level => (level.Price.Ticks, level.Quantity.Hundredths)));
        Assert.Equal(oracle.Where(static level => level.Key.Item1 == Side.No).Reverse()
            .Select(static level => (level.Key.Item2, level.Value)), copy.NoBids.Select(static level => (level.Price.Ticks, level.Quantity.Hundredths)));
    });

    [Fact]
    public void A_ticker_keeps_its_number_and_is_found_by_its_bytes() => Gen.String[1, 30].Array[1, 300].Sample(static names =>
    {
        TickerTable table = new();
        Dictionary<string, int> oracle = new(StringComparer.Ordinal);
        foreach (string name in names.Where(static name => !name.Any(char.IsSurrogate)))
        {
            oracle.TryAdd(name, oracle.Count);
            Assert.Equal(oracle[name], table.Add(name));
        }

        foreach ((string name, int number) in oracle)
        {
            Assert.True(table.TryFind(name, out int found));
            Assert.Equal((number, name), (found, table.NameOf(found)));
            Assert.Equal(oracle.ContainsKey(name + "x"), table.TryFind(name + "x", out _));
        }
    });

    [Theory]
    [InlineData(0, 5, SequenceVerdict.First, 5)]
    [InlineData(5, 6, SequenceVerdict.Next, 6)]
    [InlineData(5, 7, SequenceVerdict.Gap, 7)]
    [InlineData(5, 5, SequenceVerdict.Old, 5)]
    [InlineData(5, 2, SequenceVerdict.Old, 5)]
    public void A_number_says_what_came_before_it(long last, long number, SequenceVerdict verdict, long then)
    {
        SequenceCheck check = default;
        if (last > 0)
        {
            check.Take(last);
        }

        Assert.Equal(verdict, check.Take(number));
        Assert.Equal(then, check.Last);
    }
}
