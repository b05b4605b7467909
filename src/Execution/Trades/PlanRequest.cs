using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>A basket worth trading, as far as a plan needs it.</summary>
public sealed record PlanRequest
{
    public required string OpportunityId { get; init; }

    public required IReadOnlyList<RequestLeg> Legs { get; init; }

    /// <summary>Unit baskets at most.</summary>
    public required Quantity Units { get; init; }

    /// <summary>What a hundredth of a unit basket pays at least.</summary>
    public required long MicrosPerUnit { get; init; }

    /// <summary>What it pays at least if a relation is wrong.</summary>
    public long MicrosPerUnitIfWrong { get; init; }

    public required IReadOnlyList<Relation> Relations { get; init; }

    public required RelationBasis Basis { get; init; }

    public required Money MinEdgePerUnit { get; init; }

    public required MemberKind Member { get; init; }

    public TradePolicy Policy { get; init; } = TradePolicy.Arithmetic;

    public int Subaccount { get; init; }

    /// <summary>What the detector found, with the books of its markets as they are now.</summary>
    /// <param name="opportunity">A hard basket.</param>
    /// <param name="books">By ticker; a market without one is planned without its bids.</param>
    /// <param name="member">How the account is held.</param>
    /// <param name="minEdgePerUnit">The least that a unit basket must earn.</param>
    public static PlanRequest From(
        Opportunity opportunity, IReadOnlyDictionary<string, OrderBook> books, MemberKind member, Money minEdgePerUnit)
    {
        long payoffIfWrong = long.MaxValue;
        foreach (RelationUse use in opportunity.Relations)
        {
            payoffIfWrong = Math.Min(payoffIfWrong, use.PayoffIfItFails?.Micros ?? 0);
        }

        long units = opportunity.Units.Hundredths;
        return new PlanRequest
        {
            OpportunityId = opportunity.Id,
            Legs = [.. opportunity.Legs.Select(leg => RequestLeg.From(leg, books.GetValueOrDefault(leg.Claim.Market.Ticker)))],
            Units = opportunity.Units,
            MicrosPerUnit = opportunity.MinPayout.Micros / units,
            MicrosPerUnitIfWrong = opportunity.Relations.Count == 0 ? 0 : Math.Max(0, payoffIfWrong) / units,
            Relations = [.. opportunity.Relations.Select(static use => use.Relation)],
            Basis = opportunity.Basis,
            MinEdgePerUnit = minEdgePerUnit,
            Member = member,
        };
    }
}

/// <param name="Claim">What is bought.</param>
/// <param name="Weight">Contracts per unit basket.</param>
/// <param name="Terms">Its fees.</param>
/// <param name="Asks">What is offered, cheapest first.</param>
/// <param name="Bids">For the same claim, best first; null where they were not seen.</param>
public sealed record RequestLeg(
    Claim Claim, int Weight, FeeTerms Terms, IReadOnlyList<BookLevel> Asks, IReadOnlyList<BookLevel>? Bids)
{
    public static RequestLeg From(BasketLeg leg, OrderBook? book)
    {
        Side side = leg.Claim.Side;
        return new RequestLeg(
            leg.Claim,
            leg.Weight,
            leg.Terms,
            book is null ? leg.Levels : book.Asks(side),
            book is null ? null : Recourse.Bids(book, side));
    }
}
