using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Dutchbook.Unit.Domain;

namespace Dutchbook.Unit.Enrichment;

/// <summary>Baskets and evidence for tests of the weighing.</summary>
internal static class SomeBasket
{
    public static readonly DateTimeOffset At = new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);

    /// <summary>YES X-T60 at 0.42 and NO X-T61 at 0.45, ten of each, for 8.70 and 0.34 of fees: at least 10.00 is paid.</summary>
    public static Opportunity Ladder() => new()
    {
        Id = "basket",
        Status = OpportunityStatus.Validated,
        Grade = Grade.A,
        Executable = true,
        Signal = Signal.BuySupersetSellSubset,
        Relations = [],
        Legs = [Leg(Claim.Yes(Some.Market("X-T60")), "0.42"), Leg(Claim.No(Some.Market("X-T61")), "0.45")],
        Units = Some.Quantity("10"),
        Available = Some.Quantity("10"),
        Cost = Some.Money("8.70"),
        Fees = Some.Money("0.34"),
        FeeBound = Some.Money("0.36"),
        MinPayout = Some.Money("10"),
        Edge = Some.Money("0.96"),
        Magnitude = Some.Money("0.096"),
        AnnualReturn = null,
        Confidence = Some.Ratio("0.995"),
        Score = Some.Money("0.019"),
        Capital = new Capital(Some.Money("9.04"), Some.Money("9.04"), Some.Money("9.04")),
        WorstAbnormal = Some.Money("-9.04"),
        DetectedAt = At,
        ExpiresAt = At.AddDays(13),
        PaysAt = At.AddDays(13),
    };

    public static MarketEvidence Evidence(string ticker, string low, string high, Side? decided = null, string source = "test") =>
        new()
        {
            Ticker = ticker,
            Source = source,
            Yes = ProbabilityBand.Between(Some.Ratio(low), Some.Ratio(high)),
            ObservedAt = At,
            Provenance = $"a recording of {source}",
            Applies = "the same question",
            Decided = decided,
        };

    public static FairValue Value(string ticker, string low, string high, Side? decided = null) =>
        FairValue.Of([Evidence(ticker, low, high, decided)]);

    private static BasketLeg Leg(Claim claim, string price) => new()
    {
        Claim = claim,
        Weight = 1,
        Quantity = Some.Quantity("10"),
        Levels = [Some.Level(price, "10")],
        Cost = Some.Price(price) * Some.Quantity("10"),
        Terms = Some.Terms(),
        Fee = Some.Money("0.17"),
        FeeBound = Some.Money("0.18"),
        BookAt = At,
    };
}
