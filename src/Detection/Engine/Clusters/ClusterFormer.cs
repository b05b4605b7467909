using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Which relations are looked at together: the connected parts of the exchange, and within a part that is too large the
/// pieces that its surest relations make. A relation cut off this way is still checked by its own rule; to look at less
/// together can only miss.
/// </summary>
internal sealed class ClusterFormer(MarketTable markets, GroupTable groups, int mostMarkets)
{
    private readonly MarketPieces _pieces = new(mostMarkets);
    private readonly List<int> _rows = [];
    private readonly List<int> _ids = [];
    private int _visit;

    /// <summary>Begins a round of walks, in which each market is reached once.</summary>
    public void Begin(int visit)
    {
        _visit = visit;
        _pieces.MakeRoom(markets.Boxes.Length);
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
        return _ids.Count switch
        {
            0 => ([], [.. _rows]),
            1 => ([new Piece([_ids[0]], RowsOf(_ids[0]))], []),
            _ => Divide(),
        };
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
            foreach (int slot in SlotsOf(id))
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
            _pieces.Reset(row);
        }
    }

    private (List<Piece> Pieces, List<int> Alone) Divide()
    {
        _ids.Sort(SurestFirst);
        List<int> kept = _ids.FindAll(id => _pieces.TryJoin(SlotsOf(id)));
        Dictionary<int, Piece> byRoot = [];
        foreach (int id in kept)
        {
            int root = _pieces.Root(SlotsOf(id)[0] >> 1);
            byRoot.TryAdd(root, new Piece([], []));
            byRoot[root].Groups.Add(id);
        }

        List<int> alone = [];
        foreach (int row in _rows)
        {
            (byRoot.TryGetValue(_pieces.Root(row), out Piece? piece) ? piece.Rows : alone).Add(row);
        }

        return ([.. byRoot.Values.Select(Arranged)], alone);
    }

    private Piece Arranged(Piece piece)
    {
        if (piece.Groups.Count == 1)
        {
            return piece with { Rows = RowsOf(piece.Groups[0]) };
        }

        piece.Groups.Sort();
        piece.Rows.Sort((a, b) => string.CompareOrdinal(markets.Records[a].Ticker, markets.Records[b].Ticker));
        return piece;
    }

    private ReadOnlySpan<int> SlotsOf(int id) => groups.Slots(groups.Groups[id]);

    private List<int> RowsOf(int id) => [.. SlotsOf(id).ToArray().Select(static slot => slot >> 1)];

    /// <summary>Equally sure ones by their tickers, so that the same relations always make the same pieces.</summary>
    private int SurestFirst(int left, int right)
    {
        Relation one = groups.Records[left].Relation!;
        Relation other = groups.Records[right].Relation!;
        int order = other.Confidence.CompareTo(one.Confidence);
        return order != 0 || left == right ? order : NoticeOrder.Compare(one, other);
    }

    /// <summary>A cluster to be.</summary>
    /// <param name="Groups">Its relations, ascending.</param>
    /// <param name="Rows">Its markets: by ticker, or for a relation alone as it has its claims.</param>
    internal sealed record Piece(List<int> Groups, List<int> Rows);
}
