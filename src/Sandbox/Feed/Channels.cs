namespace Dutchbook.Sandbox;

/// <summary>The channels of the WebSocket.</summary>
internal static class Channels
{
    public const string OrderBook = "orderbook_delta";
    public const string Ticker = "ticker";
    public const string Trade = "trade";
    public const string Fill = "fill";
    public const string UserOrders = "user_orders";
    public const string Positions = "market_positions";
    public const string Lifecycle = "market_lifecycle_v2";
    public const string ComboLifecycle = "multivariate_market_lifecycle";
    public const string Groups = "order_group_updates";

    public static IReadOnlyList<string> All { get; } =
        [OrderBook, Ticker, Trade, Fill, UserOrders, Positions, Lifecycle, ComboLifecycle, Groups];

    /// <summary>Frames of these are numbered. The others have no number: a lost one cannot be noticed.</summary>
    public static bool IsNumbered(string channel) => channel is OrderBook or Trade or Lifecycle or ComboLifecycle or Groups;

    /// <summary>These can be narrowed to markets.</summary>
    public static bool TakesMarkets(string channel) =>
        channel is OrderBook or Ticker or Trade or Fill or UserOrders or Positions;
}
