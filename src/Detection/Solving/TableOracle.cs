namespace Dutchbook.Detection;

/// <summary>The oracle of an enumerated cluster: weighs every world, eight variables at a look-up.</summary>
internal sealed class TableOracle : IWorldOracle
{
    private const int Group = 8;

    private readonly WorldTable _table;
    private readonly int _groups;
    private readonly byte[] _bytes;
    private readonly long[] _sums;

    public TableOracle(WorldTable table)
    {
        if (table.State == WorldTableState.TooMany)
        {
            throw new ArgumentException("A table that is not complete proves nothing.", nameof(table));
        }

        _table = table;
        _groups = (table.Variables + Group - 1) / Group;
        _sums = new long[_groups << Group];
        _bytes = new byte[table.Count * _groups];
        for (int world = 0; world < table.Count; world++)
        {
            for (int group = 0; group < _groups; group++)
            {
                _bytes[(world * _groups) + group] = (byte)(table[world][group >> 3] >> ((group & 7) * Group));
            }
        }
    }

    public OracleAnswer Minimise(ReadOnlySpan<long> weights, long nodes, long goodEnough, Span<ulong> world)
    {
        if (_table.Count == 0)
        {
            return new(OracleStatus.Contradictory, 0, 0, 0);
        }

        Prepare(weights);
        long best = long.MaxValue;
        int at = 0;
        ReadOnlySpan<byte> bytes = _bytes;
        for (int w = 0; w < _table.Count; w++, bytes = bytes[_groups..])
        {
            long sum = 0;
            for (int group = 0; group < _groups; group++)
            {
                sum += _sums[(group << Group) | bytes[group]];
            }

            if (sum < best)
            {
                best = sum;
                at = w;
            }
        }

        _table[at].CopyTo(world);
        return new(OracleStatus.Proven, best, best, _table.Count);
    }

    private void Prepare(ReadOnlySpan<long> weights)
    {
        for (int group = 0; group < _groups; group++)
        {
            Span<long> sums = _sums.AsSpan(group << Group, 1 << Group);
            sums[0] = 0;
            for (int bit = 0; bit < Group; bit++)
            {
                int variable = (group * Group) + bit;
                long weight = variable < weights.Length ? weights[variable] : 0;
                int half = 1 << bit;
                for (int low = 0; low < half; low++)
                {
                    sums[half | low] = sums[low] + weight;
                }
            }
        }
    }
}
