namespace Dutchbook.Enrichment;

/// <summary>What a market asks of the path of its asset.</summary>
internal enum PathQuestion
{
    /// <summary>Where it is at one moment.</summary>
    End,

    /// <summary>Whether it is ever at or above a level until then.</summary>
    TouchesAbove,

    /// <summary>Whether it is ever at or below a level until then.</summary>
    TouchesBelow,
}

/// <summary>The asset behind a series of markets, and where its spot and its volatility are quoted.</summary>
/// <param name="VolatilitySymbol">An index of 30-day volatility in per cent; null to measure it on daily closes.</param>
internal sealed record Underlying(string Symbol, string? VolatilitySymbol, bool IsIndex)
{
    private static readonly Underlying Spx = new("^GSPC", "^VIX", IsIndex: true);
    private static readonly Underlying Ndx = new("^NDX", "^VXN", IsIndex: true);
    private static readonly Underlying Bitcoin = new("BTC-USD", null, IsIndex: false);
    private static readonly Underlying Ether = new("ETH-USD", null, IsIndex: false);

    private static readonly SortedDictionary<string, (Underlying Asset, PathQuestion Path)> BySeries = new(StringComparer.Ordinal)
    {
        ["KXINX"] = (Spx, PathQuestion.End),
        ["KXINXU"] = (Spx, PathQuestion.End),
        ["KXINXY"] = (Spx, PathQuestion.End),
        ["KXINXPOS"] = (Spx, PathQuestion.End),
        ["KXINXMINY"] = (Spx, PathQuestion.TouchesBelow),
        ["KXINXMAXY"] = (Spx, PathQuestion.TouchesAbove),
        ["KXNASDAQ100"] = (Ndx, PathQuestion.End),
        ["KXNASDAQ100U"] = (Ndx, PathQuestion.End),
        ["KXNASDAQ100Y"] = (Ndx, PathQuestion.End),
        ["KXNASDAQ100MINY"] = (Ndx, PathQuestion.TouchesBelow),
        ["KXNASDAQ100MAXY"] = (Ndx, PathQuestion.TouchesAbove),
        ["KXBTC"] = (Bitcoin, PathQuestion.End),
        ["KXBTCD"] = (Bitcoin, PathQuestion.End),
        ["KXBTCMAXY"] = (Bitcoin, PathQuestion.TouchesAbove),
        ["KXBTCMINY"] = (Bitcoin, PathQuestion.TouchesBelow),
        ["KXETH"] = (Ether, PathQuestion.End),
        ["KXETHD"] = (Ether, PathQuestion.End),
        ["KXETHMAXY"] = (Ether, PathQuestion.TouchesAbove),
        ["KXETHMINY"] = (Ether, PathQuestion.TouchesBelow),
    };

    public static (Underlying Asset, PathQuestion Path)? Of(string kalshiSeries) =>
        BySeries.TryGetValue(kalshiSeries, out (Underlying, PathQuestion) found) ? found : null;
}
