namespace Dutchbook.Detection;

/// <summary>
/// Pieces of the exchange that grow together as relations join them: a union of disjoint sets, each with its size.
/// </summary>
internal sealed class MarketPieces(int mostMarkets)
{
    private int[] _parents = [];
    private int[] _sizes = [];

    public void MakeRoom(int markets)
    {
        if (_parents.Length < markets)
        {
            _parents = new int[markets];
            _sizes = new int[markets];
        }
    }

    /// <summary>Makes a market a piece of its own.</summary>
    public void Reset(int row)
    {
        _parents[row] = row;
        _sizes[row] = 1;
    }

    public int Root(int row)
    {
        while (_parents[row] != row)
        {
            _parents[row] = _parents[_parents[row]];
            row = _parents[row];
        }

        return row;
    }

    /// <summary>
    /// Joins the pieces of these markets, unless two of them that relations made already would become too large together.
    /// A relation between markets that nothing else binds always fits.
    /// </summary>
    public bool TryJoin(ReadOnlySpan<int> slots)
    {
        if (!Fits(slots))
        {
            return false;
        }

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

        return true;
    }

    private bool Fits(ReadOnlySpan<int> slots)
    {
        long together = 0;
        int pieces = 0;
        int bound = 0;
        foreach (int slot in slots)
        {
            // A size turned negative marks a piece that was counted.
            ref int size = ref _sizes[Root(slot >> 1)];
            if (size > 0)
            {
                together += size;
                pieces++;
                bound += size > 1 ? 1 : 0;
                size = -size;
            }
        }

        foreach (int slot in slots)
        {
            ref int size = ref _sizes[Root(slot >> 1)];
            size = Math.Abs(size);
        }

        return together <= mostMarkets || bound == 0 || pieces == 1;
    }
}
