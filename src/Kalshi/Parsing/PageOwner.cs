using System.Text.Json;

namespace Dutchbook.Kalshi;

/// <summary>
/// The market that a page is about, as its envelope says: by a ticker beside the page, or by the path it was read from. The book of
/// one market does not name it. What an envelope says holds to the envelope's end and no further.
/// </summary>
internal sealed class PageOwner
{
    private static readonly FieldTable Keys = new(("ticker", 1), ("market_ticker", 1), ("path", 2));

    private int _depth;

    public string? Ticker { get; private set; }

    public static bool IsKey(ReadOnlySpan<byte> name) => Keys.Find(name) > 0;

    public void Note(ref Utf8JsonReader key, ref Utf8JsonReader value)
    {
        if (value.TokenType != JsonTokenType.String)
        {
            return;
        }

        string text = FieldReader.Unescape(ref value);
        string? ticker = Keys.Find(key.ValueSpan) == 1 ? text : OfPath(text);
        if (!string.IsNullOrEmpty(ticker))
        {
            (Ticker, _depth) = (ticker, key.CurrentDepth);
        }
    }

    /// <summary>An object of this depth ends.</summary>
    public void Leave(int depth) => Ticker = depth < _depth ? null : Ticker;

    public void Forget() => Ticker = null;

    private static string? OfPath(string path) =>
        path.Split('?')[0].Split('/') is [.., "markets", { } ticker, "orderbook"] ? Uri.UnescapeDataString(ticker) : null;
}
