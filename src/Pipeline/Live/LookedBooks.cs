using Dutchbook.Domain;

namespace Dutchbook.Pipeline;

/// <summary>The books that a look was judged by, by ticker. Put together when somebody asks: most looks end without a trade.</summary>
public sealed class LookedBooks
{
    private readonly IReadOnlyList<ReadyCandidate> _ready;
    private readonly LookedBooks? _before;
    private Dictionary<string, OrderBook>? _byTicker;

    /// <param name="ready">What was judged.</param>
    public LookedBooks(IReadOnlyList<ReadyCandidate> ready)
        : this(ready, null)
    {
    }

    private LookedBooks(IReadOnlyList<ReadyCandidate> ready, LookedBooks? before) => (_ready, _before) = (ready, before);

    /// <summary>All of them.</summary>
    public IReadOnlyDictionary<string, OrderBook> ByTicker => _byTicker ??= Named();

    /// <summary>These, and those of an earlier look where these have none.</summary>
    public LookedBooks After(LookedBooks before) => new(_ready, before);

    private Dictionary<string, OrderBook> Named()
    {
        Dictionary<string, OrderBook> named = _before is null ? new(StringComparer.Ordinal) : new(_before.ByTicker, StringComparer.Ordinal);
        foreach (ReadyCandidate ready in _ready)
        {
            for (int i = 0; i < ready.Books.Count; i++)
            {
                named[ready.Candidate.Tickers[i]] = ready.Books[i];
            }
        }

        return named;
    }
}
