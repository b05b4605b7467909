using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>The messages of the feed, field by field.</summary>
internal static class FeedMessages
{
    public static void Snapshot(Utf8JsonWriter json, Pit pit, bool usesYesPrice)
    {
        Head(json, pit);
        Levels(json, "no_dollars_fp", pit.Live.Bids(Side.No), usesYesPrice);
        Levels(json, "yes_dollars_fp", pit.Live.Bids(Side.Yes), isComplement: false);
    }

    public static void Delta(Utf8JsonWriter json, Pit pit, VenueEvent.BookChanged change, bool usesYesPrice, int? ownSubaccount)
    {
        json.WriteString("delta_fp", change.Delta.ToString());
        Head(json, pit);
        Price price = usesYesPrice && change.Side == Side.No ? change.Price.Complement() : change.Price;
        json.WriteString("price_dollars", price.ToString());
        json.WriteString("side", change.Side.Word());
        json.WriteNumber("ts_ms", change.At.ToUnixTimeMilliseconds());
        if (ownSubaccount is { } number)
        {
            if (change.Cause.Request.ClientOrderId is { } id)
            {
                json.WriteString("client_order_id", id);
            }

            json.WriteNumber("subaccount", number);
        }
    }

    public static void Ticker(Utf8JsonWriter json, Pit pit, TickerState state, DateTimeOffset at)
    {
        long millis = at.ToUnixTimeMilliseconds();
        json.WriteNumber("dollar_open_interest", state.OpenInterest.Hundredths / 100);
        json.WriteNumber("dollar_volume", state.Volume.Hundredths / 100);
        json.WriteString("last_trade_size_fp", state.LastSize.ToString());
        Head(json, pit);
        json.WriteString("open_interest_fp", state.OpenInterest.ToString());
        json.WriteString("price_dollars", state.Last.ToString());
        json.WriteNumber("ts", millis / 1_000);
        json.WriteNumber("ts_ms", millis);
        json.WriteString("volume_fp", state.Volume.ToString());
        json.WriteString("yes_ask_dollars", state.Top.YesAsk.ToString());
        json.WriteString("yes_ask_size_fp", state.Top.YesAskSize.ToString());
        json.WriteString("yes_bid_dollars", state.Top.YesBid.ToString());
        json.WriteString("yes_bid_size_fp", state.Top.YesBidSize.ToString());
    }

    public static void Trade(Utf8JsonWriter json, TradeRecord trade)
    {
        json.WriteString("count_fp", trade.Quantity.ToString());
        json.WriteBoolean("is_block_trade", false);
        json.WriteString("market_ticker", trade.Ticker);
        json.WriteString("no_price_dollars", trade.YesPrice.Complement().ToString());
        json.WriteString("taker_book_side", OrderWriter.BookSide(trade.TakerSide));
        json.WriteString("taker_outcome_side", trade.TakerSide.Word());
        json.WriteString("taker_side", trade.TakerSide.Word());
        json.WriteString("trade_id", trade.Id);
        json.WriteNumber("ts", trade.At.ToUnixTimeSeconds());
        json.WriteNumber("ts_ms", trade.At.ToUnixTimeMilliseconds());
        json.WriteString("yes_price_dollars", trade.YesPrice.ToString());
    }

    public static void Fill(Utf8JsonWriter json, FillRecord fill, PositionRecord position)
    {
        json.WriteString("action", fill.Side == Side.Yes ? "buy" : "sell");
        json.WriteString("book_side", OrderWriter.BookSide(fill.Side));
        if (fill.ClientOrderId is { } id)
        {
            json.WriteString("client_order_id", id);
        }

        json.WriteString("count_fp", fill.Quantity.ToString());
        json.WriteNumber("exchange_index", fill.Market.Shard);
        json.WriteString("fee_cost", fill.Fee.ToString());
        json.WriteBoolean("is_taker", fill.IsTaker);
        json.WriteString("market_ticker", fill.Market.Ticker);
        json.WriteString("order_id", fill.OrderId);
        json.WriteString("outcome_side", fill.Side.Word());
        json.WriteString("post_position_fp", position.Holding.Signed().ToString());
        json.WriteString("purchased_side", fill.Side.Word());
        json.WriteString("side", "yes");
        json.WriteNumber("subaccount", fill.Subaccount);
        json.WriteString("trade_id", fill.TradeId);
        json.WriteNumber("ts", fill.At.ToUnixTimeSeconds());
        json.WriteNumber("ts_ms", fill.At.ToUnixTimeMilliseconds());
        json.WriteString("yes_price_dollars", fill.YesPrice.ToString());
    }

    public static void Order(Utf8JsonWriter json, OrderRecord order, string userId)
    {
        OrderWriter.Members(json, order, userId);
        json.WriteNumber("created_ts_ms", order.CreatedAt.ToUnixTimeMilliseconds());
        if (order.Request.ExpiresAt is { } due)
        {
            json.WriteNumber("expiration_ts_ms", due.ToUnixTimeMilliseconds());
        }

        json.WriteBoolean("is_yes", order.Request.Side == Side.Yes);
        if (Reason(order.LastChange) is { } reason)
        {
            json.WriteString("last_update_reason", reason);
        }

        json.WriteNumber("last_updated_ts_ms", order.ChangedAt.ToUnixTimeMilliseconds());
    }

    public static void Position(Utf8JsonWriter json, PositionRecord position, string userId)
    {
        json.WriteString("fees_paid_dollars", position.Fees.ToString());
        json.WriteString("market_ticker", position.Market.Ticker);
        json.WriteString("position_cost_dollars", position.Holding.Cost.ToString());
        json.WriteString("position_fee_cost_dollars", (position.Holding.Quantity.IsPositive ? position.Fees : Money.Zero).ToString());
        json.WriteString("position_fp", position.Holding.Signed().ToString());
        json.WriteString("realized_pnl_dollars", position.Realised.ToString());
        json.WriteNumber("subaccount", position.Subaccount);
        json.WriteString("user_id", userId);
        json.WriteString("volume_fp", position.Volume.ToString());
    }

    public static void Group(Utf8JsonWriter json, string groupId, string what, Quantity? limit)
    {
        if (limit is { } known)
        {
            json.WriteString("contracts_limit_fp", known.ToString());
        }

        json.WriteString("event_type", what);
        json.WriteString("order_group_id", groupId);
    }

    /// <summary>The venue's words for why an order changed; it has none for a cancel that was asked for.</summary>
    private static string? Reason(ChangeReason reason) => reason switch
    {
        ChangeReason.None or ChangeReason.UserCancel or ChangeReason.OrderGroupCancel or ChangeReason.ImmediateCancel => null,
        ChangeReason.Trade => "Trade",
        ChangeReason.Decrease => "Decrease",
        ChangeReason.Amend => "Amend",
        ChangeReason.SelfTradeCancel => "SelfTradeCancel",
        ChangeReason.ExpiryCancel => "ExpiryCancel",
        ChangeReason.CloseCancel => "CloseCancel",
        ChangeReason.HaltCancel => "HaltCancel",
        ChangeReason.PostOnlyCrossCancel => "PostOnlyCrossCancel",
        ChangeReason.ReduceOnlyCancel => "ReduceOnlyCancel",
    };

    private static void Head(Utf8JsonWriter json, Pit pit)
    {
        json.WriteString("market_id", pit.MarketId);
        json.WriteString("market_ticker", pit.Listed.Ticker);
    }

    /// <summary>Levels ascend as they do in a read; a side without any is left out.</summary>
    private static void Levels(Utf8JsonWriter json, string name, IReadOnlyList<BookLevel> bestFirst, bool isComplement)
    {
        if (bestFirst.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (BookLevel level in bestFirst.Reverse())
        {
            json.WriteStartArray();
            json.WriteStringValue((isComplement ? level.Price.Complement() : level.Price).ToString());
            json.WriteStringValue(level.Quantity.ToString());
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
