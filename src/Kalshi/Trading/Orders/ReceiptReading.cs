using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>
/// Reads answers to order writes. An answer counts only if it names an order, names no other than ours, and its counts
/// can be true; the venue's answers have been about other orders at times.
/// </summary>
internal static class ReceiptReading
{
    public static WriteOutcome<OrderReceipt> Created(WriteReply.Answered answer, CreatedOrderWire wire, SealedOrder order)
    {
        if (wire.Error is { } error)
        {
            return string.IsNullOrEmpty(wire.OrderId)
                ? WriteJudge.ItemError<OrderReceipt>(answer, error)
                : WriteJudge.Doubt<OrderReceipt>(DoubtKind.Impossible, answer, "an item has both an order and an error");
        }

        if (string.IsNullOrWhiteSpace(wire.OrderId))
        {
            return WriteJudge.Doubt<OrderReceipt>(DoubtKind.NoOrder, answer, "the answer names no order");
        }

        if (wire.ClientOrderId is { Length: > 0 } client && client != order.ClientOrderId)
        {
            return WriteJudge.Doubt<OrderReceipt>(
                DoubtKind.WrongOrder, answer, $"the answer is about {KalshiException.Clean(client)}, not {order.ClientOrderId}");
        }

        Quantity filled = Field.Need(Field.Quantity(wire.FillCount, "fill_count"), "fill_count");
        Quantity remaining = Field.Need(Field.Quantity(wire.RemainingCount, "remaining_count"), "remaining_count");
        return filled + remaining > order.Count
            ? WriteJudge.Doubt<OrderReceipt>(
                DoubtKind.Impossible, answer, $"{filled} filled and {remaining} remaining are more than the {order.Count} of the order")
            : new WriteOutcome<OrderReceipt>.Accepted(new OrderReceipt(
                wire.OrderId, wire.ClientOrderId, filled, remaining, Average(wire.AverageFillPrice), Average(wire.AverageFeePaid),
                At(wire.TsMs)));
    }

    public static WriteOutcome<CancelReceipt> Canceled(WriteReply.Answered answer, CanceledOrderWire wire, string orderId)
    {
        if (wire.Error is { } error)
        {
            return WriteJudge.ItemError<CancelReceipt>(answer, error);
        }

        return Other<CancelReceipt>(answer, wire.OrderId, orderId) ?? new WriteOutcome<CancelReceipt>.Accepted(new CancelReceipt(
            orderId, wire.ClientOrderId, Field.Need(Field.Quantity(wire.ReducedBy, "reduced_by"), "reduced_by"), At(wire.TsMs)));
    }

    public static WriteOutcome<AmendReceipt> Amended(WriteReply.Answered answer, ChangedOrderWire wire, Amendment amendment)
    {
        if (Other<AmendReceipt>(answer, wire.OrderId, amendment.Order.OrderId) is { } other)
        {
            return other;
        }

        Quantity? filled = Field.Quantity(wire.FillCount, "fill_count");
        Quantity? remaining = Field.Quantity(wire.RemainingCount, "remaining_count");
        return filled is { } some && remaining is { } rest && some + rest > amendment.Count
            ? WriteJudge.Doubt<AmendReceipt>(
                DoubtKind.Impossible, answer, $"{some} filled and {rest} remaining are more than the {amendment.Count} of the order")
            : new WriteOutcome<AmendReceipt>.Accepted(
                new AmendReceipt(amendment.Order.OrderId, wire.ClientOrderId, filled, remaining, At(wire.TsMs)));
    }

    public static WriteOutcome<DecreaseReceipt> Decreased(WriteReply.Answered answer, ChangedOrderWire wire, Decrease decrease)
    {
        if (Other<DecreaseReceipt>(answer, wire.OrderId, decrease.Order.OrderId) is { } other)
        {
            return other;
        }

        Quantity remaining = Field.Need(Field.Quantity(wire.RemainingCount, "remaining_count"), "remaining_count");
        return remaining > decrease.ReduceTo
            ? WriteJudge.Doubt<DecreaseReceipt>(
                DoubtKind.Impossible, answer, $"{remaining} remain, which is more than the {decrease.ReduceTo} asked for")
            : new WriteOutcome<DecreaseReceipt>.Accepted(
                new DecreaseReceipt(decrease.Order.OrderId, wire.ClientOrderId, remaining, At(wire.TsMs)));
    }

    private static WriteOutcome<T>? Other<T>(WriteReply.Answered answer, string? named, string orderId) =>
        string.IsNullOrWhiteSpace(named) ? WriteJudge.Doubt<T>(DoubtKind.NoOrder, answer, "the answer names no order")
        : named != orderId ? WriteJudge.Doubt<T>(
            DoubtKind.WrongOrder, answer, $"the answer is about {KalshiException.Clean(named)}, not {orderId}")
        : null;

    // An average is told for the reader; that it cannot be read does not make an accepted order doubtful.
    private static Money? Average(string? text) => Money.TryParse(text, out Money money) ? money : null;

    private static DateTimeOffset? At(long? milliseconds) => milliseconds is > 0 and < 253_402_300_800_000
        ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds.Value)
        : null;
}
