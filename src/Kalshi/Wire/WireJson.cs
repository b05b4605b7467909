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
        typeof(ItemsConverter<BatchMarketCandlesWire>),
        typeof(ItemsConverter<CandleWire>),
        typeof(ItemsConverter<CollectionWire>),
        typeof(ItemsConverter<EndpointCostWire>),
        typeof(ItemsConverter<EventFeeChangeWire>),
        typeof(ItemsConverter<ExchangeIndexStatusWire>),
        typeof(ItemsConverter<HistoricalCandleWire>),
        typeof(ItemsConverter<MaintenanceWindowWire>),
        typeof(ItemsConverter<MilestoneWire>),
        typeof(ItemsConverter<SeriesFeeChangeWire>),
        typeof(ItemsConverter<TradeWire>),
        typeof(ItemsConverter<WeeklyScheduleWire>),
    ])]
[JsonSerializable(typeof(AccountLimitsWire))]
[JsonSerializable(typeof(BatchCandlesWire))]
[JsonSerializable(typeof(BatchMarketCandlesWire))]
[JsonSerializable(typeof(CandleWire))]
[JsonSerializable(typeof(CollectionsWire))]
[JsonSerializable(typeof(CollectionWire))]
[JsonSerializable(typeof(EndpointCostsWire))]
[JsonSerializable(typeof(EndpointCostWire))]
[JsonSerializable(typeof(EventCandlesWire))]
[JsonSerializable(typeof(EventFeeChangesWire))]
[JsonSerializable(typeof(EventFeeChangeWire))]
[JsonSerializable(typeof(ExchangeIndexStatusWire))]
[JsonSerializable(typeof(ExchangeScheduleWire))]
[JsonSerializable(typeof(ExchangeStatusWire))]
[JsonSerializable(typeof(HistoricalCandlesWire))]
[JsonSerializable(typeof(HistoricalCandleWire))]
[JsonSerializable(typeof(HistoricalCutoffWire))]
[JsonSerializable(typeof(MaintenanceWindowWire))]
[JsonSerializable(typeof(MarketCandlesWire))]
[JsonSerializable(typeof(MilestonesWire))]
[JsonSerializable(typeof(MilestoneWire))]
[JsonSerializable(typeof(OneCollectionWire))]
[JsonSerializable(typeof(SeriesFeeChangesWire))]
[JsonSerializable(typeof(SeriesFeeChangeWire))]
[JsonSerializable(typeof(TradesWire))]
[JsonSerializable(typeof(TradeWire))]
[JsonSerializable(typeof(WeeklyScheduleWire))]
internal sealed partial class WireJson : JsonSerializerContext;
