using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Unit.Cli;

/// <summary>The worked example of the documents: a ladder whose higher strike is bid above the lower strike's ask.</summary>
internal static class Some
{
    public static readonly DateTimeOffset At = new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);

    public static Market Market(string ticker, decimal floor, string bid, string ask, string title = "Will it be above?") => new()
    {
        Ticker = ticker,
        EventTicker = "X",
        SeriesTicker = "X",
        Type = new Open<MarketType>(MarketType.Binary, "binary"),
        Status = new Open<MarketStatus>(MarketStatus.Active, "active"),
        StrikeType = new Open<StrikeType>(StrikeType.Greater, "greater"),
        FloorStrike = floor,
        Title = Utf8Text.From(title),
        CloseTime = At.AddDays(13),
        ExpectedExpirationTime = At.AddDays(13).AddHours(1),
        SettlementTimer = TimeSpan.FromMinutes(30),
        TickGrid = TickGrid.Cent,
        Quote = new Quote(P(bid), Quantity.FromContracts(10), P(ask), Quantity.FromContracts(10)),
    };

    /// <summary>YES X-T60 at 0.42 and NO X-T61 at 0.45 for 10 contracts: 8.70 and 0.3439 of fees against 10.00.</summary>
    public static ScanResult Scan(string title = "Will it be above?")
    {
        Market low = Market("X-T60", 60, "0.4000", "0.4200", title);
        Market high = Market("X-T61", 61, "0.5500", "0.5800", title);
        (low.Index, high.Index) = (0, 1);
        VenueSnapshot snapshot = new()
        {
            At = At,
            Sources = ["events.json"],
            Series = new Dictionary<string, Series>(StringComparer.Ordinal)
            {
                ["X"] = new()
                {
                    Ticker = "X",
                    FeeType = new Open<FeeType>(FeeType.Quadratic, "quadratic"),
                    FeeMultiplier = Ratio.One,
                },
            },
            Events = [new Event { Ticker = "X", SeriesTicker = "X", IsWhole = true, Markets = [low, high] }],
            Markets = [low, high],
            IsRecording = true,
        };
        RelationMap map = new()
        {
            Relations =
            [
                new Relation(RelationType.Threshold, [Claim.Yes(high), Claim.Yes(low)])
                {
                    Rule = "threshold-ladder",
                    Confidence = Ratio.FromPartsPerMillion(995_000),
                    Evidence = [new Evidence("rules", "the same but for the strike")],
                },
            ],
            Refusals = [],
        };
        DetectionReport report = new Detector(new DetectionOptions()).Detect(snapshot, map);
        return new ScanResult
        {
            Snapshot = snapshot,
            Map = map,
            Report = report,
            Proofs = [],
            ReadTime = TimeSpan.Zero,
            MapTime = TimeSpan.Zero,
            DetectTime = TimeSpan.Zero,
        };
    }

    private static Price P(string text) => Price.TryParse(text, out Price price) ? price : throw new ArgumentException(text);
}
