using System.Runtime.InteropServices;

namespace Dutchbook.Detection;

/// <summary>The shape of the rule that a relation is checked by.</summary>
internal enum GroupKind : byte
{
    /// <summary>At most one claim is true: a running sum of what the NO claims earn.</summary>
    Exclusive,

    /// <summary>At least one claim is true: a running sum of what all claims cost.</summary>
    Exhaustive,

    /// <summary>Exactly one claim is true, two opposite claims included: both sums.</summary>
    Partition,

    /// <summary>Each claim implies all that follow.</summary>
    Chain,

    /// <summary>All claims are the same.</summary>
    Equal,

    /// <summary>The first claim is true exactly when all others are.</summary>
    Conjunction,

    /// <summary>Cells of one observable: no rule of its own, left to its cluster's witness.</summary>
    Line,
}

/// <summary>What an update needs to know of a relation: thirty-two bytes, two to a cache line.</summary>
[StructLayout(LayoutKind.Sequential, Size = 32)]
internal struct Group
{
    /// <summary>More members than this would let sums of 16-bit costs leave 32 bits.</summary>
    public const int MostMembers = 32_000;

    public const byte Pays = 1;
    public const byte Told = 2;
    public const byte Queued = 4;
    public const byte Removed = 8;
    public const byte Suspended = 16;

    /// <summary>Where the members begin, as slots: twice the market, plus one for NO.</summary>
    public int Members;

    /// <summary>Where the members' costs begin, for kinds that keep them: all negations, then all claims.</summary>
    public int Cells;

    /// <summary>What the negations that cost less than a dollar earn together.</summary>
    public int Help;

    /// <summary>What all claims cost together.</summary>
    public int Cost;

    public ushort Count;

    public GroupKind Kind;

    /// <summary>
    /// <see cref="Pays"/>: mispriced now. <see cref="Told"/>: mispriced when last drained. <see cref="Queued"/>: in the
    /// queue. <see cref="Removed"/>: gone, but still in the queue. <see cref="Suspended"/>: kept, but not looked at.
    /// </summary>
    public byte Flags;

    public readonly bool HasSums => Kind <= GroupKind.Partition;

    public readonly bool HasCells => Kind is GroupKind.Chain or GroupKind.Equal or GroupKind.Conjunction;
}
