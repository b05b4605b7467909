using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>When the cash of a basket comes back, and what that makes of its return.</summary>
internal static class Times
{
    /// <summary>
    /// When the last leg is expected to have paid, never before now; null when the venue does not say for one of them.
    /// </summary>
    public static DateTimeOffset? PaysAt(IEnumerable<Claim> claims, DateTimeOffset now)
    {
        DateTimeOffset last = now;
        foreach (Claim claim in claims)
        {
            Market market = claim.Market;
            DateTimeOffset? decided = market.ExpectedExpirationTime ?? market.LatestExpirationTime ?? market.CloseTime;
            if (decided is null || market.SettlementTimer is null)
            {
                return null;
            }

            DateTimeOffset paid = decided.Value + market.SettlementTimer.Value;
            last = paid > last ? paid : last;
        }

        return last;
    }

    /// <summary>The earliest close of a leg; null when one is unknown.</summary>
    public static DateTimeOffset? ExpiresAt(IEnumerable<Claim> claims)
    {
        DateTimeOffset? first = null;
        foreach (Claim claim in claims)
        {
            if (claim.Market.CloseTime is not DateTimeOffset close)
            {
                return null;
            }

            first = first is null || close < first ? close : first;
        }

        return first;
    }

    /// <summary>
    /// Simple annual return on the cash locked, rounded down; null when nothing is locked, for no time or an unknown
    /// one.
    /// </summary>
    public static Ratio? AnnualReturn(Money edge, Money locked, DateTimeOffset now, DateTimeOffset? paysAt)
    {
        if (!locked.IsPositive || paysAt is not DateTimeOffset end || end <= now)
        {
            return null;
        }

        Int128 year = TimeSpan.TicksPerDay * 365;
        Int128 partsPerMillion = edge.Micros * year * Ratio.Whole / ((Int128)locked.Micros * (end - now).Ticks);
        return Ratio.FromPartsPerMillion((long)Int128.Min(partsPerMillion, long.MaxValue));
    }
}
