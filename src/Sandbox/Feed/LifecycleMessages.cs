using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>
/// What the feed tells of a market's life. That a market opens or closes at its announced time is not told: the venue leaves it to
/// the clock.
/// </summary>
internal static class LifecycleMessages
{
    /// <summary>The message for a step in a market's life; null when none is sent.</summary>
    public static Action<Utf8JsonWriter>? Of(Pit pit, MarketPhase from, MarketPhase to, DateTimeOffset at) => to switch
    {
        MarketPhase.Inactive => json => Paused(json, pit, "deactivated", isPaused: true),
        MarketPhase.Active when from == MarketPhase.Inactive => json => Paused(json, pit, "activated", isPaused: false),
        MarketPhase.Determined or MarketPhase.Amended => json => Determined(json, pit, at),
        MarketPhase.Finalized => json =>
        {
            Head(json, pit, "settled");
            json.WriteNumber("settled_ts", at.ToUnixTimeSeconds());
        }
        ,
        MarketPhase.Initialized or MarketPhase.Active or MarketPhase.Closed or MarketPhase.Disputed => null,
    };

    public static void CloseMoved(Utf8JsonWriter json, Pit pit)
    {
        Head(json, pit, "close_date_updated");
        json.WriteNumber("close_ts", pit.Live.CloseTime.ToUnixTimeSeconds());
    }

    public static void EventListed(Utf8JsonWriter json, ListedEvent listed)
    {
        json.WriteString("event_ticker", listed.Ticker);
        json.WriteNumber("exchange_index", listed.ExchangeIndex);
        json.WriteString("title", listed.Title);
        json.WriteString("subtitle", listed.SubTitle);
        json.WriteString("collateral_return_type", listed.CollateralReturnType);
        json.WriteString("series_ticker", listed.SeriesTicker);
        if (listed.StrikeDate is { } strike)
        {
            json.WriteNumber("strike_date", strike.ToUnixTimeSeconds());
        }

        if (listed.StrikePeriod.Length > 0)
        {
            json.WriteString("strike_period", listed.StrikePeriod);
        }
    }

    /// <summary>The texts come along, the prices do not.</summary>
    public static void Created(Utf8JsonWriter json, Pit pit)
    {
        ListedMarket market = pit.Listed;
        Head(json, pit, "created");
        json.WriteNumber("open_ts", market.OpenTime.ToUnixTimeSeconds());
        json.WriteNumber("close_ts", pit.Live.CloseTime.ToUnixTimeSeconds());
        json.WriteStartObject("additional_metadata");
        json.WriteString("name", market.YesSubTitle);
        json.WriteString("title", market.Title);
        json.WriteString("yes_sub_title", market.YesSubTitle);
        json.WriteString("no_sub_title", market.NoSubTitle ?? market.YesSubTitle);
        json.WriteString("rules_primary", market.RulesPrimary);
        json.WriteString("rules_secondary", market.RulesSecondary);
        json.WriteBoolean("can_close_early", market.CanCloseEarly);
        json.WriteString("event_ticker", market.EventTicker);
        json.WriteNumber("expected_expiration_ts", market.ExpectedExpirationTime.ToUnixTimeSeconds());
        if (market.StrikeType.Length > 0)
        {
            json.WriteString("strike_type", market.StrikeType);
        }

        if (market.FloorStrike is { } floor)
        {
            json.WriteNumber("floor_strike", floor);
        }

        if (market.CapStrike is { } cap)
        {
            json.WriteNumber("cap_strike", cap);
        }

        MarketWriter.CustomStrike(json, market);
        json.WriteEndObject();
    }

    public static void Activated(Utf8JsonWriter json, Pit pit) => Head(json, pit, "activated");

    private static void Paused(Utf8JsonWriter json, Pit pit, string what, bool isPaused)
    {
        Head(json, pit, what);
        json.WriteBoolean("is_deactivated", isPaused);
    }

    private static void Determined(Utf8JsonWriter json, Pit pit, DateTimeOffset at)
    {
        Head(json, pit, "determined");
        json.WriteNumber("determination_ts", at.ToUnixTimeSeconds());
        if (pit.Live.Resolution is { } resolution)
        {
            json.WriteString("result", Pit.Word(resolution.Outcome));
            if (resolution.Outcome != Outcome.Void)
            {
                json.WriteString("settlement_value", resolution.Value.ToString());
            }
        }
    }

    private static void Head(Utf8JsonWriter json, Pit pit, string what)
    {
        json.WriteString("event_type", what);
        json.WriteNumber("exchange_index", pit.Live.Listing.Shard);
        json.WriteString("market_ticker", pit.Listed.Ticker);
    }
}
