using Dutchbook.Domain;

namespace Dutchbook.Ingestion;

/// <summary>
/// The best of both sides of a market in the engine's form: a bid of 0 and an ask of a dollar stand for nobody, and
/// then the size is 0.
/// </summary>
public readonly record struct Touch(Price YesBid, Quantity YesBidSize, Price YesAsk, Quantity YesAskSize)
{
    /// <summary>Nobody on either side.</summary>
    public static Touch Empty { get; } = new(Price.Zero, Quantity.Zero, Price.One, Quantity.Zero);

    /// <summary>Whether the prices agree; sizes change at every trade.</summary>
    public bool HasPricesOf(in Touch other) => YesBid == other.YesBid && YesAsk == other.YesAsk;

    /// <summary>From the venue's quote, in which a price of 0 or 1 or a size of 0 stands for nobody.</summary>
    public static Touch From(Quote quote) => new(
        quote.HasYesBid ? quote.YesBid : Price.Zero,
        quote.HasYesBid ? quote.YesBidSize : Quantity.Zero,
        quote.HasYesAsk ? quote.YesAsk : Price.One,
        quote.HasYesAsk ? quote.YesAskSize : Quantity.Zero);

    /// <summary>The top of a book.</summary>
    public static Touch Top(OrderBook book)
    {
        (Price bid, Quantity bidSize) = book.YesBids is [var yes, ..] ? (yes.Price, yes.Quantity) : (Price.Zero, Quantity.Zero);
        (Price ask, Quantity askSize) = book.NoBids is [var no, ..] ? (no.Price.Complement(), no.Quantity) : (Price.One, Quantity.Zero);
        return new Touch(bid, bidSize, ask, askSize);
    }
}
