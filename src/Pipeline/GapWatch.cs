using Dutchbook.Domain;
using Dutchbook.Enrichment;

namespace Dutchbook.Pipeline;

/// <summary>
/// Looks for the legs of what was found at another venue. What it finds is watched, in a list of its own: it is no opportunity,
/// has no grade, and nothing trades it.
/// </summary>
internal sealed class GapWatch(ICrossVenue venue, MemberKind member, TimeSpan timeOut, TimeProvider time)
{
    /// <summary>The gaps, the largest first; a leg that could not be looked up has none.</summary>
    public async Task<IReadOnlyList<CrossGap>> LookAsync(IReadOnlyList<Opportunity> opportunities, CancellationToken cancellation)
    {
        IEnumerable<BasketLeg> legs = opportunities.SelectMany(static item => item.Legs).DistinctBy(static leg => leg.Claim);
        CrossGap?[] gaps = await Task.WhenAll(legs.Select(leg => LookAsync(leg, cancellation)));
        return
        [
            .. gaps.OfType<CrossGap>()
                .OrderByDescending(static gap => gap.Edge)
                .ThenBy(static gap => gap.Here.Market.Ticker, StringComparer.Ordinal),
        ];
    }

    private async Task<CrossGap?> LookAsync(BasketLeg leg, CancellationToken cancellation)
    {
        try
        {
            return await venue.GapAsync(leg, member, cancellation).WaitAsync(timeOut, time, cancellation);
        }
        catch (Exception problem) when (problem is SourceException or TimeoutException)
        {
            // The source of evidence at the same venue has named the failure already.
            return null;
        }
    }
}
