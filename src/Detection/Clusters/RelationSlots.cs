using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// The claims of all relations as numbers in one flat array: twice the market's number plus the side, so that the
/// negation of a claim is one bit. Whatever goes over all relations goes over this.
/// </summary>
internal sealed class RelationSlots
{
    private readonly int[] _slots;
    private readonly int[] _starts;

    public RelationSlots(IReadOnlyList<Relation> relations, MarketNumbers numbers)
    {
        Relations = [.. relations];
        _starts = new int[Relations.Length + 1];
        for (int i = 0; i < Relations.Length; i++)
        {
            _starts[i + 1] = _starts[i] + Relations[i].ClaimSpan.Length;
        }

        _slots = new int[_starts[^1]];
        int next = 0;
        foreach (Relation relation in Relations)
        {
            foreach (Claim claim in relation.ClaimSpan)
            {
                _slots[next++] = (2 * numbers.Of(claim.Market)) + (int)claim.Side;
            }
        }

        Markets = numbers.Count;
    }

    public Relation[] Relations { get; }

    /// <summary>All numbers of markets are below this.</summary>
    public int Markets { get; }

    public ReadOnlySpan<int> Of(int relation) => _slots.AsSpan(_starts[relation].._starts[relation + 1]);
}
