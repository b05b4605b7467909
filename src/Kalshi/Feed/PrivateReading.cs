using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Kalshi;

/// <summary>
/// Reads messages about our own orders and fills. One that lacks anything is not told: the periodic reads find it
/// anyway.
/// </summary>
internal static class PrivateReading
{
    public static PrivateNotice? Fill(ReadOnlySpan<byte> message)
    {
        if (NoticeReading.Read(message, WireJson.Default.FeedFillWire) is not { } wire)
        {
            return null;
        }

        try
        {
            (Side side, Price price) = VenueTerms.Bought(
                VenueTerms.BookSide(wire.BookSide),
                Field.Need(Field.Price(wire.YesPriceDollars, "yes_price_dollars"), "yes_price_dollars"));
            return new PrivateNotice.FillSeen(new VenueFill
            {
                FillId = Field.Need(wire.TradeId, "trade_id"),
                OrderId = Field.Need(wire.OrderId, "order_id"),
                ClientOrderId = wire.ClientOrderId ?? "",
                Ticker = Field.Need(wire.MarketTicker, "market_ticker"),
                Side = side,
                Price = price,
                Quantity = Field.Need(Field.Quantity(wire.CountFp, "count_fp"), "count_fp"),
                Fee = Field.Need(Field.Money(wire.FeeCost, "fee_cost"), "fee_cost"),
                IsTaker = Field.Need(wire.IsTaker, "is_taker"),
                At = VenueTerms.FromMilliseconds(wire.TsMs),
                Shard = wire.ExchangeIndex,
            });
        }
        catch (UnreadableFieldException)
        {
            return null;
        }
    }

    public static PrivateNotice? Order(ReadOnlySpan<byte> message)
    {
        if (NoticeReading.Read(message, WireJson.Default.FeedOrderWire) is not { } wire)
        {
            return null;
        }

        try
        {
            (Side side, Price price) = VenueTerms.Bought(
                VenueTerms.BookSide(wire.BookSide),
                Field.Need(Field.Price(wire.YesPriceDollars, "yes_price_dollars"), "yes_price_dollars"));
            return new PrivateNotice.OrderSeen(new VenueOrder
            {
                OrderId = Field.Need(wire.OrderId, "order_id"),
                ClientOrderId = wire.ClientOrderId ?? "",
                Ticker = Field.Need(wire.Ticker, "ticker"),
                Side = side,
                LimitPrice = price,
                Status = VenueTerms.Status(Field.Word(wire.Status, OrderWords.Statuses).Value),
                Initial = Field.Need(Field.Quantity(wire.InitialCountFp, "initial_count_fp"), "initial_count_fp"),
                Filled = Field.Need(Field.Quantity(wire.FillCountFp, "fill_count_fp"), "fill_count_fp"),
                Remaining = Field.Need(Field.Quantity(wire.RemainingCountFp, "remaining_count_fp"), "remaining_count_fp"),
                CreatedAt = VenueTerms.FromMilliseconds(wire.CreatedTsMs),
                UpdatedAt = VenueTerms.FromMilliseconds(wire.LastUpdatedTsMs),
                Shard = wire.ExchangeIndex,
            });
        }
        catch (UnreadableFieldException)
        {
            return null;
        }
    }
}
