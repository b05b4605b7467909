using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Sandbox;

namespace Dutchbook.Cli;

/// <summary>What was recorded of one series, event or market, in the words of the sandbox.</summary>
internal static class RecordedListing
{
    /// <summary>The shards that the sandbox has; collateral lies on one of them.</summary>
    private const int Shards = 4;

    public static ListedSeries Series(Series series) => new()
    {
        Ticker = series.Ticker,
        Title = series.Title.ToString(),
        Category = series.Category,
        Frequency = series.Frequency,
        Sources = Sources(series.SettlementSources),
        FeeType = series.FeeType.Text.Length > 0 ? series.FeeType.Text : null,
        FeeMultiplier = Multiplier(series.FeeMultiplier),
    };

    public static ListedEvent Event(Event recorded) => new()
    {
        Ticker = recorded.Ticker,
        SeriesTicker = recorded.SeriesTicker.Length > 0 ? recorded.SeriesTicker : SeriesOf(recorded.Ticker),
        Title = recorded.Title.ToString(),
        SubTitle = recorded.SubTitle.ToString(),
        Category = recorded.Category,
        MutuallyExclusive = recorded.MutuallyExclusive == true,
        CollateralReturnType = recorded.CollateralReturnType,
        StrikeDate = recorded.StrikeDate,
        StrikePeriod = recorded.StrikePeriod,
        Sources = Sources(recorded.SettlementSources),
        FeeTypeOverride = recorded.FeeTypeOverride is { Text: { Length: > 0 } word } ? word : null,
        FeeMultiplierOverride = Multiplier(recorded.FeeMultiplierOverride),
        ExchangeIndex = Shard(recorded.ExchangeIndex),
    };

    /// <summary>The event of a market that was recorded without it.</summary>
    public static ListedEvent Event(Market market) => new()
    {
        Ticker = market.EventTicker,
        SeriesTicker = market.SeriesTicker.Length > 0 ? market.SeriesTicker : SeriesOf(market.EventTicker),
        Title = market.Title.ToString(),
        ExchangeIndex = Shard(market.ExchangeIndex),
    };

    public static ListedMarket Market(Market market, DateTimeOffset now, TimeSpan moved)
    {
        DateTimeOffset close = (market.CloseTime ?? market.ExpectedExpirationTime ?? now.AddDays(30) - moved) + moved;
        return new ListedMarket
        {
            Ticker = market.Ticker,
            EventTicker = market.EventTicker,
            MarketType = market.Type.Text.Length > 0 ? market.Type.Text : "binary",
            Status = Status(market.Status.Value),
            Result = market.Result.Text,
            SettlementValue = market.SettlementValue,
            Title = market.Title.ToString(),
            YesSubTitle = market.YesSubTitle.ToString(),
            NoSubTitle = market.NoSubTitle.ToString(),
            RulesPrimary = market.RulesPrimary.ToString(),
            RulesSecondary = market.RulesSecondary.ToString(),
            StrikeType = market.StrikeType.Text,
            FloorStrike = market.FloorStrike,
            CapStrike = market.CapStrike,
            FunctionalStrike = market.FunctionalStrike,
            CustomStrike = Strike(market.CustomStrike),
            OpenTime = market.OpenTime is { } open && open < now ? open : now.AddDays(-1),
            CloseTime = close,
            ExpectedExpirationTime = market.ExpectedExpirationTime + moved ?? close,
            LatestExpirationTime = market.LatestExpirationTime + moved ?? close,
            OccurrenceTime = market.OccurrenceTime,
            SettlementTimerSeconds = (int)(market.SettlementTimer?.TotalSeconds ?? 1_800),
            CanCloseEarly = market.CanCloseEarly == true,
            EarlyCloseCondition = market.EarlyCloseCondition.ToString(),
            ExpirationValue = market.ExpirationValue.ToString(),
            FeeWaiverExpirationTime = market.FeeWaiverExpirationTime,
            Grid = Grid(market.TickGrid, market.Quote),
            ExchangeIndex = Shard(market.ExchangeIndex),
            IsProvisional = market.IsProvisional,
            CollectionTicker = market.CollectionTicker,
            Legs = [.. market.SelectedLegs.Select(static leg => new ListedLeg(leg.EventTicker, leg.MarketTicker, leg.Side.Value))],
            LastPrice = market.LastPrice ?? Price.Zero,
            Volume = market.Volume ?? Quantity.Zero,
            OpenInterest = market.OpenInterest ?? Quantity.Zero,
        };
    }

    /// <summary>A state without a name is none to trade in.</summary>
    private static string Status(MarketStatus status) => status switch
    {
        MarketStatus.Active => "active",
        MarketStatus.Initialized => "initialized",
        MarketStatus.Closed => "closed",
        MarketStatus.Determined => "determined",
        MarketStatus.Disputed => "disputed",
        MarketStatus.Amended => "amended",
        MarketStatus.Finalized => "finalized",
        MarketStatus.Inactive or MarketStatus.Unknown => "inactive",
    };

    /// <summary>Where no grid was recorded, the coarsest that the touch lies on.</summary>
    private static ListedGrid Grid(TickGrid? recorded, Quote quote)
    {
        if (recorded is null)
        {
            return quote.YesBid.Ticks % 100 == 0 && quote.YesAsk.Ticks % 100 == 0 ? ListedGrid.Cent : ListedGrid.DeciCent;
        }

        ListedGrid[] known = [ListedGrid.Cent, ListedGrid.DeciCent, ListedGrid.Tapered];
        return known.FirstOrDefault(grid => grid.Bands.SequenceEqual(recorded.Bands)) ?? new ListedGrid("custom", recorded.Bands);
    }

    private static List<KeyValuePair<string, string>> Strike(Utf8Text json)
    {
        if (json.IsEmpty)
        {
            return [];
        }

        using JsonDocument document = JsonDocument.Parse(json.Memory);
        return document.RootElement.ValueKind != JsonValueKind.Object ? [] :
        [
            .. document.RootElement.EnumerateObject().Select(static member => KeyValuePair.Create(
                member.Name,
                member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() ?? "" : member.Value.GetRawText())),
        ];
    }

    private static string SeriesOf(string ticker) => ticker.Split('-')[0];

    private static int Shard(int? recorded) => recorded is >= 0 and < Shards ? recorded.Value : 0;

    private static decimal? Multiplier(Ratio? recorded) => recorded is { } ratio ? ratio.PartsPerMillion / (decimal)Ratio.Whole : null;

    private static ListedSource[] Sources(IReadOnlyList<SettlementSource> sources) =>
        [.. sources.Select(static source => new ListedSource(source.Name, source.Url))];
}
