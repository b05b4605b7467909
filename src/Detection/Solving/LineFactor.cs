using System.Numerics;

namespace Dutchbook.Detection;

/// <summary>One cell of a line happens, among those that are still possible.</summary>
internal sealed class LineFactor : Factor
{
    private readonly CompiledLine _line;
    private readonly int _index;
    private readonly long[] _cell;

    public LineFactor(CompiledLine line, int index)
        : base(line.Literals)
    {
        _line = line;
        _index = index;
        _cell = new long[line.Cells];
    }

    public override long Weigh(ReadOnlySpan<long> cost, Propagator truth, Span<long> difference)
    {
        ReadOnlySpan<ulong> allowed = truth.AllowedCells(_index);
        Array.Clear(_cell);
        for (int i = 0; i < cost.Length; i++)
        {
            ReadOnlySpan<ulong> inside = _line.Inside(i);
            for (int w = 0; w < inside.Length; w++)
            {
                for (ulong bits = inside[w] & allowed[w]; bits != 0; bits &= bits - 1)
                {
                    _cell[(w << 6) + BitOperations.TrailingZeroCount(bits)] += cost[i];
                }
            }
        }

        long least = Least(allowed, [], 0);
        for (int i = 0; i < cost.Length; i++)
        {
            difference[i] = Least(allowed, _line.Inside(i), 0) - Least(allowed, _line.Inside(i), ulong.MaxValue);
        }

        return least;
    }

    private long Least(ReadOnlySpan<ulong> allowed, ReadOnlySpan<ulong> inside, ulong flip)
    {
        long least = Never;
        for (int w = 0; w < allowed.Length; w++)
        {
            ulong among = inside.IsEmpty ? allowed[w] : allowed[w] & (inside[w] ^ flip);
            for (ulong bits = among; bits != 0; bits &= bits - 1)
            {
                least = Math.Min(least, _cell[(w << 6) + BitOperations.TrailingZeroCount(bits)]);
            }
        }

        return least;
    }
}
