using System.Runtime.CompilerServices;

namespace Dutchbook.Detection;

/// <summary>What the claims of a relation and their negations cost, in grains, wherever that is kept.</summary>
internal interface IMemberCosts
{
    int Count { get; }

    int Claim(int member);

    int Negation(int member);
}

/// <summary>Costs that lie side by side, as a group keeps them.</summary>
internal readonly ref struct KeptCosts(ReadOnlySpan<ushort> negations, ReadOnlySpan<ushort> claims) : IMemberCosts
{
    private readonly ReadOnlySpan<ushort> _negations = negations;
    private readonly ReadOnlySpan<ushort> _claims = claims;

    public int Count => _claims.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Claim(int member) => _claims[member];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Negation(int member) => _negations[member];
}

/// <summary>Costs read from the boxes of the markets.</summary>
/// <param name="costs">The boxes, as four numbers each.</param>
/// <param name="slots">The claims: twice the market, plus one for NO.</param>
internal readonly ref struct BoxedCosts(ReadOnlySpan<ushort> costs, ReadOnlySpan<int> slots) : IMemberCosts
{
    private readonly ReadOnlySpan<ushort> _costs = costs;
    private readonly ReadOnlySpan<int> _slots = slots;

    public int Count => _slots.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Claim(int member) => _costs[IndexOf(_slots[member])];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Negation(int member) => _costs[IndexOf(_slots[member]) ^ 1];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int IndexOf(int slot) => (2 * slot) - (slot & 1);
}
