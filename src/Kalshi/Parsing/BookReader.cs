using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>
/// One order book: <c>orderbook_fp</c> with bids of both sides. The venue lists them ascending and says otherwise elsewhere, so
/// they are sorted here. A level that cannot be read spoils the book: the depth behind a hole is not depth.
/// </summary>
internal static class BookReader
{
    /// <summary>Reads the object; the book is null when it cannot be used, and <paramref name="problem"/> says why.</summary>
    public static OrderBook? Read(ReadOnlySpan<byte> item, DateTimeOffset at, out string ticker, out string problem)
    {
        Utf8JsonReader reader = new(item, ItemSplitter.Options);
        reader.Read();
        ticker = "";
        problem = "it has no orderbook_fp";
        OrderBook? book = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isTicker = reader.ValueTextEquals("ticker"u8) || reader.ValueTextEquals("market_ticker"u8);
            bool isBook = reader.ValueTextEquals("orderbook_fp"u8);
            reader.Read();
            if (isTicker)
            {
                ticker = FieldReader.Unescape(ref reader);
            }
            else if (isBook && reader.TokenType == JsonTokenType.StartObject)
            {
                book = ReadSides(ref reader, at, out problem);
            }
            else
            {
                reader.Skip();
            }
        }

        return book;
    }

    private static OrderBook? ReadSides(ref Utf8JsonReader reader, DateTimeOffset at, out string problem)
    {
        List<BookLevel> yes = [], no = [];
        int sides = 0;
        problem = "";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            List<BookLevel>? side = reader.ValueTextEquals("yes_dollars"u8) ? yes
                : reader.ValueTextEquals("no_dollars"u8) ? no
                : null;
            reader.Read();
            if (side is null || reader.TokenType != JsonTokenType.StartArray)
            {
                reader.Skip();
                continue;
            }

            sides++;
            for (int position = 1; reader.Read() && reader.TokenType != JsonTokenType.EndArray; position++)
            {
                if (ReadLevel(ref reader) is { } level)
                {
                    side.Add(level);
                }
                else if (problem.Length == 0)
                {
                    string name = ReferenceEquals(side, yes) ? "yes_dollars" : "no_dollars";
                    problem = $"{name} level {position} is not a price and a count, so the depth is not known";
                }
            }
        }

        if (sides != 2 && problem.Length == 0)
        {
            problem = "a side is missing, which is not the same as empty";
        }

        if (problem.Length == 0 && (IsTooLarge(yes) || IsTooLarge(no)))
        {
            problem = "a side offers more than ten thousand million contracts, which nobody holds";
        }

        return problem.Length == 0 ? OrderBook.Create(yes, no, at) : null;
    }

    /// <summary>Sums of price times count over the levels must stay exact.</summary>
    private static bool IsTooLarge(List<BookLevel> side)
    {
        Int128 total = 0;
        foreach (BookLevel level in side)
        {
            total += level.Quantity.Hundredths;
        }

        return total > FieldReader.Greatest.Hundredths;
    }

    private static BookLevel? ReadLevel(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }

        Price? price = null;
        Quantity? quantity = null;
        int position = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String && position == 0 && Price.TryParse(reader.ValueSpan, out Price readPrice))
            {
                price = readPrice;
            }
            else if (reader.TokenType == JsonTokenType.String && position == 1 && Quantity.TryParse(reader.ValueSpan, out Quantity read))
            {
                quantity = read;
            }

            reader.Skip();
            position++;
        }

        return price is { } at && quantity is { } size && position == 2 ? new BookLevel(at, size) : null;
    }
}
