using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>A claim with what is offered for it and the fee terms that apply; the input of sizing.</summary>
/// <param name="Levels">What one contract of this side costs, cheapest first.</param>
internal sealed record SizedLeg(Claim Claim, BookLevel[] Levels, FeeTerms Terms, DateTimeOffset BookAt, bool IsTopOnly)
{
    /// <summary>The stream's number of the last change in the book; null for a book that was asked for.</summary>
    public long? BookSequence { get; init; }

    /// <summary>Contracts on offer, profitable or not.</summary>
    public Quantity Depth()
    {
        Quantity depth = Quantity.Zero;
        foreach (BookLevel level in Levels)
        {
            depth += level.Quantity;
        }

        return depth;
    }

    /// <summary>The levels that this many contracts take, the last one in part.</summary>
    public BookLevel[] Take(Quantity quantity)
    {
        List<BookLevel> taken = [];
        foreach (BookLevel level in Levels)
        {
            if (!quantity.IsPositive)
            {
                break;
            }

            Quantity part = Quantity.Min(level.Quantity, quantity);
            taken.Add(new BookLevel(level.Price, part));
            quantity -= part;
        }

        return [.. taken];
    }
}
