namespace Dutchbook.Sandbox;

/// <summary>
/// A customer's token buckets: one for reads, one for writes, and a write bucket of its own for each further shard. An order that
/// names its shard pays there, one that does not pays on all of them, a batch pays in the first bucket whatever its shards.
/// </summary>
internal sealed class RateGate(UsageTier tier, DateTimeOffset now)
{
    private const int Shards = 4;
    private readonly Lock _gate = new();
    private readonly TokenBucket _read = new(tier.ReadRefill, tier.ReadCapacity, now);
    private readonly TokenBucket[] _write =
        [.. Enumerable.Range(0, Shards).Select(_ => new TokenBucket(tier.WriteRefill, tier.WriteCapacity, now))];

    public UsageTier Tier { get; } = tier;

    public bool TryRead(int tokens, DateTimeOffset at)
    {
        lock (_gate)
        {
            return _read.TryTake(tokens, at);
        }
    }

    /// <param name="shard">Null bills every shard.</param>
    public bool TryWrite(int tokens, int? shard, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (shard is { } one)
            {
                return _write[Math.Clamp(one, 0, Shards - 1)].TryTake(tokens, at);
            }

            return _write.All(bucket => bucket.Has(tokens, at)) && _write.All(bucket => bucket.TryTake(tokens, at));
        }
    }
}
