using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>
/// The venue's portfolio records in our exact types. A record that lacks what a decision needs is left out and listed.
/// </summary>
internal static class PortfolioReading
{
    private const int MicrosPerCent = 10_000;
    private const long MostCents = long.MaxValue / MicrosPerCent;

    public static PortfolioOrder Order(OrderWire wire) => new(
        Field.Need(wire.OrderId, "order_id"),
        wire.ClientOrderId ?? "",
        Field.Need(wire.Ticker, "ticker"),
        VenueTerms.BookSide(wire.BookSide),
        Field.Word(wire.Status, OrderWords.Statuses),
        Need(wire.YesPriceDollars, "yes_price_dollars"),
        Count(wire.InitialCountFp, "initial_count_fp"),
        Count(wire.FillCountFp, "fill_count_fp"),
        Count(wire.RemainingCountFp, "remaining_count_fp"),
        Money(wire.TakerFillCostDollars, "taker_fill_cost_dollars"),
        Money(wire.MakerFillCostDollars, "maker_fill_cost_dollars"),
        Money(wire.TakerFeesDollars, "taker_fees_dollars"),
        Money(wire.MakerFeesDollars, "maker_fees_dollars"))
    {
        CreatedAt = Field.Instant(wire.CreatedTime, "created_time"),
        UpdatedAt = Field.Instant(wire.LastUpdateTime, "last_update_time"),
        ExpiresAt = Field.Instant(wire.ExpirationTime, "expiration_time"),
        GroupId = string.IsNullOrEmpty(wire.OrderGroupId) ? null : wire.OrderGroupId,
        Subaccount = wire.SubaccountNumber,
        ExchangeIndex = wire.ExchangeIndex,
    };

    public static PortfolioFill Fill(FillWire wire) => new(
        Field.Need(string.IsNullOrEmpty(wire.FillId) ? wire.TradeId : wire.FillId, "fill_id"),
        wire.TradeId,
        Field.Need(wire.OrderId, "order_id"),
        Field.Need(wire.Ticker, "ticker"),
        VenueTerms.BookSide(wire.BookSide),
        Count(wire.CountFp, "count_fp"),
        Need(wire.YesPriceDollars, "yes_price_dollars"),
        wire.IsTaker,
        Money(wire.FeeCost, "fee_cost"),
        Field.Instant(wire.CreatedTime, "created_time"),
        wire.SubaccountNumber,
        wire.ExchangeIndex);

    public static PortfolioPosition Position(MarketPositionWire wire) => new(
        Field.Need(wire.Ticker, "ticker"),
        Field.Need(Field.SignedQuantity(wire.PositionFp, "position_fp"), "position_fp"),
        Money(wire.MarketExposureDollars, "market_exposure_dollars"),
        Money(wire.RealizedPnlDollars, "realized_pnl_dollars"),
        Money(wire.FeesPaidDollars, "fees_paid_dollars"),
        Field.Instant(wire.LastUpdatedTs, "last_updated_ts"),
        wire.ExchangeIndex);

    public static EventPosition Event(EventPositionWire wire) => new(
        Field.Need(wire.EventTicker, "event_ticker"),
        Money(wire.TotalCostDollars, "total_cost_dollars"),
        Money(wire.EventExposureDollars, "event_exposure_dollars"),
        Money(wire.RealizedPnlDollars, "realized_pnl_dollars"),
        Money(wire.FeesPaidDollars, "fees_paid_dollars"));

    public static PortfolioSettlement Settlement(SettlementWire wire) => new(
        Field.Need(wire.Ticker, "ticker"),
        Field.Need(wire.EventTicker, "event_ticker"),
        Field.Word(wire.MarketResult, Words.Result),
        Count(wire.YesCountFp, "yes_count_fp"),
        Count(wire.NoCountFp, "no_count_fp"),
        Money(wire.YesTotalCostDollars, "yes_total_cost_dollars"),
        Money(wire.NoTotalCostDollars, "no_total_cost_dollars"),
        Cents(wire.Revenue, "revenue"),
        wire.Value is { } value ? Cents(value, "value") : null,
        Money(wire.FeeCost, "fee_cost"),
        Field.Need(Field.Instant(wire.SettledTime, "settled_time"), "settled_time"),
        wire.ExchangeIndex);

    /// <summary>All shards, or none: a sum over some of them would be taken for the whole.</summary>
    /// <exception cref="UnreadableFieldException">One of them cannot be read.</exception>
    public static IReadOnlyList<ShardBalance>? Shards(Items<ShardBalanceWire>? wire)
    {
        if (wire is null)
        {
            return null;
        }

        return wire.Bad is [(int index, string problem), ..]
            ? throw new UnreadableFieldException($"balance_breakdown[{index}]", problem)
            : [.. wire.Good.Select(static item => new ShardBalance(item.Item.ExchangeIndex, Money(item.Item.Balance, "balance")))];
    }

    /// <summary>One answer that must be read whole.</summary>
    /// <exception cref="KalshiException">It cannot be.</exception>
    public static T Guard<T>(RawPage page, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (UnreadableFieldException e)
        {
            throw KalshiException.WrongShape(page.Path, $"answered what cannot be read: {e.Message}");
        }
    }

    public static Money Money(string? text, string field) => Field.Need(Field.Money(text, field), field);

    private static Quantity Count(string? text, string field) => Field.Need(Field.Quantity(text, field), field);

    private static Price Need(string? text, string field) => Field.Need(Field.Price(text, field), field);

    private static Money Cents(long cents, string field) => cents is < -MostCents or > MostCents
        ? throw new UnreadableFieldException(field, "is more money than there is")
        : Domain.Money.FromMicros(cents * MicrosPerCent);
}
