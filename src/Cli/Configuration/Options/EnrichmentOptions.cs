using Dutchbook.Domain;
using Dutchbook.Enrichment;

namespace Dutchbook.Cli;

/// <summary>Outside evidence on the opportunities of a live scan.</summary>
[Section("Outside evidence on the opportunities of a live scan. It moves the confidence within limits and stops what is "
    + "decided; it never makes an opportunity, and never changes a size or a price.")]
internal sealed record EnrichmentOptions
{
    [Setting("Whether outside sources are asked. They then learn which questions are looked at.")]
    public bool Enabled { get; init; }

    [Setting("Federal Reserve Economic Data: what is already published, the target range, the growth nowcast.")]
    public bool Fred { get; init; } = true;

    [Setting("The key of FRED's service. Without one the tables behind its public charts are read, which lack first prints.",
        Example = "${FRED_API_KEY}", Secret = true)]
    public string? FredApiKey { get; init; }

    [Setting("Polymarket: the executable price of the same question there.")]
    public bool Polymarket { get; init; } = true;

    [Setting("How much of Polymarket's list is read, the most traded markets first.", Min = "1", Max = "400",
        Unit = "pages of 100 markets")]
    public int PolymarketPages { get; init; } = 20;

    [Setting("Yahoo Finance: spot and volatility of indices and coins. It is no official interface; read its terms first.")]
    public bool Yahoo { get; init; }

    [Setting("Where federal funds futures are quoted: `none`, `yahoo` (last trades) or `cme` (settlements, for personal use).")]
    public FundsQuotes FundsQuotes { get; init; } = FundsQuotes.None;

    [Setting("The longest wait for one source, and so the most that a slow one adds to a scan.", Min = "1", Max = "120",
        Unit = "seconds")]
    public int TimeoutSeconds { get; init; } = 8;

    [Setting("The most that supporting evidence adds to a confidence.", Min = "0", Max = "0.05", Unit = "fraction")]
    public Ratio MaxRaise { get; init; } = EnrichmentLimits.Default.MostRaise;

    [Setting("The most that contradicting evidence takes from a confidence.", Min = "0", Max = "1", Unit = "fraction")]
    public Ratio MaxLower { get; init; } = EnrichmentLimits.Default.MostLower;

    [Setting("Whether the validation model is asked about what a live scan found and what a running instance would trade. It may veto and raises nothing; it "
        + "costs within the budgets of `llm`, and it is sent the rules of the markets and the prices of the legs.")]
    public bool ModelReview { get; init; }

    [Setting("Baskets that cost at least so much, fees included, are reviewed; those of soft relations always.", Min = "0",
        Max = "100000", Unit = "dollars")]
    public Money ReviewFrom { get; init; } = Money.FromDollars(20);

    [Setting("The model's confidence, from 1 to 10, from which on its \"no longer valid\" is a veto.", Min = "1", Max = "10")]
    public int VetoFrom { get; init; } = 7;

    public EnrichmentLimits Limits => new(MaxRaise, MaxLower);

    public SourceSettings Settings => new()
    {
        Fred = Fred,
        FredApiKey = FredApiKey,
        Polymarket = Polymarket,
        PolymarketPages = PolymarketPages,
        Yahoo = Yahoo,
        FundsQuotes = FundsQuotes,
        TimeOut = TimeSpan.FromSeconds(TimeoutSeconds),
    };
}
