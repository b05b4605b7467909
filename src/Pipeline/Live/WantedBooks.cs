using Dutchbook.Ingestion;

namespace Dutchbook.Pipeline;

/// <summary>Which books matter: those of candidates, of what is there or held, and of what nearly pays.</summary>
internal sealed class WantedBooks(LiveMarkets markets)
{
    private int[] _asked = [];
    private int[] _nearMisses = [];
    private IReadOnlyList<LiveCandidate> _candidates = [];
    private List<int>? _wanted;

    /// <summary>Markets that are wanted whatever their prices, each once, in the order of their numbers.</summary>
    public IReadOnlyList<int> Followed { get; private set; } = [];

    /// <summary>Replaces those that are wanted whatever their prices.</summary>
    public void Follow(IEnumerable<string> tickers)
    {
        int[] asked = [.. tickers.Select(markets.Add)];
        if (!asked.AsSpan().SequenceEqual(_asked))
        {
            _asked = asked;
            Followed = [.. asked.Distinct().Order()];
            _wanted = null;
        }
    }

    /// <summary>Replaces the markets of baskets that only just fail.</summary>
    public void NearlyPay(IEnumerable<string> tickers)
    {
        _nearMisses = [.. tickers.Select(markets.Add)];
        _wanted = null;
    }

    /// <summary>All of them with those of the candidates, the most valuable first. The same list until there are others.</summary>
    public IReadOnlyList<int> With(IReadOnlyList<LiveCandidate> candidates)
    {
        if (_wanted is null || !ReferenceEquals(candidates, _candidates))
        {
            _candidates = candidates;
            _wanted = [];
            HashSet<int> seen = [];
            foreach (int market in candidates.SelectMany(static candidate => candidate.Markets).Concat(Followed).Concat(_nearMisses))
            {
                if (seen.Add(market))
                {
                    _wanted.Add(market);
                }
            }
        }

        return _wanted;
    }
}
