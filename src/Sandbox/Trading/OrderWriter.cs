using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>Writes orders, fills, positions and settlements in the form of the venue's reads.</summary>
internal static class OrderWriter
{
    public static void Order(Utf8JsonWriter writer, OrderRecord order, string userId)
    {
        writer.WriteStartObject();
        Members(writer, order, userId);
        writer.WriteEndObject();
    }

    public static void Members(Utf8JsonWriter writer, OrderRecord order, string userId)
    {
        writer.WriteString("action", order.Request.Side == Side.Yes ? "buy" : "sell");
        writer.WriteString("book_side", BookSide(order.Request.Side));
        writer.WriteBoolean("cancel_order_on_pause", order.Request.CancelOnPause);
        writer.WriteString("client_order_id", order.Request.ClientOrderId ?? "");
        writer.WriteString("created_time", Instant(order.CreatedAt));
        writer.WriteNumber("exchange_index", order.Market.Shard);
        Optional(writer, "expiration_time", order.Request.ExpiresAt);
        writer.WriteString("fill_count_fp", order.Filled.ToString());
        writer.WriteString("initial_count_fp", order.Initial.ToString());
        writer.WriteString("last_update_time", Instant(order.ChangedAt));
        writer.WriteString("maker_fees_dollars", order.MakerFees.ToString());
        writer.WriteString("maker_fill_cost_dollars", order.MakerCost.ToString());
        writer.WriteString("no_price_dollars", order.YesPrice.Complement().ToString());
        if (order.Request.OrderGroupId is { } group)
        {
            writer.WriteString("order_group_id", PublicIds.Of(group));
        }

        writer.WriteString("order_id", order.Id);
        writer.WriteString("outcome_side", order.Request.Side.Word());
        writer.WriteString("remaining_count_fp", order.Remaining.ToString());
        writer.WriteString("self_trade_prevention_type", Prevention(order.Request.SelfTrade));
        writer.WriteString("side", "yes");
        writer.WriteString("status", Word(order.Status));
        writer.WriteNumber("subaccount_number", order.Subaccount);
        writer.WriteString("taker_fees_dollars", order.TakerFees.ToString());
        writer.WriteString("taker_fill_cost_dollars", order.TakerCost.ToString());
        writer.WriteString("ticker", order.Market.Ticker);
        writer.WriteString("type", "limit");
        writer.WriteString("user_id", userId);
        writer.WriteString("yes_price_dollars", order.YesPrice.ToString());
    }

    public static void Fill(Utf8JsonWriter writer, FillRecord fill)
    {
        writer.WriteStartObject();
        writer.WriteString("action", fill.Side == Side.Yes ? "buy" : "sell");
        writer.WriteString("book_side", BookSide(fill.Side));
        writer.WriteString("count_fp", fill.Quantity.ToString());
        writer.WriteString("created_time", Instant(fill.At));
        writer.WriteNumber("exchange_index", fill.Market.Shard);
        writer.WriteString("fee_cost", fill.Fee.ToString());
        writer.WriteString("fill_id", fill.TradeId);
        writer.WriteBoolean("is_taker", fill.IsTaker);
        writer.WriteString("market_ticker", fill.Market.Ticker);
        writer.WriteString("no_price_dollars", fill.YesPrice.Complement().ToString());
        writer.WriteString("order_id", fill.OrderId);
        writer.WriteString("outcome_side", fill.Side.Word());
        writer.WriteString("side", "yes");
        writer.WriteNumber("subaccount_number", fill.Subaccount);
        writer.WriteString("ticker", fill.Market.Ticker);
        writer.WriteString("trade_id", fill.TradeId);
        writer.WriteNumber("ts", fill.At.ToUnixTimeSeconds());
        writer.WriteString("yes_price_dollars", fill.YesPrice.ToString());
        writer.WriteEndObject();
    }

    public static void Position(Utf8JsonWriter writer, PositionRecord position)
    {
        writer.WriteStartObject();
        writer.WriteNumber("exchange_index", position.Market.Shard);
        writer.WriteString("fees_paid_dollars", position.Fees.ToString());
        writer.WriteString("last_updated_ts", Instant(position.ChangedAt));
        writer.WriteString("market_exposure_dollars", position.Holding.Cost.ToString());
        writer.WriteString("position_fp", position.Holding.Signed().ToString());
        writer.WriteString("realized_pnl_dollars", position.Realised.ToString());
        writer.WriteString("ticker", position.Market.Ticker);
        writer.WriteString("total_traded_dollars", position.Traded.ToString());
        writer.WriteEndObject();
    }

    public static void Settlement(Utf8JsonWriter writer, SettlementRecord settlement)
    {
        bool isYes = settlement.Holding.Side == Side.Yes;
        (Quantity count, Money cost) = (settlement.Holding.Quantity, settlement.Holding.Cost);
        writer.WriteStartObject();
        writer.WriteString("event_ticker", settlement.Market.EventTicker);
        writer.WriteNumber("exchange_index", settlement.Market.Shard);
        writer.WriteString("fee_cost", settlement.Fees.ToString());
        writer.WriteString("market_result", Pit.Word(settlement.Resolution.Outcome));
        writer.WriteString("no_count_fp", (isYes ? Quantity.Zero : count).ToString());
        writer.WriteString("no_total_cost_dollars", (isYes ? Money.Zero : cost).ToString());
        writer.WriteNumber("revenue", settlement.Paid.Micros / CentMicros);
        writer.WriteString("settled_time", Instant(settlement.At));
        writer.WriteString("ticker", settlement.Market.Ticker);
        if (settlement.Resolution.Outcome == Outcome.Void)
        {
            writer.WriteNull("value");
        }
        else
        {
            writer.WriteNumber("value", settlement.Resolution.Value.Ticks / TicksPerCent);
        }

        writer.WriteString("yes_count_fp", (isYes ? count : Quantity.Zero).ToString());
        writer.WriteString("yes_total_cost_dollars", (isYes ? cost : Money.Zero).ToString());
        writer.WriteEndObject();
    }

    public const long CentMicros = 10_000;

    private const int TicksPerCent = 100;

    public static string BookSide(Side side) => side == Side.Yes ? "bid" : "ask";

    public static string Prevention(SelfTradePrevention prevention) =>
        prevention == SelfTradePrevention.Maker ? "maker" : "taker_at_cross";

    public static string Word(OrderStatus status) => status switch
    {
        OrderStatus.Resting => "resting",
        OrderStatus.Canceled => "canceled",
        OrderStatus.Executed => "executed",
    };

    /// <summary>Times of orders carry microseconds.</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'");

    private static void Optional(Utf8JsonWriter writer, string name, DateTimeOffset? at)
    {
        if (at is { } instant)
        {
            writer.WriteString(name, Instant(instant));
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
