using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Unit.Execution;

/// <summary>Plans, orders and fills to start from.</summary>
internal static class Some
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 2, 15, 0, 0, TimeSpan.Zero);

    public static FeeTerms Fees { get; } = new(FeeType.Quadratic, Ratio.One, "test");

    public static FeeTerms NoFees { get; } = new(FeeType.Quadratic, Ratio.Zero, "test");

    public static Price Cents(int cents) => Price.FromTicks(cents * 100);

    public static Quantity Contracts(int contracts) => Quantity.FromContracts(contracts);

    public static Market Market(string ticker, string @event = "E", int shard = 0) => new()
    {
        Ticker = ticker,
        EventTicker = @event,
        SeriesTicker = "S",
        TickGrid = TickGrid.Cent,
        ExchangeIndex = shard,
        CloseTime = Now.AddDays(1),
        LastPrice = Cents(40),
    };

    /// <summary>NO A at 45 and YES B at 42: A implies B, so one of them pays.</summary>
    public static PlanRequest Pair(int contracts = 10, FeeTerms? fees = null)
    {
        Market narrow = Market("A");
        Market wide = Market("B");
        return new PlanRequest
        {
            OpportunityId = "o1",
            Legs =
            [
                Leg(Claim.No(narrow), asks: [(45, contracts), (46, 100)], bids: [(43, 50)], fees),
                Leg(Claim.Yes(wide), asks: [(42, contracts), (43, 100)], bids: [(40, 50)], fees),
            ],
            Units = Contracts(contracts),
            MicrosPerUnit = 10_000,
            Relations = [new Relation(RelationType.Subset, [Claim.Yes(narrow), Claim.Yes(wide)]) { Rule = "rule" }],
            Basis = RelationBasis.Alone,
            MinEdgePerUnit = Money.FromMicros(10_000),
            Member = MemberKind.Direct,
        };
    }

    public static RequestLeg Leg(Claim claim, (int Cents, int Contracts)[] asks, (int Cents, int Contracts)[] bids, FeeTerms? fees = null) =>
        new(claim, 1, fees ?? Fees, Levels(asks), Levels(bids));

    public static BookLevel[] Levels(params (int Cents, int Contracts)[] levels) =>
        [.. levels.Select(static level => new BookLevel(Cents(level.Cents), Contracts(level.Contracts)))];

    public static TradePlan Plan(PlanRequest? request = null, string id = "T1")
    {
        request ??= Pair();
        return PlanMaker.Make(request, request.Units, id, Now)!;
    }

    /// <summary>The books of a pair as its request saw them.</summary>
    public static MarketView View(PlanLeg leg, (int Cents, int Contracts)[] asks, (int Cents, int Contracts)[] bids, DateTimeOffset? at = null)
    {
        IEnumerable<BookLevel> own = Levels(bids);
        IEnumerable<BookLevel> other = Levels(asks).Select(static ask => ask with { Price = ask.Price.Complement() });
        return new MarketView
        {
            Ticker = leg.Ticker,
            Status = MarketStatus.Active,
            Book = leg.Side == Side.Yes ? OrderBook.Create(own, other, at ?? Now) : OrderBook.Create(other, own, at ?? Now),
            CloseTime = Now.AddDays(1),
        };
    }

    public static OrderIntent Intent(TradePlan plan, int leg = 0, OrderPurpose purpose = OrderPurpose.Open, int? contracts = null)
    {
        PlanLeg asked = plan.Legs[leg];
        bool isSale = purpose == OrderPurpose.Unwind;
        return new OrderIntent
        {
            ClientOrderId = $"{plan.TradeId}-{leg}{purpose}",
            TradeId = plan.TradeId,
            Leg = leg,
            Attempt = 0,
            Purpose = purpose,
            Ticker = asked.Ticker,
            Side = isSale ? asked.Side.Opposite() : asked.Side,
            LimitPrice = isSale ? Cents(60) : asked.Limit,
            Quantity = contracts is { } wanted ? Contracts(wanted) : plan.LegQuantity(leg, plan.Units),
            TimeInForce = TimeInForce.ImmediateOrCancel,
            ReduceOnly = isSale,
            DecidedAt = Now,
        };
    }

    public static VenueFill Fill(OrderIntent intent, int hundredths, string id = "f1", Price? price = null, Money? fee = null) => new()
    {
        FillId = id,
        OrderId = "v-" + intent.ClientOrderId,
        ClientOrderId = intent.ClientOrderId,
        Ticker = intent.Ticker,
        Side = intent.Side,
        Price = price ?? intent.LimitPrice,
        Quantity = Quantity.FromHundredths(hundredths),
        Fee = fee ?? Money.Zero,
        IsTaker = true,
        At = Now,
    };

    public static VenueOrder Row(OrderIntent intent, VenueOrderStatus status, int filledHundredths) => new()
    {
        OrderId = "v-" + intent.ClientOrderId,
        ClientOrderId = intent.ClientOrderId,
        Ticker = intent.Ticker,
        Side = intent.Side,
        LimitPrice = intent.LimitPrice,
        Status = status,
        Initial = intent.Quantity,
        Filled = Quantity.FromHundredths(filledHundredths),
        Remaining = status == VenueOrderStatus.Resting
            ? intent.Quantity - Quantity.FromHundredths(filledHundredths) : Quantity.Zero,
        CreatedAt = Now,
    };

    /// <summary>An order that was sent a moment ago.</summary>
    public static OrderState Sent(OrderIntent intent) => new()
    {
        Intent = intent,
        Phase = OrderPhase.Sent,
        SentAt = Now,
        SendBy = Now.AddSeconds(2),
    };

    /// <summary>An order that is over, with a fill at its limit and no fee.</summary>
    public static OrderState Done(OrderIntent intent, int hundredths, Money? fee = null) => Sent(intent) with
    {
        Phase = OrderPhase.Closed,
        OrderId = "v-" + intent.ClientOrderId,
        Reported = Quantity.FromHundredths(hundredths),
        Fills = hundredths > 0 ? [Fill(intent, hundredths, fee: fee)] : [],
    };
}
