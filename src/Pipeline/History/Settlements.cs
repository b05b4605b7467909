namespace Dutchbook.Pipeline;

/// <summary>What markets paid, each asked for once.</summary>
internal sealed class Settlements(IMarketStore markets)
{
    private readonly Dictionary<string, bool?> _known = new(StringComparer.Ordinal);

    /// <summary>True when YES was paid, false when NO was; null while neither is final.</summary>
    public bool? IsYes(string ticker)
    {
        if (!_known.TryGetValue(ticker, out bool? known))
        {
            known = Paid(markets.Find(ticker));
            _known.Add(ticker, known);
        }

        return known;
    }

    /// <summary>A result that is only determined may still be disputed.</summary>
    private static bool? Paid(StoredMarket? market) => market is { Status: "finalized" or "settled" }
        ? market.Result switch
        {
            "yes" => true,
            "no" => false,
            _ => null,
        }
        : null;
}
