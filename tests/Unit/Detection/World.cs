using Dutchbook.Detection;
using Dutchbook.Domain;

namespace Dutchbook.Unit.Detection;

/// <summary>Builds small venues by hand: markets with quotes or books, and relations between them.</summary>
public sealed class World
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);

    private readonly List<Market> _markets = [];
    private readonly Dictionary<string, OrderBook> _books = new(StringComparer.Ordinal);
    private readonly List<Relation> _relations = [];

    public Ratio? Multiplier { get; init; } = Ratio.One;

    public Open<FeeType> FeeType { get; init; } = new(Dutchbook.Domain.FeeType.Quadratic, "quadratic");

    public FeeTerms? AssumedFee { get; init; }

    public string CollateralReturnType { get; init; } = "";

    public bool IsRecording { get; init; }

    public TradingHalt? Halt { get; init; }

    public static Price P(string text) =>
        Price.TryParse(text, out Price price) ? price : throw new ArgumentException(text, nameof(text));

    public static Quantity Q(string text) =>
        Quantity.TryParse(text, out Quantity quantity) ? quantity : throw new ArgumentException(text, nameof(text));

    public static Money M(string text) =>
        Money.TryParse(text, out Money money) ? money : throw new ArgumentException(text, nameof(text));

    public static Ratio R(string text) =>
        Ratio.TryParse(text, out Ratio ratio) ? ratio : throw new ArgumentException(text, nameof(text));

    public static TickGrid Fine { get; } = TickGrid.TryCreate([new PriceBand(Price.Zero, Price.One, 1)])!;

    /// <summary>A quoted market; a price or size of "0" is the venue's way of saying nobody.</summary>
    public Market Quoted(
        string ticker, string bid, string bidSize, string ask, string askSize, Action<Draft>? change = null)
    {
        Draft draft = new() { Quote = new Quote(P(bid), Q(bidSize), P(ask), Q(askSize)) };
        change?.Invoke(draft);
        Market market = draft.Build(ticker, _markets.Count);
        _markets.Add(market);
        return market;
    }

    /// <summary>A market with a book; each side is "price x size" levels of YES prices.</summary>
    public Market Booked(
        string ticker,
        (string Price, string Size)[] bids,
        (string Price, string Size)[] asks,
        Action<Draft>? change = null)
    {
        Draft draft = new();
        change?.Invoke(draft);
        Market market = draft.Build(ticker, _markets.Count);
        _markets.Add(market);
        _books[ticker] = Book(bids, asks, Now);
        return market;
    }

    public static OrderBook Book(
        (string Price, string Size)[] bids, (string Price, string Size)[] asks, DateTimeOffset at) => OrderBook.Create(
        bids.Select(static level => new BookLevel(P(level.Price), Q(level.Size))),
        asks.Select(static level => new BookLevel(P(level.Price).Complement(), Q(level.Size))),
        at);

    public Relation Relate(RelationType type, params Market[] markets) =>
        Relate(type, [.. markets.Select(Claim.Yes)]);

    public Relation Relate(RelationType type, params Claim[] claims) => Relate(new Relation(type, claims)
    {
        Rule = "test",
        Confidence = R("0.995"),
    });

    public Relation Relate(Relation relation)
    {
        _relations.Add(relation);
        return relation;
    }

    public VenueSnapshot Snapshot() => new()
    {
        At = Now,
        IsRecording = IsRecording,
        Halt = Halt,
        AssumedFee = AssumedFee,
        Markets = _markets,
        Books = _books,
        Series = Series(),
        Events =
        [
            .. _markets.GroupBy(static market => market.EventTicker, StringComparer.Ordinal).Select(group => new Event
            {
                Ticker = group.Key,
                SeriesTicker = "S",
                CollateralReturnType = CollateralReturnType,
                Markets = [.. group],
            }),
        ],
    };

    private Dictionary<string, Series> Series()
    {
        Dictionary<string, Series> series = new(StringComparer.Ordinal);
        if (AssumedFee is null)
        {
            series.Add("S", new Series { Ticker = "S", FeeType = FeeType, FeeMultiplier = Multiplier });
        }

        return series;
    }

    public RelationMap Map() => new() { Relations = _relations, Refusals = [] };

    public DetectionReport Detect(DetectionOptions? options = null) =>
        new Detector(options ?? new DetectionOptions()).Detect(Snapshot(), Map());

    /// <summary>What a basket buys, in the order of its legs.</summary>
    public static string Claims(Opportunity found) => string.Join(", ", found.Legs.Select(static leg => leg.Claim));

    /// <summary>How many a stage of the funnel lost for a reason.</summary>
    public static int Lost(DetectionReport report, string stage, string reason) =>
        report.Funnel.Single(one => one.Stage == stage).Reasons.GetValueOrDefault(reason);

    /// <summary>All baskets listed, above threshold or below.</summary>
    public IReadOnlyList<Opportunity> Listed(DetectionOptions? options = null)
    {
        DetectionReport report = Detect(options);
        return [.. report.Opportunities, .. report.BelowThreshold];
    }

    /// <summary>The fields a test may change before the market is built.</summary>
    public sealed class Draft
    {
        public string EventTicker { get; set; } = "E";

        public Quote Quote { get; set; }

        public MarketType Type { get; set; } = MarketType.Binary;

        public MarketStatus Status { get; set; } = MarketStatus.Active;

        public TickGrid? TickGrid { get; set; } = Fine;

        public DateTimeOffset? CloseTime { get; set; } = Now.AddDays(30);

        public DateTimeOffset? ExpectedExpirationTime { get; set; } = Now.AddDays(30);

        public TimeSpan? SettlementTimer { get; set; } = TimeSpan.FromHours(1);

        public bool SizesAssumed { get; set; }

        public DateTimeOffset? QuotedAt { get; set; }

        public int? ExchangeIndex { get; set; }

        public IReadOnlyList<FieldDefect> Defects { get; set; } = [];

        public Market Build(string ticker, int index) => new()
        {
            Ticker = ticker,
            EventTicker = EventTicker,
            SeriesTicker = "S",
            Index = index,
            Type = new Open<MarketType>(Type, "type"),
            Status = new Open<MarketStatus>(Status, "status"),
            Quote = Quote,
            SizesAssumed = SizesAssumed,
            QuotedAt = QuotedAt,
            ExchangeIndex = ExchangeIndex,
            TickGrid = TickGrid,
            CloseTime = CloseTime,
            ExpectedExpirationTime = ExpectedExpirationTime,
            SettlementTimer = SettlementTimer,
            Defects = Defects,
        };
    }
}
