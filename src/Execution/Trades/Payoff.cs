using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>
/// The least that contracts of a basket's legs pay in any admissible world, for any quantities of them: what bounds the loss
/// of a trade that is only half done.
/// </summary>
public sealed class Payoff
{
    /// <summary>A dollar for each contract, in micro-dollars for each hundredth.</summary>
    private const long MicrosPerHundredth = Money.MicrosPerDollar / 100;

    private readonly int[] _weights;
    private readonly ulong[] _worlds;
    private readonly int[] _places;

    /// <param name="weights">Contracts of each leg in a unit basket.</param>
    /// <param name="microsPerUnit">What a hundredth of a unit basket pays at least, by the detector's proof.</param>
    /// <param name="worlds">
    /// For each admissible world the legs that pay in it, as bits; empty when they are not known. Then only whole baskets
    /// are reckoned with.
    /// </param>
    /// <param name="places">
    /// For each leg the leg whose place in a basket it takes, itself unless it was rolled into; null where none was. The basket with
    /// the one pays as surely as that with the other, and so does any mixture of the two.
    /// </param>
    public Payoff(
        IReadOnlyList<int> weights, long microsPerUnit, IReadOnlyList<ulong> worlds, IReadOnlyList<int>? places = null)
    {
        if (weights.Count == 0 || weights.Any(static weight => weight <= 0))
        {
            throw new ArgumentException("every leg has a positive weight", nameof(weights));
        }

        _weights = [.. weights];
        MicrosPerUnit = microsPerUnit;
        _worlds = Least(worlds);
        _places = places is null ? [.. Enumerable.Range(0, weights.Count)] : [.. places];
        if (_places.Length != _weights.Length || _places.Where((place, leg) => place > leg || _places[place] != place).Any())
        {
            throw new ArgumentException("every leg takes its own place or that of a leg before it", nameof(places));
        }
    }

    public long MicrosPerUnit { get; }

    public IReadOnlyList<int> Weights => _weights;

    public IReadOnlyList<ulong> Worlds => _worlds;

    public IReadOnlyList<int> Places => _places;

    /// <summary>The same with one leg more, in the place of another. In which worlds it pays is not known, so in worlds it counts nothing.</summary>
    public Payoff Rolled(int replaced) => new(
        [.. _weights, _weights[replaced]], MicrosPerUnit, _worlds, [.. _places, _places[replaced]]);

    /// <summary>The least that these quantities pay; they must not be negative.</summary>
    public Money Guaranteed(IReadOnlyList<Quantity> held)
    {
        Money baskets = Money.FromMicros(MicrosPerUnit * WholeUnits(held).Hundredths);
        if (_worlds.Length == 0)
        {
            return baskets;
        }

        long least = long.MaxValue;
        foreach (ulong world in _worlds)
        {
            long pays = 0;
            for (int i = 0; i < held.Count; i++)
            {
                pays += (world >> i & 1) == 1 ? held[i].Hundredths * MicrosPerHundredth : 0;
            }

            least = Math.Min(least, pays);
        }

        return Money.Max(baskets, Money.FromMicros(least));
    }

    /// <summary>
    /// The least that the legs pay when some of them are paid fixed amounts instead, whatever the world.
    /// </summary>
    /// <param name="held">Contracts of each leg.</param>
    /// <param name="instead">For each leg the fixed amount, or null for what the world says.</param>
    public Money Guaranteed(IReadOnlyList<Quantity> held, IReadOnlyList<Money?> instead)
    {
        Money @fixed = Money.Zero;
        Quantity[] normal = [.. held];
        for (int i = 0; i < normal.Length; i++)
        {
            if (instead[i] is { } amount)
            {
                @fixed += amount;
                normal[i] = Quantity.Zero;
            }
        }

        return @fixed + Guaranteed(normal);
    }

    /// <summary>Unit baskets that are held whole.</summary>
    public Quantity WholeUnits(IReadOnlyList<Quantity> held)
    {
        long least = long.MaxValue;
        for (int place = 0; place < _weights.Length; place++)
        {
            least = _places[place] == place ? Math.Min(least, InPlace(held, place) / _weights[place]) : least;
        }

        return Quantity.FromHundredths(least);
    }

    /// <summary>Nothing is held beside whole baskets.</summary>
    public bool IsWhole(IReadOnlyList<Quantity> held)
    {
        Quantity units = WholeUnits(held);
        bool isWhole = true;
        for (int place = 0; place < _weights.Length; place++)
        {
            isWhole &= _places[place] != place || InPlace(held, place) == units.Hundredths * _weights[place];
        }

        return isWhole;
    }

    private long InPlace(IReadOnlyList<Quantity> held, int place)
    {
        long sum = 0;
        for (int leg = place; leg < held.Count; leg++)
        {
            sum += _places[leg] == place ? held[leg].Hundredths : 0;
        }

        return sum;
    }

    /// <summary>Worlds in which no fewer legs pay than in another are never the worst.</summary>
    private static ulong[] Least(IReadOnlyList<ulong> worlds)
    {
        List<ulong> kept = [];
        foreach (ulong world in worlds.Distinct().OrderBy(System.Numerics.BitOperations.PopCount).ThenBy(static bits => bits))
        {
            if (!kept.Exists(less => (less & world) == less))
            {
                kept.Add(world);
            }
        }

        return [.. kept];
    }
}
