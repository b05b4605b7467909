using System.Text;
using CsCheck;

namespace Dutchbook.Unit.Kalshi;

/// <summary>
/// Pages of every kind of item in every kind of wrapping, with strings that hold what separates JSON from JSON: braces, quotes,
/// escapes, line ends, letters of two to four bytes.
/// </summary>
internal static class RandomPages
{
    private static readonly Gen<string> Piece = Gen.OneOf(
        "a", "Will it rain?", "}", "{", "]", "[", "\\\"", "\\\\", "\\\\\\\"", "\\n", "\\u00e9", "\\ud83d\\ude00", "\\u202e", "é", "€", "😀", ":",
        ",", "\\/", "\"},{\"".Replace("\"", "\\\"", StringComparison.Ordinal), "null", " ");

    private static readonly Gen<string> Text = Piece.List[0, 12].Select(static pieces => $"\"{string.Concat(pieces)}\"");

    private static readonly Gen<string> Plain = Gen.OneOf(
        Text, Gen.OneOf("null", "true", "false", "0", "-1.5e-3", "12345678901234567890", "\"0.4200\"", "[]", "{}", "{\"at\":1}"));

    private static readonly Gen<string> Blank = Gen.OneOf("", "", "", " ", "\n", "\r\n  ", "\t");

    private static readonly Gen<string> Value = Plain.List[0, 4].Select(Plain, Gen.Int[0, 3], static (list, one, shape) => shape switch
    {
        0 => $"[{string.Join(',', list)}]",
        1 => "{" + string.Join(',', list.Select(static (value, i) => $"\"k{i}\":{value}")) + "}",
        _ => one,
    });

    /// <summary>Fields that say nothing about the kind.</summary>
    private static readonly Gen<string> Noise = Gen.Select(Gen.OneOf("note", "x", "custom_strike", "volume_fp", "é"), Blank, Value)
        .Select(static (name, blank, value) => $"\"{name}\"{blank}:{blank}{value}");

    private static readonly Gen<string> Market = Object("\"ticker\":\"M-1\"", "\"event_ticker\":\"E-1\"", "\"market_type\":\"binary\"");

    private static readonly Gen<string> Series = Object("\"ticker\":\"S\"", "\"fee_type\":\"quadratic\"");

    private static readonly Gen<string> Book = Object("\"ticker\":\"M-1\"", "\"orderbook_fp\":{\"yes_dollars\":[],\"no_dollars\":[]}");

    private static readonly Gen<string> Event = Gen.Select(Market.List[0, 3], Text, static (markets, title) => (markets, title))
        .SelectMany(static parts => Object(
            "\"event_ticker\":\"E-1\"", $"\"title\":{parts.title}", $"\"markets\":[{string.Join(',', parts.markets)}]"));

    private static readonly Gen<string> Item = Gen.OneOf(Market, Market, Event, Series, Book, Value);

    private static readonly Gen<string> Envelope = Gen.Select(Item.List[0, 6], Blank, Noise, Gen.Int[0, 3], static (items, blank, noise, shape) =>
        shape switch
        {
            0 => $"[{blank}{string.Join($",{blank}", items)}{blank}]",
            1 => $"{{\"captured_at\":\"2026-08-20T12:00:00Z\",{blank}\"events\":[{string.Join($"{blank},", items)}],{noise}}}",
            2 => $"{{{noise},\"at\":1787227200000,\"body\":{blank}{{\"orderbooks\":[{string.Join(',', items)}]}}}}",
            _ => string.Join('\n', items),
        });

    /// <summary>Documents in a row.</summary>
    public static readonly Gen<string> Whole = Gen.Select(Envelope.List[1, 5], Gen.OneOf("\n", "\r\n", "\n\n")).Select(
        static (documents, separator) => string.Join(separator, documents));

    /// <summary>The same with some bytes cut out, put in or overwritten.</summary>
    public static readonly Gen<byte[]> Broken = Gen.Select(Whole, Gen.Select(Gen.Double[0, 1], Gen.Int[0, 30], Gen.OneOf(
        "", "\"", "}", "]", ",", "\n", "\u0001", "NaN", "{", "\\")).List[1, 3], static (page, wounds) =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(page);
            foreach ((double place, int length, string put) in wounds)
            {
                int start = (int)(place * bytes.Length);
                int end = Math.Min(bytes.Length, start + length);
                bytes = [.. bytes[..start], .. Encoding.UTF8.GetBytes(put), .. bytes[end..]];
            }

            return bytes;
        });

    private static Gen<string> Object(params string[] telling) =>
        Gen.Select(Noise.List[0, 4], Gen.Shuffle(telling), Blank, static (noise, fields, blank) =>
            $"{{{blank}{string.Join($",{blank}", Interleave(fields, noise))}{blank}}}");

    private static IEnumerable<string> Interleave(string[] fields, List<string> noise)
    {
        for (int i = 0; i < Math.Max(fields.Length, noise.Count); i++)
        {
            if (i < noise.Count)
            {
                yield return noise[i];
            }

            if (i < fields.Length)
            {
                yield return fields[i];
            }
        }
    }
}
