using System.Numerics;
using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// The markets: what an update touches in two flat arrays, everything else beside them. A row is a market's number for as
/// long as it is listed or a relation names it; then it is given to another.
/// </summary>
internal sealed class MarketTable
{
    public const int None = -1;

    private readonly Stack<int> _free = [];
    private Dictionary<string, int>? _rows;
    private Link[] _more = new Link[16];
    private int _moreEnd;
    private int _moreWaste;

    public MarketBox[] Boxes { get; private set; } = new MarketBox[16];

    public Link[] Links { get; private set; } = new Link[16];

    public MarketRecord[] Records { get; private set; } = new MarketRecord[16];

    /// <summary>Rows in use or once used.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of the arrays that updates and rescans touch.</summary>
    public long HotBytes => (16L * Count) + (8L * (_moreEnd - _moreWaste));

    /// <summary>Further links that no market uses any more; compaction takes them out.</summary>
    public bool IsFragmented => _moreWaste > 1_024 && _moreWaste > _moreEnd / 2;

    public bool Holds(int row) => (uint)row < (uint)Count && Records[row].Ticker is not null;

    /// <summary>The row of a ticker, or <see cref="None"/>.</summary>
    /// <param name="ticker">The market's ticker.</param>
    /// <param name="hint">A row that is likely to be it, which saves the look-up.</param>
    public int Find(string ticker, int hint = None)
    {
        if ((uint)hint < (uint)Count && ReferenceEquals(Records[hint].Ticker, ticker))
        {
            return hint;
        }

        if (_rows is null)
        {
            _rows = new Dictionary<string, int>(Count, StringComparer.Ordinal);
            for (int row = 0; row < Count; row++)
            {
                if (Records[row].Ticker is string known)
                {
                    _rows.TryAdd(known, row);
                }
            }
        }

        return _rows.GetValueOrDefault(ticker, None);
    }

    /// <summary>A new row for a ticker that has none.</summary>
    public int Add(string ticker)
    {
        if (!_free.TryPop(out int row))
        {
            Grow(Count + 1);
            row = Count++;
        }

        Boxes[row] = MarketBox.Empty;
        Links[row] = new Link { Group = Link.NoGroup };
        Records[row] = new MarketRecord { Ticker = ticker };
        _rows?.Add(ticker, row);
        return row;
    }

    /// <summary>Rows for the markets of a list, each in its place, where no rows are yet.</summary>
    public void AddAll(ReadOnlySpan<Market> markets)
    {
        Grow(markets.Length);
        Boxes.AsSpan(0, markets.Length).Fill(MarketBox.Empty);
        Links.AsSpan(0, markets.Length).Fill(new Link { Group = Link.NoGroup });
        for (int row = 0; row < markets.Length; row++)
        {
            Records[row].Ticker = markets[row].Ticker;
        }

        Count = markets.Length;
    }

    /// <summary>Gives the row up, if the market is not listed and no relation names it.</summary>
    public void Release(int row)
    {
        if (!Records[row].IsListed && Records[row].Uses == 0)
        {
            _rows?.Remove(Records[row].Ticker!);
            _moreWaste += Records[row].MoreCapacity;
            Boxes[row] = MarketBox.Empty;
            Records[row] = default;
            _free.Push(row);
        }
    }

    /// <summary>The links of a market after its first.</summary>
    public ReadOnlySpan<Link> More(int row) => _more.AsSpan(Records[row].MoreStart, Records[row].MoreCount);

    public void AddLink(int row, Link link)
    {
        ref Link first = ref Links[row];
        if (first.Group == Link.NoGroup)
        {
            Set(ref first, link);
            return;
        }

        ref MarketRecord record = ref Records[row];
        if (record.MoreCount == record.MoreCapacity)
        {
            Enlarge(ref record);
        }

        _more[record.MoreStart + record.MoreCount++] = link;
        first.Bits |= Link.HasMore;
    }

    public void RemoveLink(int row, int group)
    {
        ref Link first = ref Links[row];
        ref MarketRecord record = ref Records[row];
        Span<Link> more = _more.AsSpan(record.MoreStart, record.MoreCount);
        if (first.Group == group)
        {
            Set(ref first, more.IsEmpty ? new Link { Group = Link.NoGroup } : more[^1]);
        }
        else
        {
            int at = 0;
            while (more[at].Group != group)
            {
                at++;
            }

            more[at] = more[^1];
        }

        record.MoreCount -= record.MoreCount > 0 ? 1 : 0;
        first.Bits = (byte)(record.MoreCount > 0 ? first.Bits | Link.HasMore : first.Bits & ~Link.HasMore);
    }

    /// <summary>Moves the further links together again, in the order of their markets.</summary>
    public void Compact()
    {
        int used = 0;
        for (int row = 0; row < Count; row++)
        {
            used += Records[row].MoreCount;
        }

        Link[] packed = new Link[Math.Max(16, used + (used / 4))];
        int end = 0;
        for (int row = 0; row < Count; row++)
        {
            ref MarketRecord record = ref Records[row];
            More(row).CopyTo(packed.AsSpan(end));
            record.MoreStart = end;
            record.MoreCapacity = record.MoreCount;
            end += record.MoreCount;
        }

        (_more, _moreEnd, _moreWaste) = (packed, end, 0);
    }

    /// <summary>Replaces group and position, and keeps what belongs to the market.</summary>
    private static void Set(ref Link first, Link link)
    {
        first.Group = link.Group;
        first.Position = link.Position;
        const int own = Link.IsNo | Link.HasSums;
        first.Bits = (byte)((first.Bits & ~own) | (link.Bits & own));
    }

    private void Enlarge(ref MarketRecord record)
    {
        int capacity = (int)BitOperations.RoundUpToPowerOf2((uint)record.MoreCount + 1);
        if (_moreEnd + capacity > _more.Length)
        {
            Link[] larger = new Link[Math.Max(2 * _more.Length, _moreEnd + capacity)];
            _more.AsSpan(0, _moreEnd).CopyTo(larger);
            _more = larger;
        }

        _more.AsSpan(record.MoreStart, record.MoreCount).CopyTo(_more.AsSpan(_moreEnd));
        _moreWaste += record.MoreCapacity;
        (record.MoreStart, record.MoreCapacity) = (_moreEnd, capacity);
        _moreEnd += capacity;
    }

    private void Grow(int count)
    {
        if (count > Boxes.Length)
        {
            int capacity = Math.Max(count, 2 * Boxes.Length);
            Boxes = Enlarged(Boxes, capacity);
            Links = Enlarged(Links, capacity);
            Records = Enlarged(Records, capacity);
        }
    }

    private T[] Enlarged<T>(T[] array, int capacity)
    {
        T[] larger = new T[capacity];
        array.AsSpan(0, Count).CopyTo(larger);
        return larger;
    }
}
