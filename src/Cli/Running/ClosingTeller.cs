using Dutchbook.Execution;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>Which closings are news: each is told when it begins to be worth it, and not again while it lasts.</summary>
internal sealed class ClosingTeller
{
    private HashSet<(string Trade, ClosingKind Kind)> _told = [];

    public IReadOnlyList<ClosingOffer> Take(IReadOnlyList<ShownClosing> shown)
    {
        ClosingOffer[] worth = [.. shown.Where(static one => one.IsWorth).Select(static one => one.Offer)];
        ClosingOffer[] fresh = [.. worth.Where(offer => !_told.Contains((offer.Plan.TradeId, offer.Kind)))];
        _told = [.. worth.Select(static offer => (offer.Plan.TradeId, offer.Kind))];
        return fresh;
    }
}
