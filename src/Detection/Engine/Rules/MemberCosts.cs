using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

/// <summary>Costs read from the boxes of the markets. All slots are rows of the table: nothing is checked here.</summary>
/// <param name="boxes">The boxes of all markets.</param>
/// <param name="slots">The claims: twice the market, plus one for NO.</param>
internal readonly ref struct BoxedCosts(MarketBox[] boxes, ReadOnlySpan<int> slots) : IMemberCosts
{
    private readonly ref ushort _first = ref Unsafe.As<MarketBox, ushort>(ref MemoryMarshal.GetArrayDataReference(boxes));
    private readonly ref int _slots = ref MemoryMarshal.GetReference(slots);

    public int Count { get; } = slots.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Claim(int member) => Unsafe.Add(ref _first, IndexOf(Unsafe.Add(ref _slots, member)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Negation(int member) => Unsafe.Add(ref _first, IndexOf(Unsafe.Add(ref _slots, member)) ^ 1);

    /// <summary>Where the cost of a slot's claim is when boxes are read as four numbers each; its negation is beside it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int IndexOf(int slot) => (2 * slot) - (slot & 1);
}
