using System.Buffers;
using System.Text.Json;

namespace Dutchbook.Sandbox;

/// <summary>Writes frames of the feed as JSON. One writer serves one thread at a time.</summary>
internal sealed class FeedWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1_024);
    private readonly Utf8JsonWriter _json;

    public FeedWriter() => _json = new Utf8JsonWriter(_buffer);

    /// <summary>A frame of a subscription, numbered where its channel is.</summary>
    public byte[] Frame(string type, Subscription subscription, Action<Utf8JsonWriter> message, long? id = null, bool always = false)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        if (id is { } command)
        {
            _json.WriteNumber("id", command);
        }

        _json.WriteString("type", type);
        _json.WriteNumber("sid", subscription.Sid);
        if (always || Channels.IsNumbered(subscription.Channel))
        {
            _json.WriteNumber("seq", subscription.Next());
        }

        _json.WriteStartObject("msg");
        message(_json);
        _json.WriteEndObject();
        return Done();
    }

    /// <summary>A frame of no subscription.</summary>
    public byte[] Plain(string type, long? id, Action<Utf8JsonWriter> members)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        if (id is { } command)
        {
            _json.WriteNumber("id", command);
        }

        _json.WriteString("type", type);
        members(_json);
        return Done();
    }

    public void Dispose() => _json.Dispose();

    private byte[] Done()
    {
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.WrittenSpan.ToArray();
    }
}
