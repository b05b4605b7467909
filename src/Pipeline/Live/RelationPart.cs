using Dutchbook.Domain;

namespace Dutchbook.Pipeline;

/// <summary>Candidates that hang together by their markets, and share none with others.</summary>
internal sealed class RelationPart
{
    /// <summary>Where the book of each market is found: the first candidate that names it, and its place there.</summary>
    private readonly List<(int Candidate, int Place)> _sources = [];

    public RelationPart(IReadOnlyList<LiveCandidate> candidates)
    {
        Candidates = candidates;
        HashSet<string> known = new(StringComparer.Ordinal);
        HashSet<int> markets = [];
        List<Relation> relations = [];
        List<string> tickers = [];
        for (int c = 0; c < candidates.Count; c++)
        {
            LiveCandidate candidate = candidates[c];
            relations.AddRange(candidate.Relations.Where(relation => known.Add(relation.Id)));
            for (int i = 0; i < candidate.Markets.Count; i++)
            {
                if (markets.Add(candidate.Markets[i]))
                {
                    tickers.Add(candidate.Tickers[i]);
                    _sources.Add((c, i));
                }
            }
        }

        (Relations, Tickers) = (relations, tickers);
        Key = string.Join(',', relations.Select(static relation => relation.Id));
    }

    public IReadOnlyList<LiveCandidate> Candidates { get; }

    /// <summary>The ids of its relations, in their order.</summary>
    public string Key { get; }

    /// <summary>Their relations, each once.</summary>
    public IReadOnlyList<Relation> Relations { get; }

    /// <summary>Their markets, each once.</summary>
    public IReadOnlyList<string> Tickers { get; }

    public bool Is(List<LiveCandidate> candidates) => Candidates.SequenceEqual(candidates, ReferenceEqualityComparer.Instance);

    /// <summary>The book of one of its markets.</summary>
    /// <param name="market">Its place in <see cref="Tickers"/>.</param>
    /// <param name="ready">What a look has read.</param>
    /// <param name="places">Where in it this part's candidates are.</param>
    public OrderBook BookOf(int market, IReadOnlyList<ReadyCandidate> ready, int[] places)
    {
        (int candidate, int place) = _sources[market];
        return ready[places[candidate]].Books[place];
    }
}
