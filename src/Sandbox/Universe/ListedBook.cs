using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>Resting bids of both sides, best first. A NO bid at p is the offer to sell YES at 1 - p.</summary>
public sealed record ListedBook(IReadOnlyList<BookLevel> YesBids, IReadOnlyList<BookLevel> NoBids)
{
    public static ListedBook Empty { get; } = new([], []);

    /// <summary>The top of book as listed: an empty side shows as 0 or 1 with size 0.</summary>
    public Quote Top() => new(
        YesBids.Count > 0 ? YesBids[0].Price : Price.Zero,
        YesBids.Count > 0 ? YesBids[0].Quantity : Quantity.Zero,
        NoBids.Count > 0 ? NoBids[0].Price.Complement() : Price.One,
        NoBids.Count > 0 ? NoBids[0].Quantity : Quantity.Zero);
}
