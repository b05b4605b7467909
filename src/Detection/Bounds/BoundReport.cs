using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>Puts both bounds of a market beside its own quote.</summary>
internal static class BoundReport
{
    private const int Micros = 1_000_000;

    public static PriceBounds Of(
        Market market, Quantity contracts, ClusterMap map, IQuotes quotes, BoundSearch search)
    {
        Box own = quotes.BoxOf(market);
        PriceBounds unbound = new()
        {
            Market = market,
            Contracts = contracts,
            Ask = own.HasHigh ? Money.FromMicros(own.High) : null,
            Bid = own.HasLow ? Money.FromMicros(own.Low) : null,
            Sell = null,
            Build = null,
            Notes = [],
        };
        Cluster? cluster = map.Clusters.FirstOrDefault(one => one.Has(market));
        if (cluster is null)
        {
            return unbound with { Notes = ["no proven relation names this market"] };
        }

        List<Ray> rays = [];
        new RaySearch(new QuotesWithout(quotes, market)).Find(cluster, rays);
        if (rays.Count > 0)
        {
            return unbound with
            {
                Notes =
                [
                    $"the related books are mispriced among themselves ({rays[0].Ordered()}): what they bound means "
                        + "nothing until that is gone",
                ],
            };
        }

        PriceBound? sell = search.Sell(cluster, Claim.Yes(market), contracts);
        PriceBound? build = search.Sell(cluster, Claim.No(market), contracts);
        return unbound with
        {
            Sell = sell,
            Build = build is null ? null : build with { Price = Money.FromMicros(Micros) - build.Price },
            Notes =
            [
                .. Missing(sell, "the related books pay nothing for sure against this market's YES"),
                .. Missing(build, "the related books do not build this market's YES"),
            ],
        };
    }

    private static string[] Missing(PriceBound? bound, string words) => bound is null ? [words] : [];

    /// <summary>The same quotes but for one market, which nobody quotes.</summary>
    private sealed class QuotesWithout(IQuotes quotes, Market market) : IQuotes
    {
        public Box BoxOf(Market asked) =>
            string.Equals(asked.Ticker, market.Ticker, StringComparison.Ordinal) ? Box.Open : quotes.BoxOf(asked);

        public SizedLeg LegOf(Claim claim) => quotes.LegOf(claim);

        public Event? EventOf(Market asked) => quotes.EventOf(asked);
    }
}
