namespace Dutchbook.Sandbox;

/// <summary>A bucket of tokens that refills evenly; it starts full. Not safe for several threads.</summary>
internal sealed class TokenBucket(int refillPerSecond, int capacity, DateTimeOffset now)
{
    // In millionths, so that a refill of any length is exact.
    private const long Whole = 1_000_000;
    private long _level = capacity * Whole;
    private DateTimeOffset _filledAt = now;

    /// <summary>All of the tokens, or none.</summary>
    public bool TryTake(int tokens, DateTimeOffset at)
    {
        if (!Has(tokens, at))
        {
            return false;
        }

        _level -= tokens * Whole;
        return true;
    }

    public bool Has(int tokens, DateTimeOffset at)
    {
        long micros = Math.Max(0, (at - _filledAt).Ticks / TimeSpan.TicksPerMicrosecond);

        // An hour fills any bucket, and keeps the product within a long.
        long gained = Math.Min(micros, 3_600L * Whole) * refillPerSecond;
        _level = Math.Min(capacity * Whole, _level + gained);
        _filledAt = at > _filledAt ? at : _filledAt;
        return _level >= tokens * Whole;
    }
}
