using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Dutchbook.Tapes;

/// <summary>Writes and reads one line: <c>{"at": ..., "kind": ..., "path" or "channel": ..., "body": ...}</c>.</summary>
internal static class TapeLine
{
    /// <summary>Appends a line with its end.</summary>
    /// <param name="body">JSON; left out where it is empty.</param>
    public static void Write(IBufferWriter<byte> into, TapeKind kind, DateTimeOffset at, string name, ReadOnlySpan<byte> body)
    {
        into.Write("{\"at\":\""u8);
        TapeTime.Write(at, into.GetSpan(TapeTime.Length));
        into.Advance(TapeTime.Length);
        into.Write("\",\"kind\":\""u8);
        into.Write(TapeWords.Of(kind));
        into.Write("\""u8);
        if (name.Length > 0)
        {
            into.Write(",\""u8);
            into.Write(TapeWords.NameKey(kind));
            into.Write("\":\""u8);
            into.Write(JsonEncodedText.Encode(name).EncodedUtf8Bytes);
            into.Write("\""u8);
        }

        if (!body.IsEmpty)
        {
            into.Write(",\"body\":"u8);
            WriteOnOneLine(into, body);
        }

        into.Write("}\n"u8);
    }

    /// <returns>False if this is no line of a tape.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> line, TapeNames names, out TapeEntry entry) =>
        TryReadOurs(line, names, out entry) || TryReadAny(line, names, out entry);

    /// <summary>The form that we write, straight from its bytes.</summary>
    private static bool TryReadOurs(ReadOnlyMemory<byte> line, TapeNames names, out TapeEntry entry)
    {
        entry = default;
        ReadOnlySpan<byte> text = line.Span;
        int kindAt = "{\"at\":\""u8.Length + TapeTime.Length + "\",\"kind\":\""u8.Length;
        if (text.Length <= kindAt || !text.StartsWith("{\"at\":\""u8) || text[^1] != '}'
            || !TapeTime.TryParse(text.Slice("{\"at\":\""u8.Length, TapeTime.Length), out DateTimeOffset at)
            || !text[..kindAt].EndsWith("\",\"kind\":\""u8))
        {
            return false;
        }

        int length = text[kindAt..].IndexOf((byte)'"');
        TapeKind kind = length < 0 ? TapeKind.Unknown : TapeWords.Find(text.Slice(kindAt, length));
        int place = kindAt + length + 1;
        if (kind == TapeKind.Unknown)
        {
            return false;
        }

        string name = "";
        if (Starts(text, place, ",\""u8) && text[(place + 2)..].StartsWith(TapeWords.NameKey(kind)))
        {
            int start = place + 2 + TapeWords.NameKey(kind).Length + "\":\""u8.Length;
            int end = start < text.Length ? text[start..].IndexOf((byte)'"') : -1;
            if (end < 0 || text.Slice(start, end).IndexOf((byte)'\\') >= 0)
            {
                return false;
            }

            name = names.Of(text.Slice(start, end));
            place = start + end + 1;
        }

        if (place == text.Length - 1)
        {
            entry = new TapeEntry(kind, at, name, default);
            return true;
        }

        if (!Starts(text, place, ",\"body\":"u8))
        {
            return false;
        }

        place += ",\"body\":"u8.Length;
        entry = new TapeEntry(kind, at, name, line[place..^1]);
        return !entry.Body.IsEmpty;
    }

    /// <summary>Any other correct form, such as one that another program wrote.</summary>
    private static bool TryReadAny(ReadOnlyMemory<byte> line, TapeNames names, out TapeEntry entry)
    {
        entry = default;
        TapeKind kind = TapeKind.Unknown;
        string? at = null;
        string name = "";
        ReadOnlyMemory<byte> body = default;
        try
        {
            Utf8JsonReader reader = new(line.Span);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isAt = reader.ValueTextEquals("at"u8), isKind = reader.ValueTextEquals("kind"u8);
                bool isName = reader.ValueTextEquals("path"u8) || reader.ValueTextEquals("channel"u8);
                bool isBody = reader.ValueTextEquals("body"u8);
                reader.Read();
                int start = (int)reader.TokenStartIndex;
                bool isText = reader.TokenType == JsonTokenType.String;
                at = isAt && isText ? reader.GetString() : at;
                kind = isKind && isText ? TapeWords.Find(Encoding.UTF8.GetBytes(reader.GetString()!)) : kind;
                name = isName && isText ? names.Of(Encoding.UTF8.GetBytes(reader.GetString()!)) : name;
                reader.Skip();
                body = isBody ? line[start..(int)reader.BytesConsumed] : body;
            }
        }
        catch (JsonException)
        {
            return false;
        }

        bool isLine = TapeTime.TryParseAny(at, out DateTimeOffset time);
        entry = new TapeEntry(kind, time, name, body);
        return isLine;
    }

    private static bool Starts(ReadOnlySpan<byte> text, int place, ReadOnlySpan<byte> with) =>
        place <= text.Length && text[place..].StartsWith(with);

    /// <summary>Line ends between tokens become spaces; inside a string JSON allows none.</summary>
    private static void WriteOnOneLine(IBufferWriter<byte> into, ReadOnlySpan<byte> body)
    {
        while (body.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and int end)
        {
            into.Write(body[..end]);
            into.Write(" "u8);
            body = body[(end + 1)..];
        }

        into.Write(body);
    }
}
