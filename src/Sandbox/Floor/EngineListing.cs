using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>What the engine must know of a listed market.</summary>
internal static class EngineListing
{
    public static MarketListing Of(Universe universe, ListedMarket market, DateTimeOffset now)
    {
        ListedEvent parent = universe.FindEvent(market.EventTicker)
            ?? throw new InvalidOperationException($"{market.Ticker} has no event.");
        return new MarketListing
        {
            Ticker = market.Ticker,
            EventTicker = market.EventTicker,
            Shard = market.ExchangeIndex,
            Grid = TickGrid.TryCreate(market.Grid.Bands) ?? throw new InvalidOperationException($"{market.Ticker} has no tick grid."),
            Fees = Fees(universe.FindSeries(parent.SeriesTicker), parent, market, now),
            OpenTime = market.OpenTime,
            CloseTime = market.CloseTime,
            SettlementTimer = TimeSpan.FromSeconds(market.SettlementTimerSeconds),
            IsExclusive = parent.MutuallyExclusive && parent.CollateralReturnType == "MECNET",
        };
    }

    /// <summary>The venue knows its own fees also where the listing forgets them or words them oddly.</summary>
    private static FeeTerms Fees(ListedSeries? series, ListedEvent parent, ListedMarket market, DateTimeOffset now)
    {
        FeeType type = (parent.FeeTypeOverride ?? series?.FeeType) switch
        {
            "quadratic_with_maker_fees" => FeeType.QuadraticWithMakerFees,
            "quadratic_with_combo_maker_fees" => FeeType.QuadraticWithComboMakerFees,
            _ => FeeType.Quadratic,
        };
        decimal multiplier = market.FeeWaiverExpirationTime > now ? 0m : parent.FeeMultiplierOverride ?? series?.FeeMultiplier ?? 1m;
        return new FeeTerms(type, Ratio.FromPartsPerMillion((long)(multiplier * Ratio.Whole)), "the exchange's own");
    }
}
