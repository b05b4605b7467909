using System.Text.Json;

namespace Dutchbook.Kalshi;

/// <summary>What a frame is about.</summary>
internal enum FrameKind
{
    Unknown = 0,
    Delta,
    Snapshot,
    Ticker,
    Trade,
    MarketLifecycle,
    EventLifecycle,
    EventFeeUpdate,
    Fill,
    UserOrder,
    MarketPosition,
    OrderGroupUpdate,
    Subscribed,
    Unsubscribed,
    Ok,
    Error,
}

/// <summary>The outside of a frame: its kind, whom it is for, and its message unread.</summary>
internal ref struct Frame
{
    public FrameKind Kind;

    /// <summary>The command it answers; 0 for none.</summary>
    public long Id;

    /// <summary>The subscription; 0 for none.</summary>
    public long Sid;

    /// <summary>Its number on the subscription; 0 where it has none.</summary>
    public long Sequence;

    /// <summary>The message as JSON; empty where there is none.</summary>
    public ReadOnlySpan<byte> Message;

    /// <returns>False if this is no JSON object; nothing of it may be used.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, ref Frame frame)
    {
        frame = default;
        try
        {
            Utf8JsonReader reader = new(bytes);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("type"u8))
                {
                    reader.Read();
                    frame.Kind = reader.TokenType == JsonTokenType.String ? KindOf(ref reader) : FrameKind.Unknown;
                    reader.Skip();
                }
                else if (reader.ValueTextEquals("msg"u8))
                {
                    reader.Read();
                    int start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    frame.Message = bytes[start..(int)reader.BytesConsumed];
                }
                else
                {
                    ref long number = ref reader.ValueTextEquals("id"u8) ? ref frame.Id
                        : ref reader.ValueTextEquals("sid"u8) ? ref frame.Sid
                        : ref reader.ValueTextEquals("seq"u8) ? ref frame.Sequence
                        : ref System.Runtime.CompilerServices.Unsafe.NullRef<long>();
                    reader.Read();
                    if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref number))
                    {
                        number = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value) && value > 0 ? value : 0;
                    }

                    reader.Skip();
                }
            }

            return reader.TokenType == JsonTokenType.EndObject && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static FrameKind KindOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("orderbook_delta"u8) ? FrameKind.Delta
        : reader.ValueTextEquals("ticker"u8) ? FrameKind.Ticker
        : reader.ValueTextEquals("orderbook_snapshot"u8) ? FrameKind.Snapshot
        : reader.ValueTextEquals("trade"u8) ? FrameKind.Trade
        : reader.ValueTextEquals("market_lifecycle_v2"u8) ? FrameKind.MarketLifecycle
        : reader.ValueTextEquals("event_lifecycle"u8) ? FrameKind.EventLifecycle
        : reader.ValueTextEquals("event_fee_update"u8) ? FrameKind.EventFeeUpdate
        : reader.ValueTextEquals("fill"u8) ? FrameKind.Fill
        : reader.ValueTextEquals("user_order"u8) ? FrameKind.UserOrder
        : reader.ValueTextEquals("market_position"u8) ? FrameKind.MarketPosition
        : reader.ValueTextEquals("order_group_updates"u8) ? FrameKind.OrderGroupUpdate
        : reader.ValueTextEquals("subscribed"u8) ? FrameKind.Subscribed
        : reader.ValueTextEquals("unsubscribed"u8) ? FrameKind.Unsubscribed
        : reader.ValueTextEquals("ok"u8) ? FrameKind.Ok
        : reader.ValueTextEquals("error"u8) ? FrameKind.Error
        : FrameKind.Unknown;
}
