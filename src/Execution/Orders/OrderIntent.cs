using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>
/// One order exactly as it is to go over the wire, made durable before its bytes leave. The price is what one contract of
/// <see cref="Side"/> costs at most; selling a claim is buying its other side, reduce-only.
/// </summary>
public sealed record OrderIntent
{
    /// <summary>Fresh for every attempt, unique for ever; what an answer that never came is looked up by.</summary>
    public required string ClientOrderId { get; init; }

    public required string TradeId { get; init; }

    /// <summary>The leg of the trade's plan, from 0.</summary>
    public required int Leg { get; init; }

    /// <summary>How many orders of this leg came before it.</summary>
    public required int Attempt { get; init; }

    public required OrderPurpose Purpose { get; init; }

    public required string Ticker { get; init; }

    public required Side Side { get; init; }

    public required Price LimitPrice { get; init; }

    public required Quantity Quantity { get; init; }

    public required TimeInForce TimeInForce { get; init; }

    /// <summary>The venue shall cap it by the account's position.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>Only of an order that may rest.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The matching engine that holds the market.</summary>
    public int Shard { get; init; }

    public int Subaccount { get; init; }

    public string? OrderGroupId { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>A hash of everything that goes over the wire: what is sent must be what was made durable.</summary>
    public string Fingerprint()
    {
        string text = string.Create(CultureInfo.InvariantCulture,
            $"{ClientOrderId}|{Ticker}|{Side.Word()}|{LimitPrice}|{Quantity}|{TimeInForce}|{ReduceOnly}|"
            + $"{ExpiresAt?.ToUnixTimeSeconds()}|{Shard}|{Subaccount}|{OrderGroupId}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    public override string ToString() =>
        $"{ClientOrderId}: {Side.Word()} {Quantity} {Ticker} at {LimitPrice} {TimeInForce}{(ReduceOnly ? " reduce-only" : "")}";
}
