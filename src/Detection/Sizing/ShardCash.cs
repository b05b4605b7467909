using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// What may be spent on each of the venue's shards: collateral does not move between them by itself. A market whose shard is
/// not known has no cash.
/// </summary>
public sealed class ShardCash(IReadOnlyDictionary<int, Money> cash)
{
    /// <summary>The shard of a market as a key of <see cref="Of"/>; unknown ones have a key of their own.</summary>
    public static int KeyOf(Market market) => market.ExchangeIndex ?? int.MinValue;

    public Money Of(int shard) => cash.GetValueOrDefault(shard, Money.Zero);

    /// <summary>Whether every shard holds what is spent there.</summary>
    internal bool Covers(ReadOnlySpan<SizedLeg> legs, Func<int, Money> spentOn)
    {
        Dictionary<int, Money> left = [];
        for (int i = 0; i < legs.Length; i++)
        {
            int shard = KeyOf(legs[i].Claim.Market);
            Money rest = left.GetValueOrDefault(shard, Of(shard)) - spentOn(i);
            if (rest < Money.Zero)
            {
                return false;
            }

            left[shard] = rest;
        }

        return true;
    }
}
