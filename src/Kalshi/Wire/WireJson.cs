using System.Text.Json.Serialization;

namespace Dutchbook.Kalshi;

/// <summary>
/// The generated readers of the venue's JSON. Unknown properties are stepped over: the venue adds them without notice. Required
/// ones must be there, and not null unless their type says so.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    RespectNullableAnnotations = true,
    Converters =
    [
        typeof(ItemsConverter<ApiKeyWire>),
        typeof(ItemsConverter<BatchMarketCandlesWire>),
        typeof(ItemsConverter<CanceledOrderWire>),
        typeof(ItemsConverter<CandleWire>),
        typeof(ItemsConverter<CollectionWire>),
        typeof(ItemsConverter<CreatedOrderWire>),
        typeof(ItemsConverter<EndpointCostWire>),
        typeof(ItemsConverter<EventFeeChangeWire>),
        typeof(ItemsConverter<EventPositionWire>),
        typeof(ItemsConverter<ExchangeIndexStatusWire>),
        typeof(ItemsConverter<FillWire>),
        typeof(ItemsConverter<HistoricalCandleWire>),
        typeof(ItemsConverter<MaintenanceWindowWire>),
        typeof(ItemsConverter<MarketPositionWire>),
        typeof(ItemsConverter<MilestoneWire>),
        typeof(ItemsConverter<OrderGroupWire>),
        typeof(ItemsConverter<OrderWire>),
        typeof(ItemsConverter<SeriesFeeChangeWire>),
        typeof(ItemsConverter<SettlementWire>),
        typeof(ItemsConverter<ShardBalanceWire>),
        typeof(ItemsConverter<TradeWire>),
        typeof(ItemsConverter<WeeklyScheduleWire>),
    ])]
[JsonSerializable(typeof(AccountLimitsWire))]
[JsonSerializable(typeof(ApiKeyWire))]
[JsonSerializable(typeof(ApiKeysWire))]
[JsonSerializable(typeof(BalanceWire))]
[JsonSerializable(typeof(BatchCandlesWire))]
[JsonSerializable(typeof(BatchMarketCandlesWire))]
[JsonSerializable(typeof(CanceledOrderWire))]
[JsonSerializable(typeof(CanceledOrdersWire))]
[JsonSerializable(typeof(CandleWire))]
[JsonSerializable(typeof(ChangedOrderWire))]
[JsonSerializable(typeof(CollectionWire))]
[JsonSerializable(typeof(CollectionsWire))]
[JsonSerializable(typeof(CreatedGroupWire))]
[JsonSerializable(typeof(CreatedOrderWire))]
[JsonSerializable(typeof(CreatedOrdersWire))]
[JsonSerializable(typeof(EndpointCostWire))]
[JsonSerializable(typeof(EndpointCostsWire))]
[JsonSerializable(typeof(ErrorWire))]
[JsonSerializable(typeof(EventCandlesWire))]
[JsonSerializable(typeof(EventFeeChangeWire))]
[JsonSerializable(typeof(EventFeeChangesWire))]
[JsonSerializable(typeof(EventFeeUpdateWire))]
[JsonSerializable(typeof(EventLifecycleWire))]
[JsonSerializable(typeof(EventPositionWire))]
[JsonSerializable(typeof(ExchangeIndexStatusWire))]
[JsonSerializable(typeof(ExchangeScheduleWire))]
[JsonSerializable(typeof(ExchangeStatusWire))]
[JsonSerializable(typeof(FeedErrorWire))]
[JsonSerializable(typeof(FeedFillWire))]
[JsonSerializable(typeof(FeedOrderWire))]
[JsonSerializable(typeof(FillWire))]
[JsonSerializable(typeof(FillsWire))]
[JsonSerializable(typeof(HistoricalCandleWire))]
[JsonSerializable(typeof(HistoricalCandlesWire))]
[JsonSerializable(typeof(HistoricalCutoffWire))]
[JsonSerializable(typeof(MaintenanceWindowWire))]
[JsonSerializable(typeof(MarketCandlesWire))]
[JsonSerializable(typeof(MarketLifecycleWire))]
[JsonSerializable(typeof(MarketPositionWire))]
[JsonSerializable(typeof(MilestoneWire))]
[JsonSerializable(typeof(MilestonesWire))]
[JsonSerializable(typeof(OneCollectionWire))]
[JsonSerializable(typeof(OneOrderGroupWire))]
[JsonSerializable(typeof(OneOrderWire))]
[JsonSerializable(typeof(OrderGroupWire))]
[JsonSerializable(typeof(OrderGroupsWire))]
[JsonSerializable(typeof(OrderWire))]
[JsonSerializable(typeof(OrdersWire))]
[JsonSerializable(typeof(PositionsWire))]
[JsonSerializable(typeof(PriceRangeWire))]
[JsonSerializable(typeof(SeriesFeeChangeWire))]
[JsonSerializable(typeof(SeriesFeeChangesWire))]
[JsonSerializable(typeof(SettlementWire))]
[JsonSerializable(typeof(SettlementsWire))]
[JsonSerializable(typeof(ShardBalanceWire))]
[JsonSerializable(typeof(SubscribedWire))]
[JsonSerializable(typeof(TradeWire))]
[JsonSerializable(typeof(TradesWire))]
[JsonSerializable(typeof(UserDataTimestampWire))]
[JsonSerializable(typeof(WeeklyScheduleWire))]
internal sealed partial class WireJson : JsonSerializerContext;
