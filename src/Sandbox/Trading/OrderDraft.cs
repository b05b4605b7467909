using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>The body of an order, in the V2 form: side bid or ask, price of the YES leg.</summary>
/// <param name="Shard">−1 or null leaves the routing to the exchange.</param>
internal sealed record OrderDraft(OrderRequest Request, int? Subaccount, int? Shard)
{
    public static OrderDraft Read(Body body)
    {
        string ticker = body.Required("ticker");
        Side side = SideOf(body);
        Quantity count = body.Count("count") ?? throw Missing("count");
        Price yes = body.Dollars("price") ?? throw Missing("price");
        TimeInForce time = body.Word("time_in_force", "fill_or_kill", "immediate_or_cancel", "good_till_canceled") switch
        {
            "fill_or_kill" => TimeInForce.FillOrKill,
            "immediate_or_cancel" => TimeInForce.ImmediateOrCancel,
            _ => TimeInForce.GoodTillCanceled,
        };
        SelfTradePrevention prevention = body.Word("self_trade_prevention_type", "taker_at_cross", "maker") == "maker"
            ? SelfTradePrevention.Maker : SelfTradePrevention.TakerAtCross;
        string? clientOrderId = body.Text("client_order_id");
        string? group = body.Text("order_group_id");
        OrderRequest request = new()
        {
            Ticker = ticker,
            Side = side,
            Price = side == Side.Yes ? yes : yes.Complement(),
            Quantity = count,
            TimeInForce = time,
            SelfTrade = prevention,
            ClientOrderId = clientOrderId is { Length: > 0 } ? clientOrderId : null,
            ExpiresAt = Expiry(body),
            PostOnly = body.Flag("post_only"),
            ReduceOnly = body.Flag("reduce_only"),
            CancelOnPause = body.Flag("cancel_order_on_pause"),
            OrderGroupId = group is { Length: > 0 } ? PublicIds.Engine("group", group) : null,
        };
        return new OrderDraft(request, body.Small("subaccount"), body.Small("exchange_index"));
    }

    /// <summary>bid buys YES, ask sells it, which is to buy NO.</summary>
    public static Side SideOf(Body body) => body.Word("side", "bid", "ask") == "bid" ? Side.Yes : Side.No;

    private static DateTimeOffset? Expiry(Body body) => body.Integer("expiration_time") switch
    {
        null => null,
        >= 0 and <= 253_402_300_799 and long seconds => DateTimeOffset.FromUnixTimeSeconds(seconds),
        _ => throw new RefusedException(Answer.BadRequest("expiration_time is no time")),
    };

    private static RefusedException Missing(string name) => new(Answer.BadRequest($"{name} is required"));
}
