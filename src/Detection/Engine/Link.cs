namespace Dutchbook.Detection;

/// <summary>
/// That a market is a member of a group, and where: eight bytes. The first link of a market carries its fee class too, so
/// that an update finds everything about most markets in two cache lines.
/// </summary>
internal struct Link
{
    public const byte IsNo = 1;
    public const byte HasMore = 2;
    public const byte IsOdd = 4;
    public const byte HasSums = 8;

    public const int NoGroup = -1;

    public int Group;

    /// <summary>The member's position in the group.</summary>
    public ushort Position;

    public byte FeeClass;

    /// <summary>
    /// <see cref="IsNo"/>: the group's claim is NO. <see cref="HasSums"/>: the group is checked by sums, told here so that
    /// the way of an update does not wait for the group. On the first link also <see cref="HasMore"/>: there are further links,
    /// and <see cref="IsOdd"/>: the last quote was no price, for a reason kept elsewhere.
    /// </summary>
    public byte Bits;

    public readonly int SideBit => Bits & IsNo;
}
