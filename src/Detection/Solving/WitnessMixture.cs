namespace Dutchbook.Detection;

/// <summary>
/// A mixture of worlds in whole numbers: each world counts its numerator out of their sum. The exact form of a witness.
/// </summary>
internal sealed record WitnessMixture(int Markets, IReadOnlyList<ulong[]> Worlds, IReadOnlyList<long> Numerators);
