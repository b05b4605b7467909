using System.Globalization;
using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>
/// An order with the exact bytes that stand for it. What is stored, approved and sent are these bytes.
/// </summary>
public sealed class SealedOrder
{
    private SealedOrder(SealedBody body, int subaccount, string clientOrderId, Quantity count) =>
        (Body, Subaccount, ClientOrderId, Count) = (body, subaccount, clientOrderId, count);

    public SealedBody Body { get; }

    public int Subaccount { get; }

    public string ClientOrderId { get; }

    public Quantity Count { get; }

    /// <exception cref="ArgumentException">The order lacks what every order needs.</exception>
    public static SealedOrder Seal(NewOrder order, int subaccount)
    {
        if (order.Fault is { } fault)
        {
            throw new ArgumentException($"Order {order.ClientOrderId} cannot be sealed: {fault}.", nameof(order));
        }

        return new SealedOrder(BodyWriter.Write(json => Write(json, order, subaccount)), subaccount, order.ClientOrderId, order.Count);
    }

    /// <summary>Takes a stored order back, and reads from its bytes what the answer to it must agree with.</summary>
    /// <exception cref="AlteredBodyException">These are not the bytes that were hashed, or they are no
    /// order.</exception>
    public static SealedOrder Restore(ReadOnlySpan<byte> bytes, string hash)
    {
        SealedBody body = SealedBody.Restore(bytes, hash);
        try
        {
            using JsonDocument json = JsonDocument.Parse(body.Bytes);
            JsonElement order = json.RootElement;
            return new SealedOrder(
                body,
                order.GetProperty("subaccount").GetInt32(),
                order.GetProperty("client_order_id").GetString()!,
                Quantity.TryParse(order.GetProperty("count").GetString(), out Quantity count) ? count : throw new FormatException());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new AlteredBodyException("What was stored as the body of an order is none.");
        }
    }

    private static void Write(Utf8JsonWriter json, NewOrder order, int subaccount)
    {
        json.WriteString("ticker", order.Ticker);
        json.WriteString("client_order_id", order.ClientOrderId);
        json.WriteString("side", order.Side.Word());
        json.WriteString("count", order.Count.ToString());
        json.WriteString("price", order.YesPrice.ToString());
        json.WriteString("time_in_force", order.TimeInForce.Word());
        json.WriteString("self_trade_prevention_type", order.SelfTradePrevention.Word());
        json.WriteNumber("subaccount", subaccount);
        if (order.ExpiresAt is { } expires)
        {
            json.WriteNumber("expiration_time", expires.ToUnixTimeSeconds());
        }

        BodyWriter.Flag(json, "post_only", order.PostOnly);
        BodyWriter.Flag(json, "reduce_only", order.ReduceOnly);
        json.WriteBoolean("cancel_order_on_pause", order.CancelOnPause);
        BodyWriter.Text(json, "order_group_id", order.GroupId);
        BodyWriter.Number(json, "exchange_index", order.ExchangeIndex);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ClientOrderId} ({Body.Hash})");
}
