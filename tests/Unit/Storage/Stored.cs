using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Unit.Storage;

/// <summary>Small snapshots, relations and opportunities to store.</summary>
internal static class Stored
{
    public static DateTimeOffset Noon { get; } = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    public static Quote Quote(int bidTicks, int askTicks) => new(
        Price.FromTicks(bidTicks), Quantity.FromContracts(10), Price.FromTicks(askTicks), Quantity.FromContracts(20));

    public static Market Market(string ticker, Quote quote = default, Utf8Text rules = default, Quantity? volume = null) => new()
    {
        Ticker = ticker,
        EventTicker = "EV",
        Status = new Open<MarketStatus>(MarketStatus.Active, "active"),
        FloorStrike = 3.50m,
        RulesPrimary = rules,
        Quote = quote,
        Volume = volume,
    };

    public static VenueSnapshot Snapshot(DateTimeOffset at, params Market[] markets) => new()
    {
        At = at,
        Series = new Dictionary<string, Series>(StringComparer.Ordinal)
        {
            ["SE"] = new Series { Ticker = "SE", Title = Utf8Text.From("A series") },
        },
        Events =
        [
            new Event
            {
                Ticker = "EV",
                SeriesTicker = "SE",
                Title = Utf8Text.From("An event"),
                Category = "Economics",
                MutuallyExclusive = true,
                IsWhole = true,
                Markets = markets,
            },
        ],
        Markets = markets,
    };

    public static Relation Relation(string narrow = "A", string wide = "B", RelationStatus status = RelationStatus.Active) =>
        new(RelationType.Subset, [Claim.Yes(Market(narrow)), Claim.Yes(Market(wide))])
        {
            Rule = "deadline ladder",
            Confidence = Ratio.FromPartsPerMillion(995_000),
            Status = status,
            Evidence = [new Evidence("rules", "before June"), new Evidence("rules", "before September")],
        };

    public static RelationMap Map(params Relation[] relations) => new() { Relations = relations, Refusals = [] };

    public static ScanRecord Scan(DateTimeOffset at) => new()
    {
        At = at,
        Source = "test",
        Markets = 2,
        Events = 1,
        Relations = 1,
        Opportunities = 1,
        Document = """{"funnel":[]}""",
    };

    public static DocumentedOpportunity Found(
        string id, Grade grade = Grade.A, long scoreMicros = 10, OpportunityStatus status = OpportunityStatus.Detected,
        DateTimeOffset? expiresAt = null, long edgeMicros = 956_100) => new(
        new Opportunity
        {
            Id = id,
            Status = status,
            Grade = grade,
            Executable = true,
            Signal = Signal.BuySupersetSellSubset,
            Relations = [new RelationUse(Relation(), ["A", "B"])],
            Legs =
            [
                new BasketLeg
                {
                    Claim = Claim.No(Market("A")),
                    Weight = 1,
                    Quantity = Quantity.FromContracts(10),
                    Levels = [new BookLevel(Price.FromTicks(4_500), Quantity.FromContracts(10))],
                    Cost = Money.FromMicros(4_500_000),
                    Terms = new FeeTerms(FeeType.Quadratic, Ratio.One, "fee_type"),
                    Fee = Money.FromMicros(173_300),
                    FeeBound = Money.FromMicros(180_000),
                    BookAt = Noon,
                },
            ],
            Units = Quantity.FromContracts(10),
            Available = Quantity.FromContracts(12),
            Cost = Money.FromMicros(8_700_000),
            Fees = Money.FromMicros(343_900),
            FeeBound = Money.FromMicros(360_000),
            MinPayout = Money.FromDollars(10),
            Edge = Money.FromMicros(edgeMicros),
            Magnitude = Money.FromMicros(95_610),
            AnnualReturn = null,
            Confidence = Ratio.FromPartsPerMillion(995_000),
            Score = Money.FromMicros(scoreMicros),
            Capital = new Capital(Money.FromDollars(9), Money.FromDollars(9), Money.FromDollars(9)),
            WorstAbnormal = Money.FromDollars(-9),
            DetectedAt = Noon,
            ExpiresAt = expiresAt,
            PaysAt = null,
        },
        $$"""{"id":"{{id}}"}""");
}
