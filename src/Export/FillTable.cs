using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Export;

/// <summary>A fill with the order it was booked to.</summary>
/// <param name="Book">Live, or of dry runs.</param>
public sealed record BookedFill(string Book, OrderIntent Order, VenueFill Fill)
{
    /// <summary>When it was, as far as the venue said; else when its order was decided.</summary>
    public DateTimeOffset At => Fill.At ?? Order.DecidedAt;
}

/// <summary>What was bought and sold.</summary>
internal sealed class FillTable() : HistoryTable<BookedFill>("fills")
{
    private readonly Words _book = new("book");
    private readonly Words _trade = new("trade_id");
    private readonly Words _order = new("client_order_id");
    private readonly Words _fill = new("fill_id");
    private readonly Words _ticker = new("ticker");
    private readonly Words _side = new("side");
    private readonly Words _purpose = new("purpose");
    private readonly Figures<int> _price = new("price_e4");
    private readonly Figures<long> _quantity = new("quantity_e2");
    private readonly Figures<long> _fee = new("fee_micros");
    private readonly Figures<bool> _isTaker = new("is_taker");
    private readonly MaybeInstants _at = new("filled_at");

    public override IReadOnlyList<Column> Columns =>
        [_book, _trade, _order, _fill, _ticker, _side, _purpose, _price, _quantity, _fee, _isTaker, _at];

    public override void Add(BookedFill row)
    {
        _book.Add(row.Book);
        _trade.Add(row.Order.TradeId);
        _order.Add(row.Order.ClientOrderId);
        _fill.Add(row.Fill.FillId);
        _ticker.Add(row.Fill.Ticker);
        _side.Add(row.Fill.Side == Side.Yes ? "yes" : "no");
        _purpose.Add(row.Order.Purpose.ToString());
        _price.Add(row.Fill.Price.Ticks);
        _quantity.Add(row.Fill.Quantity.Hundredths);
        _fee.Add(row.Fill.Fee.Micros);
        _isTaker.Add(row.Fill.IsTaker);
        _at.Add(row.Fill.At);
    }
}
