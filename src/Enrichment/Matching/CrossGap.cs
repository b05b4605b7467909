using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>
/// One side here and the other side of the same question elsewhere, together for less than the dollar one of them pays. It is
/// watched and never traded: the two venues decide each by their own rules, and two different answers lose everything.
/// </summary>
public sealed record CrossGap
{
    /// <summary>What would be bought here.</summary>
    public required Claim Here { get; init; }

    /// <summary>The market there, whose other side would be bought.</summary>
    public required string There { get; init; }

    public required MatchGrade Grade { get; init; }

    /// <summary>What people decided about the match that it rests on.</summary>
    public MatchStanding Standing { get; init; } = new(MatchDecision.Pending, "");

    public required Quantity Contracts { get; init; }

    public required Money Cost { get; init; }

    public required Money Fees { get; init; }

    /// <summary>A dollar a contract less cost and fees, if both venues decide alike.</summary>
    public Money Edge => Money.FromMicros(checked(Contracts.Hundredths * (Money.MicrosPerDollar / 100))) - Cost - Fees;

    /// <summary>
    /// Walks both ladders in step while another contract earns; null where not even the first does.
    /// </summary>
    /// <param name="here">What is on offer of the side here, cheapest first.</param>
    /// <param name="there">What is on offer of the opposite side there, cheapest first.</param>
    public static CrossGap? Of(
        Claim claim, FeeTerms terms, MemberKind member, IReadOnlyList<BookLevel> here,
        string market, MatchGrade grade, PolymarketFee fee, IReadOnlyList<BookLevel> there)
    {
        List<BookLevel> taken = [];
        List<BookLevel> takenThere = [];
        CrossGap? best = null;
        int i = 0;
        int j = 0;
        Quantity leftHere = here.Count > 0 ? here[0].Quantity : Quantity.Zero;
        Quantity leftThere = there.Count > 0 ? there[0].Quantity : Quantity.Zero;
        while (i < here.Count && j < there.Count)
        {
            Quantity step = Quantity.Min(leftHere, leftThere);
            if (step.IsPositive)
            {
                taken.Add(new BookLevel(here[i].Price, step));
                takenThere.Add(new BookLevel(there[j].Price, step));
                CrossGap gap = Sum(claim, terms, member, taken, market, grade, fee, takenThere);
                if (!(gap.Edge > (best?.Edge ?? Money.Zero)))
                {
                    break;
                }

                best = gap;
            }

            (leftHere, leftThere) = (leftHere - step, leftThere - step);
            if (!leftHere.IsPositive)
            {
                leftHere = ++i < here.Count ? here[i].Quantity : Quantity.Zero;
            }

            if (!leftThere.IsPositive)
            {
                leftThere = ++j < there.Count ? there[j].Quantity : Quantity.Zero;
            }
        }

        return best;
    }

    private static CrossGap Sum(
        Claim claim, FeeTerms terms, MemberKind member, List<BookLevel> taken, string market, MatchGrade grade,
        PolymarketFee fee, List<BookLevel> takenThere)
    {
        Quantity contracts = Quantity.Zero;
        Money cost = Money.Zero;
        Money fees = OrderFee.ForFills(terms, member, taken.ToArray());
        for (int k = 0; k < taken.Count; k++)
        {
            contracts += taken[k].Quantity;
            cost += (taken[k].Price * taken[k].Quantity) + (takenThere[k].Price * takenThere[k].Quantity);
            fees += fee.Of(takenThere[k].Price, takenThere[k].Quantity);
        }

        return new CrossGap
        {
            Here = claim,
            There = market,
            Grade = grade,
            Contracts = contracts,
            Cost = cost,
            Fees = fees,
        };
    }
}
