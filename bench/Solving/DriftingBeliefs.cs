using Dutchbook.Detection;

namespace Dutchbook.Bench;

/// <summary>
/// Quotes around a belief that drifts: a mixture of worlds, so that the middles are always coherent. The fee of the taker is
/// inside the boxes; a quote that misses the belief now and then makes a Dutch book.
/// </summary>
internal sealed class DriftingBeliefs
{
    private const int Worlds = 24;

    private readonly Random _random;
    private readonly bool[][] _worlds;
    private readonly double[] _weights;

    public DriftingBeliefs(LargeFamily family, IWorldOracle oracle, int seed)
    {
        _random = new Random(seed);
        _worlds = [.. Enumerable.Range(0, Worlds).Select(_ => family.DrawWorld(oracle))];
        _weights = [.. Enumerable.Range(0, Worlds).Select(_ => 0.2 + _random.NextDouble())];
    }

    public Box[] Start() => [.. Enumerable.Range(0, _worlds[0].Length).Select(market => Quote(market, 0))];

    /// <summary>The next market to be quoted, and its box.</summary>
    /// <param name="wrong">Ticks by which the quote misses the belief.</param>
    public (int Market, Box Box) Next(int wrong)
    {
        ref double weight = ref _weights[_random.Next(Worlds)];
        weight = Math.Clamp(weight * Math.Exp(0.1 * (_random.NextDouble() - 0.5)), 0.05, 5);
        int market = _random.Next(_worlds[0].Length);
        return (market, Quote(market, wrong));
    }

    private Box Quote(int market, int wrong)
    {
        double inside = 0;
        for (int world = 0; world < Worlds; world++)
        {
            inside += _worlds[world][market] ? _weights[world] : 0;
        }

        int middle = (int)(100 * inside / _weights.Sum()) + wrong;
        int bid = Math.Clamp(middle - _random.Next(0, 2), 0, 99);
        int ask = Math.Clamp(middle + 1 + _random.Next(0, 2), bid + 1, 100);

        // Nobody bids nothing, and nobody asks a dollar.
        return new Box(
            bid == 0 ? Box.NoBid : (bid * 10_000L) - Fee(bid), ask == 100 ? Box.NoAsk : (ask * 10_000L) + Fee(ask));
    }

    private static long Fee(int cents) => ((7 * cents * (100 - cents)) + 99) / 100 * 100;
}
