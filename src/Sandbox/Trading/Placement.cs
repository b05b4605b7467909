using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>What became of an order, or of a change of one, in the venue's slim form.</summary>
internal sealed record Placement
{
    public string? OrderId { get; init; }

    public string? ClientOrderId { get; init; }

    public Quantity? Filled { get; init; }

    public Quantity? Remaining { get; init; }

    public Quantity? ReducedBy { get; init; }

    /// <summary>Of the YES leg, per contract.</summary>
    public Money? AveragePrice { get; init; }

    public Money? AverageFee { get; init; }

    public DateTimeOffset At { get; init; }

    public (int Status, Failure Failure)? Refusal { get; init; }

    public static Placement Refused((int Status, Failure Failure) refusal) => new() { Refusal = refusal };

    /// <summary>An order as a create or an amend tells it.</summary>
    public static Placement Of(Order order, DateTimeOffset at)
    {
        bool isFilled = order.Filled.IsPositive;
        Money own = PerContract(order.TakerCost + order.MakerCost, order.Filled);
        return new Placement
        {
            OrderId = PublicIds.Of(order.Id),
            ClientOrderId = order.Request.ClientOrderId,
            Filled = order.Filled,
            Remaining = order.Remaining,
            AveragePrice = isFilled ? order.Side == Side.Yes ? own : Money.FromDollars(1) - own : null,
            AverageFee = isFilled ? PerContract(order.TakerFees + order.MakerFees, order.Filled) : null,
            At = at,
        };
    }

    public Answer ToAnswer(int status) => Refusal is { } refusal ? Refusals.ToAnswer(refusal) : new Answer(status, Write);

    public void Write(Utf8JsonWriter writer)
    {
        Text(writer, "average_fee_paid", AverageFee?.ToString());
        Text(writer, "average_fill_price", AveragePrice?.ToString());
        Text(writer, "client_order_id", ClientOrderId);
        if (Refusal is { } refusal)
        {
            writer.WriteStartObject("error");
            refusal.Failure.Write(writer);
            writer.WriteEndObject();
        }

        Text(writer, "fill_count", Filled?.ToString());
        Text(writer, "order_id", OrderId);
        Text(writer, "reduced_by", ReducedBy?.ToString());
        Text(writer, "remaining_count", Remaining?.ToString());
        if (Refusal is null)
        {
            writer.WriteNumber("ts_ms", At.ToUnixTimeMilliseconds());
        }
    }

    private static Money PerContract(Money total, Quantity count) =>
        Money.FromMicros(count.IsPositive ? (long)((Int128)total.Micros * 100 / count.Hundredths) : 0);

    private static void Text(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
