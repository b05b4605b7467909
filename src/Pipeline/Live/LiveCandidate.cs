using Dutchbook.Domain;

namespace Dutchbook.Pipeline;

/// <summary>
/// Something the engine found at the touch: a relation, or a cluster of them, and the most it can earn. It is the same object until the
/// engine tells of it again.
/// </summary>
/// <param name="Key">What it is known by; no other has the same.</param>
/// <param name="Relations">The relation, or those of the cluster.</param>
/// <param name="Tickers">The markets whose books it takes.</param>
/// <param name="Markets">The numbers of its tickers, in their order.</param>
/// <param name="Edge">An upper bound for one unit; zero where the engine gives none.</param>
public sealed record LiveCandidate(
    string Key, IReadOnlyList<Relation> Relations, IReadOnlyList<string> Tickers, IReadOnlyList<int> Markets, Money Edge);

/// <summary>A candidate that can be judged.</summary>
/// <param name="Candidate">What the engine found.</param>
/// <param name="Books">The books of its markets, in their order, without doubt at one instant.</param>
public sealed record ReadyCandidate(LiveCandidate Candidate, IReadOnlyList<OrderBook> Books);
