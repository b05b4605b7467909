using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>Order books of tokens. Their order on the wire is not relied on, and sizes are cut to hundredths.</summary>
internal sealed class ClobBooks(SourceReader reader, Uri clob)
{
    public static readonly Uri PublicClob = new("https://clob.polymarket.com/");

    private const int TokensPerRequest = 500;

    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(2);

    /// <summary>The books by token; a token without a book is left out.</summary>
    /// <exception cref="SourceException">They could not be read, or hold a price that is none.</exception>
    public async Task<IReadOnlyDictionary<string, PolymarketBook>> Read(
        IReadOnlyList<string> tokens, CancellationToken cancellation)
    {
        Dictionary<string, PolymarketBook> books = new(StringComparer.Ordinal);
        foreach (string[] part in tokens.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Chunk(TokensPerRequest))
        {
            string body = JsonSerializer.Serialize(
                part.Select(static token => new Dictionary<string, string>(StringComparer.Ordinal) { ["token_id"] = token }));
            SourceAnswer answer = await reader.ReadAsync(new SourceRequest(new Uri(clob, "books"), body), cancellation);
            foreach (WireValue? item in WireValue.Parse(reader.Source, answer.Body).Items())
            {
                if (item is { } wire)
                {
                    PolymarketBook book = Book(wire);
                    books[book.Token] = book;
                }
            }
        }

        return books;
    }

    private PolymarketBook Book(WireValue wire)
    {
        decimal milliseconds = wire["timestamp"].Number();
        DateTimeOffset at = milliseconds is >= 0 and < 10_000_000_000_000m
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds)
            : throw wire.Failure(FailureKind.OutOfRange, $"no time in milliseconds: {milliseconds}");
        if (at > reader.Now + ClockSlack)
        {
            throw wire.Failure(FailureKind.FromTheFuture, $"a book is of {at:yyyy-MM-dd HH:mm} UTC");
        }

        return new PolymarketBook(
            wire["asset_id"].Text(),
            [.. Levels(wire["bids"]).OrderByDescending(static level => level.Price)],
            [.. Levels(wire["asks"]).OrderBy(static level => level.Price)],
            at);
    }

    private static IEnumerable<BookLevel> Levels(WireValue side)
    {
        foreach (WireValue? item in side.Items())
        {
            if (item is not { } level)
            {
                continue;
            }

            decimal ticks = level["price"].Number() * Price.TicksPerDollar;
            decimal hundredths = decimal.Floor(level["size"].Number() * 100);
            if (ticks is < 0 or > Price.TicksPerDollar || ticks != decimal.Floor(ticks) || hundredths is < 0 or > 1_000_000_000_000m)
            {
                throw level.Failure(FailureKind.OutOfRange, $"no price and size: {level["price"].Text()}, {level["size"].Text()}");
            }

            if (hundredths > 0)
            {
                yield return new BookLevel(Price.FromTicks((int)ticks), Quantity.FromHundredths((long)hundredths));
            }
        }
    }
}
