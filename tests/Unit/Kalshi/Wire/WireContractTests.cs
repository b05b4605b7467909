using System.Text.Json.Serialization.Metadata;
using Dutchbook.Kalshi;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Dutchbook.Unit.Kalshi;

/// <summary>The client's records against the venue's own specification.</summary>
public sealed class WireContractTests
{
    private static readonly Dictionary<Type, string> answers = new()
    {
        [typeof(ApiKeysWire)] = "/api_keys",
        [typeof(BalanceWire)] = "/portfolio/balance",
        [typeof(BatchCandlesWire)] = "/markets/candlesticks",
        [typeof(CollectionsWire)] = "/multivariate_event_collections",
        [typeof(EventCandlesWire)] = "/series/{series_ticker}/events/{ticker}/candlesticks",
        [typeof(ExchangeScheduleWire)] = "/exchange/schedule",
        [typeof(ExchangeStatusWire)] = "/exchange/status",
        [typeof(FillsWire)] = "/portfolio/fills",
        [typeof(HistoricalCandlesWire)] = "/historical/markets/{ticker}/candlesticks",
        [typeof(HistoricalCutoffWire)] = "/historical/cutoff",
        [typeof(MarketCandlesWire)] = "/series/{series_ticker}/markets/{ticker}/candlesticks",
        [typeof(MilestonesWire)] = "/milestones",
        [typeof(OneCollectionWire)] = "/multivariate_event_collections/{collection_ticker}",
        [typeof(OneOrderGroupWire)] = "/portfolio/order_groups/{order_group_id}",
        [typeof(OneOrderWire)] = "/portfolio/orders/{order_id}",
        [typeof(OrderGroupsWire)] = "/portfolio/order_groups",
        [typeof(OrdersWire)] = "/portfolio/orders",
        [typeof(PositionsWire)] = "/portfolio/positions",
        [typeof(SeriesFeeChangesWire)] = "/series/fee_changes",
        [typeof(SettlementsWire)] = "/portfolio/settlements",
        [typeof(TradesWire)] = "/markets/trades",
        [typeof(UserDataTimestampWire)] = "/exchange/user_data_timestamp",
    };

    /// <summary>The venue added these after this edition of its specification; its own client of edition 3.30 has them.</summary>
    private static readonly HashSet<Type> newerRecords =
    [
        typeof(AccountLimitsWire), typeof(EndpointCostsWire), typeof(EventFeeChangesWire), typeof(ExchangeIndexStatusWire),
        typeof(CreatedOrderWire), typeof(CreatedOrdersWire), typeof(CanceledOrderWire), typeof(CanceledOrdersWire),
        typeof(ChangedOrderWire), typeof(CreatedGroupWire), typeof(ShardBalanceWire),
    ];

    /// <summary>Messages of the stream, which this specification does not describe.</summary>
    private static readonly HashSet<Type> streamRecords =
    [
        typeof(EventFeeUpdateWire), typeof(EventLifecycleWire), typeof(FeedErrorWire), typeof(FeedFillWire), typeof(FeedOrderWire),
        typeof(MarketLifecycleWire), typeof(PriceRangeWire), typeof(SubscribedWire),
    ];

    /// <inheritdoc cref="newerRecords"/>
    private static readonly HashSet<string> newerProperties = new(StringComparer.Ordinal)
    {
        "ExchangeStatusWire.exchange_index_statuses",
        "TradeWire.taker_outcome_side",
        "TradeWire.is_block_trade",
        "CollectionWire.exchange_index",
        "HistoricalCutoffWire.market_positions_last_updated_ts",
        "ApiKeysWire.api_key_region_expiration_ts",
        "ApiKeyWire.subaccount",
        "BalanceWire.balance_dollars",
        "BalanceWire.balance_breakdown",
        "FillWire.book_side",
        "FillWire.exchange_index",
        "MarketPositionWire.exchange_index",
        "OneOrderGroupWire.exchange_index",
        "OrderGroupWire.exchange_index",
        "OrderWire.book_side",
        "OrderWire.exchange_index",
        "SettlementWire.exchange_index",
    };

    public static TheoryData<string> Answers => [.. answers.Keys.Select(static type => type.Name)];

    [Theory]
    [MemberData(nameof(Answers))]
    public void A_record_agrees_with_the_specification_in_names_types_and_what_must_be_there(string name)
    {
        OpenApi api = OpenApi.Load();
        (Type type, string path) = answers.Single(pair => pair.Key.Name == name);
        List<string> faults = [];
        Compare(type, api.Schema(api.AnswerOf(path)), api, faults, []);
        Assert.Empty(faults);
    }

    [Fact]
    public void Trades_of_the_past_have_the_shape_of_trades()
    {
        OpenApi api = OpenApi.Load();
        Assert.Equal(api.AnswerOf("/markets/trades"), api.AnswerOf("/historical/trades"));
    }

    [Fact]
    public void Every_record_is_compared()
    {
        HashSet<Type> compared = [.. newerRecords, .. streamRecords];
        foreach (Type type in answers.Keys.Concat(newerRecords))
        {
            Collect(type, compared);
        }

        IEnumerable<Type> records = typeof(TradeWire).Assembly.GetTypes()
            .Where(static type => type.Name.EndsWith("Wire", StringComparison.Ordinal));
        Assert.Empty(records.Except(compared).Select(static type => type.Name));
    }

    // The lists of exceptions must not outlive what they excuse.
    [Fact]
    public void What_is_called_newer_is_not_in_this_edition()
    {
        OpenApi api = OpenApi.Load();
        Assert.DoesNotContain("/events/fee_changes", api.Paths);
        Assert.DoesNotContain("/account/endpoint_costs", api.Paths);
        Assert.Null(OpenApi.Map(api.Schema(api.AnswerOf("/account/limits")), "properties", "read"));
        List<string> excused = [];
        foreach ((Type type, string path) in answers)
        {
            Compare(type, api.Schema(api.AnswerOf(path)), api, [], excused);
        }

        Assert.Equal(
            newerProperties.Order(StringComparer.Ordinal), excused.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private static void Compare(Type type, YamlNode schema, OpenApi api, List<string> faults, List<string> excused)
    {
        string[] required = [.. ((YamlSequenceNode?)OpenApi.Map(schema, "required") ?? []).Select(static item => ((YamlScalarNode)item).Value!)];
        foreach (JsonPropertyInfo property in Properties(type))
        {
            string name = $"{type.Name}.{property.Name}";
            if (OpenApi.Map(schema, "properties", property.Name) is not { } declared)
            {
                (newerProperties.Contains(name) ? excused : faults).Add(newerProperties.Contains(name) ? name : $"{name} is not in the schema");
                continue;
            }

            if (property.IsRequired && !required.Contains(property.Name))
            {
                faults.Add($"{name} is optional in the schema");
            }

            if (OpenApi.Text(declared, "nullable") == "true" && !property.IsSetNullable)
            {
                faults.Add($"{name} may be null in the schema");
            }

            CompareValue(name, property.PropertyType, property.CustomConverter is NumberText, declared, api, faults, excused);
        }
    }

    private static void CompareValue(
        string name, Type type, bool isNumber, YamlNode declared, OpenApi api, List<string> faults, List<string> excused)
    {
        YamlNode schema = api.Resolve(declared);
        string kind = OpenApi.Text(schema, "type") ?? "object";
        Type value = Nullable.GetUnderlyingType(type) ?? type;
        if (Element(value) is { } element)
        {
            if (kind == "array")
            {
                CompareValue(name + "[]", element, isNumber: false, OpenApi.Map(schema, "items")!, api, faults, excused);
            }
            else
            {
                faults.Add($"{name} is a list here and {kind} in the schema");
            }

            return;
        }

        bool agrees = kind switch
        {
            "string" => value == typeof(string) && !isNumber,
            "number" => isNumber || value == typeof(decimal),
            "integer" => value == typeof(int) || value == typeof(long) || value == typeof(decimal),
            "boolean" => value == typeof(bool),
            "object" => value.Name.EndsWith("Wire", StringComparison.Ordinal),
            _ => false,
        };
        if (!agrees || (OpenApi.Text(schema, "format") == "int64" && value == typeof(int)))
        {
            faults.Add($"{name} is {value.Name} here and {kind} in the schema");
        }
        else if (kind == "object")
        {
            Compare(value, schema, api, faults, excused);
        }
    }

    private static void Collect(Type type, HashSet<Type> found)
    {
        found.Add(type);
        foreach (JsonPropertyInfo property in Properties(type))
        {
            Type inner = property.PropertyType;
            while (Element(inner) is { } element)
            {
                inner = element;
            }

            if (inner.Name.EndsWith("Wire", StringComparison.Ordinal))
            {
                Collect(inner, found);
            }
        }
    }

    private static Type? Element(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is { } open && (open == typeof(Items<>) || open == typeof(IReadOnlyList<>))
            ? type.GetGenericArguments()[0]
            : null;

    private static IList<JsonPropertyInfo> Properties(Type type) =>
        (WireJson.Default.GetTypeInfo(type) ?? throw new InvalidOperationException($"{type.Name} has no generated reader.")).Properties;
}
