using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>
/// The cash of the configured subaccount. An order can be paid only from the cash on its market's own shard.
/// </summary>
/// <param name="Total">Over all shards, to $0.0001.</param>
/// <param name="Shards">Cash by shard; null when the venue does not say, which is not the same as none.</param>
/// <param name="UpdatedAt">Null when the venue does not say.</param>
public sealed record AccountBalance(Money Total, IReadOnlyList<ShardBalance>? Shards, DateTimeOffset? UpdatedAt)
{
    /// <summary>
    /// The cash on one shard; null when it is not known. A shard that the venue leaves out of its list holds nothing
    /// known.
    /// </summary>
    public Money? On(int exchangeIndex)
    {
        foreach (ShardBalance shard in Shards ?? [])
        {
            if (shard.ExchangeIndex == exchangeIndex)
            {
                return shard.Cash;
            }
        }

        return null;
    }
}

/// <summary>The cash on one matching engine.</summary>
public readonly record struct ShardBalance(int ExchangeIndex, Money Cash);
