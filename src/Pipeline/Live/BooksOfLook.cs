using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Pipeline;

/// <summary>The books that one look has read, each once: many candidates share a market.</summary>
internal sealed class BooksOfLook(LiveMarkets markets, DateTimeOffset now)
{
    private readonly Dictionary<int, BookDoubt> _doubts = [];
    private readonly Dictionary<string, OrderBook> _read = new(StringComparer.Ordinal);

    /// <summary>All that are without doubt, by ticker.</summary>
    public IReadOnlyDictionary<string, OrderBook> Read => _read;

    /// <summary>Reads a market's book.</summary>
    /// <returns>What stands against deciding on it.</returns>
    public BookDoubt Take(int market)
    {
        if (!_doubts.TryGetValue(market, out BookDoubt doubt))
        {
            if (markets.ReadBook(market, now, out doubt) is { } book)
            {
                _read.Add(markets.NameOf(market), book);
            }

            _doubts.Add(market, doubt);
        }

        return doubt;
    }
}

/// <summary>The relations of candidates, each once. The same list as long as the candidates are the same.</summary>
internal sealed class ReadyRelations
{
    private List<LiveCandidate> _candidates = [];
    private List<Relation> _relations = [];

    public IReadOnlyList<Relation> Of(List<LiveCandidate> candidates)
    {
        if (!candidates.SequenceEqual(_candidates, ReferenceEqualityComparer.Instance))
        {
            HashSet<string> seen = new(StringComparer.Ordinal);
            _candidates = candidates;
            _relations = [.. candidates.SelectMany(static candidate => candidate.Relations).Where(relation => seen.Add(relation.Id))];
        }

        return _relations;
    }
}
