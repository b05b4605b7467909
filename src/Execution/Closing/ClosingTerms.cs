using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>What is to become of one leg of a trade that holds its baskets.</summary>
/// <param name="Leg">The place in the plan.</param>
/// <param name="From">Contracts held before.</param>
/// <param name="To">Contracts that are to be held.</param>
public sealed record LegChange(int Leg, Quantity From, Quantity To)
{
    public bool IsSale => To < From;

    public Quantity Amount => IsSale ? From - To : To - From;
}

/// <summary>How baskets are closed or rolled before their settlement.</summary>
/// <param name="Changes">In the order in which they are made.</param>
/// <param name="AtLeast">The first order goes out only while the books bring this for all of them, fees paid.</param>
public sealed record ClosingTerms(IReadOnlyList<LegChange> Changes, Money AtLeast);
