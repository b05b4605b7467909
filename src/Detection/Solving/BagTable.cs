using System.Numerics;

namespace Dutchbook.Detection;

/// <summary>
/// The consistent assignments of one bag. Rows know the key of what they share with the parent, and for each child the
/// key of what they share with it.
/// </summary>
internal sealed class BagTable
{
    private readonly int _index;
    private readonly int[] _own;
    private readonly BagTable[] _children;
    private readonly int _ownWords;
    private readonly ulong[] _ownBits;
    private readonly int[] _key;
    private readonly int[] _childKey;
    private readonly Dictionary<UInt128, int> _keys;
    private readonly int[] _shared;

    private BagTable(
        int index, int[] own, int[] shared, BagTable[] children, List<ulong[]> rows, List<int> childKeys, bool isRoot)
    {
        _index = index;
        _own = own;
        _shared = shared;
        _children = children;
        _childKey = [.. childKeys];
        IsRoot = isRoot;
        Rows = rows.Count;
        _ownWords = WorldBits.WordsFor(own.Length);
        _ownBits = new ulong[Rows * _ownWords];
        _key = new int[Rows];
        _keys = [];
        for (int row = 0; row < Rows; row++)
        {
            Span<ulong> bits = _ownBits.AsSpan(row * _ownWords, _ownWords);
            for (int i = 0; i < own.Length; i++)
            {
                if (WorldBits.Get(rows[row], own[i]))
                {
                    WorldBits.Set(bits, i);
                }
            }

            UInt128 key = KeyOf(rows[row], shared);
            if (!_keys.TryGetValue(key, out _key[row]))
            {
                _key[row] = _keys.Count;
                _keys.Add(key, _key[row]);
            }
        }
    }

    public bool IsRoot { get; }

    public int Rows { get; }

    /// <summary>How many different assignments of what is shared with the parent there are.</summary>
    public int Keys => _keys.Count;

    /// <summary>Null when there would be too many rows, too much search, or too much is shared with the parent.</summary>
    public static BagTable? TryList(
        int index, int[] variables, int[] parent, BagTable[] children, Propagator truth, bool possible, int mostRows)
    {
        int[] shared = [.. variables.Intersect(parent)];
        if (shared.Length > 128)
        {
            return null;
        }

        List<ulong[]> rows = [];
        List<int> childKeys = [];
        if (possible && !TryCollect(variables, children, truth, mostRows, rows, childKeys))
        {
            return null;
        }

        return new(index, [.. variables.Except(parent)], shared, children, rows, childKeys, parent.Length == 0);
    }

    /// <summary>The least weight below each key, and the row that has it.</summary>
    public void Weigh(ReadOnlySpan<long> weights, long[][] messages, Span<long> message, Span<int> argument)
    {
        message.Fill(long.MaxValue);
        for (int row = 0; row < Rows; row++)
        {
            long sum = 0;
            for (int w = 0; w < _ownWords; w++)
            {
                for (ulong bits = _ownBits[(row * _ownWords) + w]; bits != 0; bits &= bits - 1)
                {
                    sum += weights[_own[(w << 6) + BitOperations.TrailingZeroCount(bits)]];
                }
            }

            for (int child = 0; child < _children.Length; child++)
            {
                sum += messages[_children[child]._index][_childKey[(row * _children.Length) + child]];
            }

            if (sum < message[_key[row]])
            {
                message[_key[row]] = sum;
                argument[_key[row]] = row;
            }
        }
    }

    /// <summary>Writes a row's own variables into the world, and tells each child which of its rows goes with it.</summary>
    public void Choose(int row, int[][] arguments, int[] chosen, Span<ulong> world)
    {
        for (int w = 0; w < _ownWords; w++)
        {
            for (ulong bits = _ownBits[(row * _ownWords) + w]; bits != 0; bits &= bits - 1)
            {
                WorldBits.Set(world, _own[(w << 6) + BitOperations.TrailingZeroCount(bits)]);
            }
        }

        for (int child = 0; child < _children.Length; child++)
        {
            int at = _children[child]._index;
            chosen[at] = arguments[at][_childKey[(row * _children.Length) + child]];
        }
    }

    private static bool TryCollect(
        int[] variables, BagTable[] children, Propagator truth, int mostRows, List<ulong[]> rows, List<int> childKeys)
    {
        int root = truth.Count;
        Stack<(int Mark, int Literal)> open = [];
        ulong[] world = new ulong[WorldBits.WordsFor(truth.Variables)];
        bool possible = true;
        for (long nodes = 4L * mostRows; nodes > 0; nodes--)
        {
            int next = possible ? Array.FindIndex(variables, truth.IsOpen) : -1;
            if (possible && next < 0)
            {
                truth.CopyWorld(world);
                if (!TryKeep(world, children, rows, childKeys, mostRows))
                {
                    break;
                }

                possible = false;
            }

            int literal;
            if (possible)
            {
                literal = Literal.No(variables[next]);
                open.Push((truth.Count, Literal.Not(literal)));
            }
            else if (open.TryPop(out (int Mark, int Literal) branch))
            {
                truth.BackTo(branch.Mark);
                literal = branch.Literal;
            }
            else
            {
                truth.BackTo(root);
                return true;
            }

            possible = truth.Assume(literal);
        }

        truth.BackTo(root);
        return false;
    }

    /// <summary>Adds a row unless some child has nothing that goes with it. False when it would be one too many.</summary>
    private static bool TryKeep(ulong[] world, BagTable[] children, List<ulong[]> rows, List<int> childKeys, int mostRows)
    {
        int before = childKeys.Count;
        foreach (BagTable child in children)
        {
            if (!child._keys.TryGetValue(KeyOf(world, child._shared), out int key))
            {
                childKeys.RemoveRange(before, childKeys.Count - before);
                return true;
            }

            childKeys.Add(key);
        }

        if (rows.Count >= mostRows)
        {
            return false;
        }

        rows.Add([.. world]);
        return true;
    }

    private static UInt128 KeyOf(ReadOnlySpan<ulong> world, int[] shared)
    {
        UInt128 key = 0;
        foreach (int variable in shared)
        {
            key = (key << 1) | (WorldBits.Get(world, variable) ? 1U : 0U);
        }

        return key;
    }
}
