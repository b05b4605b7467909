using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Tapes;

/// <summary>Books that were asked for, as a line of a tape has them.</summary>
/// <param name="AreTouches">They also tell the touch, because no stream did.</param>
internal sealed record BooksText(IReadOnlyDictionary<string, OrderBook> Books, bool AreTouches)
{
    public static byte[] Write(IReadOnlyDictionary<string, OrderBook> books, bool areTouches)
    {
        FetchedBook[] fetched =
        [
            .. books.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => new FetchedBook(
                pair.Key, pair.Value.At, Levels(pair.Value.YesBids), Levels(pair.Value.NoBids))),
        ];
        return JsonSerializer.SerializeToUtf8Bytes(new FetchedBooks(areTouches, fetched), TapeJson.Default.FetchedBooks);
    }

    /// <summary>Null where it cannot be read.</summary>
    public static BooksText? Read(in TapeEntry entry)
    {
        try
        {
            if (JsonSerializer.Deserialize(entry.Body.Span, TapeJson.Default.FetchedBooks) is not { Books: { } fetched } told)
            {
                return null;
            }

            Dictionary<string, OrderBook> books = new(StringComparer.Ordinal);
            foreach (FetchedBook book in fetched)
            {
                books[book.Ticker] = OrderBook.Create(Levels(book.YesBids), Levels(book.NoBids), book.At);
            }

            return new BooksText(books, told.AreTouches);
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static string[][] Levels(IReadOnlyList<BookLevel> levels) =>
        [.. levels.Select(static level => new[] { level.Price.ToString(), level.Quantity.ToString() })];

    private static IEnumerable<BookLevel> Levels(IReadOnlyList<IReadOnlyList<string>> levels) => levels.Select(static level =>
        level is [var price, var quantity] && Price.TryParse(price, out Price at) && Quantity.TryParse(quantity, out Quantity size)
            ? new BookLevel(at, size)
            : throw new FormatException($"a level is a price and a size, not {string.Join(", ", level)}"));
}

internal sealed record FetchedBooks(bool AreTouches, IReadOnlyList<FetchedBook> Books);

internal sealed record FetchedBook(
    string Ticker,
    DateTimeOffset At,
    IReadOnlyList<IReadOnlyList<string>> YesBids,
    IReadOnlyList<IReadOnlyList<string>> NoBids);
