using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// The guarantees that fail by least. It keeps more than are asked for, because one basket may rest on several
/// relations.
/// </summary>
internal sealed class NearestMisses(int wanted)
{
    private const int Spare = 4;

    /// <summary>Beyond this loss per unit basket nobody is near a trade: the prices are absurd or stale.</summary>
    private const long Farthest = -250_000;

    private readonly List<Miss> _nearest = [];
    private readonly int _capacity = Math.Max(0, wanted) * Spare;
    private long _worst = long.MinValue;

    public IReadOnlyList<Miss> Nearest => _nearest;

    /// <summary>True when a miss by this much would be kept; asked before anything is allocated for it.</summary>
    public bool Wants(long edge) => edge <= 0 && edge > Farthest && edge > _worst && _capacity > 0;

    public void Add(Relation relation, Signal signal, int[] slots, int atLeast, long edge)
    {
        // Equal edges keep the order of the relations, so that every run names the same ones.
        int at = _nearest.FindIndex(known => known.Edge < edge);
        _nearest.Insert(at < 0 ? _nearest.Count : at, new Miss(relation, signal, slots, atLeast, edge));
        if (_nearest.Count > _capacity)
        {
            _nearest.RemoveAt(_nearest.Count - 1);
        }

        _worst = _nearest.Count == _capacity ? _nearest[^1].Edge : long.MinValue;
    }
}
