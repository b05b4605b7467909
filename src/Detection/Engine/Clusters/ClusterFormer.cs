using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Which relations are looked at together: the connected parts of the exchange, and within a part that is too large the
/// pieces that its surest relations make. A relation cut off this way is still checked by its own rule; to look at less
/// together can only miss.
/// </summary>
internal sealed class ClusterFormer(MarketTable markets, GroupTable groups, int mostMarkets)
{
    private readonly List<int> _rows = [];
    private readonly List<int> _ids = [];
    private int[] _parents = [];
    private int[] _sizes = [];
    private int _visit;

    /// <summary>Begins a round of walks, in which each market is reached once.</summary>
    public void Begin(int visit)
    {
        _visit = visit;
        if (_parents.Length < markets.Count)
        {
            _parents = new int[markets.Boxes.Length];
            _sizes = new int[markets.Boxes.Length];
        }
    }

    /// <summary>
    /// The clusters of the part of the exchange around a market, and the markets there that are in none. Nothing when an
    /// earlier walk of the round came by.
    /// </summary>
    public (List<Piece> Pieces, List<int> Alone) FormAround(int row)
    {
        _rows.Clear();
        _ids.Clear();
        Walk(row);
        List<Piece> pieces = [];
        List<int> alone = [];
        if (_ids.Count == 1)
        {
            pieces.Add(new Piece(_ids[0], [.. _ids], [.. RowsOf(_ids[0])]));
        }
        else
        {
            Split(pieces, alone);
        }

        return (pieces, _ids.Count == 0 ? [.. _rows] : alone);
    }

    private void Walk(int start)
    {
        Reach(start);
        for (int next = 0; next < _rows.Count; next++)
        {
            int row = _rows[next];
            if (markets.Links[row].Group != Link.NoGroup)
            {
                Follow(markets.Links[row].Group);
                foreach (Link link in markets.More(row))
                {
                    Follow(link.Group);
                }
            }
        }
    }

    private void Follow(int id)
    {
        if (groups.Records[id].Visit != _visit)
        {
            groups.Records[id].Visit = _visit;
            _ids.Add(id);
            foreach (int slot in groups.Slots(groups.Groups[id]))
            {
                Reach(slot >> 1);
            }
        }
    }

    private void Reach(int row)
    {
        if (markets.Holds(row) && markets.Records[row].Visit != _visit)
        {
            markets.Records[row].Visit = _visit;
            _rows.Add(row);
            _parents[row] = row;
            _sizes[row] = 1;
        }
    }

    private void Split(List<Piece> pieces, List<int> alone)
    {
        _ids.Sort(SurestFirst);
        List<int> kept = [];
        foreach (int id in _ids)
        {
            if (Fits(id))
            {
                Join(id);
                kept.Add(id);
            }
        }

        Dictionary<int, Piece> byRoot = [];
        foreach (int id in kept)
        {
            int root = Root(groups.Slots(groups.Groups[id])[0] >> 1);
            if (!byRoot.TryGetValue(root, out Piece? piece))
            {
                piece = new Piece(id, [], []);
                byRoot.Add(root, piece);
                pieces.Add(piece);
            }

            piece.Groups.Add(id);
        }

        foreach (int row in _rows)
        {
            if (byRoot.TryGetValue(Root(row), out Piece? piece))
            {
                piece.Rows.Add(row);
            }
            else
            {
                alone.Add(row);
            }
        }

        foreach (Piece piece in pieces)
        {
            Arrange(piece);
        }
    }

    private void Arrange(Piece piece)
    {
        piece.Groups.Sort();
        if (piece.Groups.Count == 1)
        {
            piece.Rows.Clear();
            piece.Rows.AddRange(RowsOf(piece.Groups[0]));
        }
        else
        {
            piece.Rows.Sort((a, b) => string.CompareOrdinal(markets.Records[a].Ticker, markets.Records[b].Ticker));
        }
    }

    private int[] RowsOf(int id) => Array.ConvertAll(groups.Slots(groups.Groups[id]).ToArray(), static slot => slot >> 1);

    /// <summary>
    /// A relation joins no two pieces into one that is too large; between markets that nothing else binds it always fits.
    /// </summary>
    private bool Fits(int id)
    {
        long together = 0;
        int bound = 0;
        foreach (int slot in groups.Slots(groups.Groups[id]))
        {
            int root = Root(slot >> 1);
            if (_sizes[root] > 0)
            {
                together += _sizes[root];
                bound += _sizes[root] > 1 ? 1 : 0;
                _sizes[root] = -_sizes[root];
            }
        }

        int pieces = 0;
        foreach (int slot in groups.Slots(groups.Groups[id]))
        {
            ref int size = ref _sizes[Root(slot >> 1)];
            pieces += size < 0 ? 1 : 0;
            size = Math.Abs(size);
        }

        return together <= mostMarkets || bound == 0 || pieces == 1;
    }

    private void Join(int id)
    {
        ReadOnlySpan<int> slots = groups.Slots(groups.Groups[id]);
        foreach (int slot in slots[1..])
        {
            int one = Root(slots[0] >> 1);
            int other = Root(slot >> 1);
            if (one != other)
            {
                (int large, int small) = _sizes[one] >= _sizes[other] ? (one, other) : (other, one);
                _parents[small] = large;
                _sizes[large] += _sizes[small];
            }
        }
    }

    private int Root(int row)
    {
        while (_parents[row] != row)
        {
            _parents[row] = _parents[_parents[row]];
            row = _parents[row];
        }

        return row;
    }

    /// <summary>Equally sure ones by their tickers, so that the same relations always make the same pieces.</summary>
    private int SurestFirst(int left, int right)
    {
        Relation one = groups.Records[left].Relation!;
        Relation other = groups.Records[right].Relation!;
        int order = other.Confidence.CompareTo(one.Confidence);
        return order != 0 || left == right ? order : NoticeOrder.Compare(one, other);
    }

    /// <summary>A cluster to be: the surest of its relations, all of them, and its markets.</summary>
    internal sealed record Piece(int Surest, List<int> Groups, List<int> Rows);
}
