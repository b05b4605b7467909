using Dutchbook.Domain;

namespace Dutchbook.Tapes;

/// <summary>The account at one moment.</summary>
/// <param name="At">The tape's time.</param>
/// <param name="Cash">On all shards.</param>
/// <param name="Locked">What was paid for claims that are still held.</param>
/// <param name="Guaranteed">Cash, and what the claims held must pay in the worst admissible world.</param>
public readonly record struct EquityPoint(DateTimeOffset At, Money Cash, Money Locked, Money Guaranteed)
{
    public override string ToString() => $"{At:O} {Cash} {Locked} {Guaranteed}";
}
