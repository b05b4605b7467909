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
