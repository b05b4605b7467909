using System.Runtime.InteropServices;

namespace Dutchbook.Detection;

/// <summary>
/// The net box of a market and the witness inside it, in grains: eight bytes, eight markets to a cache line. The box is
/// stated as the costs of its two claims, so that both halves of the check are the same comparison.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 2)]
internal struct MarketBox
{
    /// <summary>What YES costs.</summary>
    public ushort Yes;

    /// <summary>What NO costs.</summary>
    public ushort No;

    /// <summary>The probability that the cluster's witness gives YES, rounded up: YES must not cost less.</summary>
    public ushort MuYes;

    /// <summary>The probability that the cluster's witness gives NO, rounded up: NO must not cost less.</summary>
    public ushort MuNo;

    /// <summary>Nothing on offer, and no relation that a witness would be needed for.</summary>
    public static MarketBox Empty => new() { Yes = Grain.Absent, No = Grain.Absent };

    /// <summary>The box holds its cluster's witness.</summary>
    public readonly bool Holds => Yes >= MuYes && No >= MuNo;
}
