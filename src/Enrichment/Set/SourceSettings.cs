namespace Dutchbook.Enrichment;

/// <summary>Where federal funds futures are quoted.</summary>
public enum FundsQuotes
{
    None,
    Yahoo,
    Cme,
}

/// <summary>Where the sources are; replaced where they are served on this machine.</summary>
public sealed record SourceAddresses
{
    public Uri FredApi { get; init; } = FredClient.PublicApi;

    public Uri FredCharts { get; init; } = FredClient.PublicCharts;

    public Uri Gamma { get; init; } = GammaMarkets.PublicGamma;

    public Uri Clob { get; init; } = ClobBooks.PublicClob;

    public Uri YahooCharts { get; init; } = Dutchbook.Enrichment.YahooCharts.PublicCharts;

    public Uri CmeSettlements { get; init; } = Dutchbook.Enrichment.CmeSettlements.PublicSettlements;
}

/// <summary>Which sources are asked, and how.</summary>
public sealed record SourceSettings
{
    public bool Fred { get; init; } = true;

    public string? FredApiKey { get; init; }

    public bool Polymarket { get; init; } = true;

    /// <summary>Pages of 100 markets, the most traded first.</summary>
    public int PolymarketPages { get; init; } = 20;

    /// <summary>What people decided about markets there that were taken for ours.</summary>
    public IMatchReview Matches { get; init; } = UnreviewedMatches.Instance;

    public bool Yahoo { get; init; }

    public FundsQuotes FundsQuotes { get; init; } = FundsQuotes.None;

    /// <summary>For one answer of one source.</summary>
    public TimeSpan TimeOut { get; init; } = TimeSpan.FromSeconds(8);

    public SourceAddresses Addresses { get; init; } = new();
}
