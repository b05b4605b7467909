namespace Dutchbook.Detection;

/// <summary>What one call to settle did.</summary>
/// <param name="Settled">Clusters looked at.</param>
/// <param name="Waiting">Clusters that still wait, because the work allowed was done.</param>
/// <param name="Work">The work done, in steps of some nanoseconds.</param>
public readonly record struct SettleReport(int Settled, int Waiting, long Work);
