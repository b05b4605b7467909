using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Pipeline;

/// <summary>
/// Keeps the detection engine in step with what is known of the markets. Every change of a touch reaches it at once;
/// what it finds is
/// a candidate, whose markets are worth their books; and only books without doubt, all of them at one instant, make an
/// opportunity.
/// </summary>
/// <remarks>
/// One writer: <see cref="Load"/>, <see cref="Turn"/>, <see cref="Apply"/> and <see cref="Gather"/> are called by who
/// holds the
/// markets' turn. <see cref="Validate"/> works on copies and needs no turn.
/// </remarks>
public sealed class LiveDetector(LiveMarkets markets, Detector detector)
{
    private readonly LiveCandidates _candidates = new();
    private readonly HashSet<int> _watched = [];
    private readonly HashSet<int> _shut = [];
    private readonly HashSet<int> _outdated = [];
    private DetectionEngine _engine = new();
    private int[] _engineNumbers = [];
    private VenueSnapshot? _pass;
    private IReadOnlyList<int> _nearMisses = [];

    /// <summary>Changes of touches that were passed on.</summary>
    public long Quotes { get; private set; }

    /// <summary>Something happened that only a new pass over the venue can tell in full.</summary>
    public bool NeedsPass { get; private set; }

    public int CandidateCount => _candidates.Count;

    /// <summary>Markets whose books are wanted whatever the prices.</summary>
    public void Watch(IEnumerable<int> watched)
    {
        _watched.Clear();
        _watched.UnionWith(watched);
    }

    /// <summary>A new pass over the venue: its markets, relations and fees replace those before.</summary>
    public void Load(VenueSnapshot pass, RelationMap map, IReadOnlyList<NearMiss> nearMisses)
    {
        _engine = new DetectionEngine();
        _candidates.Clear();
        _shut.Clear();
        _outdated.Clear();
        NeedsPass = false;
        _pass = pass;
        Dictionary<string, Event> events = LiveFees.Events(pass);
        foreach (Market market in pass.Markets)
        {
            int number = markets.Add(market.Ticker);
            Bind(number, _engine.AddMarket(market.Ticker, LiveFees.TermsOf(pass, market, events)));
            if (market.Status.Value != MarketStatus.Active)
            {
                _shut.Add(number);
            }
        }

        foreach (Relation relation in map.Relations)
        {
            _engine.Add(relation, out _);
        }

        _nearMisses = [.. nearMisses.SelectMany(static miss => miss.Claims)
            .Select(claim => markets.Add(claim.Market.Ticker)).Distinct()];
        for (int market = 0; market < markets.Count; market++)
        {
            Quote(market);
        }
    }

    /// <summary>Passes on what changed. Cheap enough for every message.</summary>
    public void Turn()
    {
        foreach (int market in markets.TakeChanged())
        {
            Quote(market);
        }
    }

    /// <summary>What the venue told of a market or event holds at once.</summary>
    public void Apply(VenueNotice notice)
    {
        switch (notice)
        {
            case VenueNotice.MarketChanged changed:
                Apply(changed);
                break;
            case VenueNotice.EventFeesChanged fees when _pass is { } pass:
                foreach ((string ticker, FeeTerms? terms) in LiveFees.Changed(pass, fees))
                {
                    int market = markets.Add(ticker);
                    Bind(market, _engine.AddMarket(ticker, terms));
                    Quote(market);

                    // The books are sized with the fees of the pass, which are not these.
                    _outdated.Add(market);
                }

                NeedsPass = true;
                break;
            case VenueNotice.EventListed or VenueNotice.Interrupted or VenueNotice.EventFeesChanged:
                NeedsPass = true;
                break;
        }
    }

    /// <summary>Settles what was stirred, and copies what is needed to judge it.</summary>
    /// <param name="work">Bounds the settling, in the engine's steps.</param>
    public LiveWork Gather(DateTimeOffset now, long work = 20_000_000)
    {
        _engine.Settle(work);
        _candidates.Take(_engine.Drain());
        _candidates.Take(_engine.DrainClusters());
        Dictionary<string, OrderBook> books = new(StringComparer.Ordinal);
        SortedDictionary<string, int> waiting = new(StringComparer.Ordinal);
        List<Relation> ready = [];
        HashSet<string> relations = new(StringComparer.Ordinal);
        foreach (LiveCandidate candidate in _candidates.All)
        {
            if (WhatIsMissing(candidate, now, books) is { } reason)
            {
                waiting[reason] = waiting.GetValueOrDefault(reason) + 1;
            }
            else
            {
                ready.AddRange(candidate.Relations.Where(relation => relations.Add(relation.Id)));
            }
        }

        return new LiveWork(now, _candidates.Count, Interest(), waiting, ready, books, _pass);
    }

    /// <summary>
    /// Sizes what the engine found from books that stood together, with exact fees, and keeps what still pays.
    /// </summary>
    public LiveLook Validate(LiveWork work, CancellationToken stop)
    {
        if (work.Ready.Count == 0 || work.Pass is not { } pass)
        {
            return new LiveLook([], work.Candidates, work.Waiting, new SortedDictionary<string, int>(StringComparer.Ordinal));
        }

        VenueSnapshot now = LiveFees.At(pass, work);
        DetectionReport found = detector.Detect(now, new RelationMap { Relations = work.Ready, Refusals = [] }, stop);
        List<Opportunity> validated = [];
        SortedDictionary<string, int> gone = new(StringComparer.Ordinal);
        foreach (Opportunity candidate in found.Opportunities.Concat(found.BelowThreshold))
        {
            if (detector.Resize(candidate, work.Books, now, work.At, out string reason) is { } still)
            {
                validated.Add(still);
            }
            else
            {
                gone[reason] = gone.GetValueOrDefault(reason) + 1;
            }
        }

        return new LiveLook(Ranking.Order(validated), work.Candidates, work.Waiting, gone);
    }

    private void Apply(VenueNotice.MarketChanged changed)
    {
        if (!markets.TryFind(changed.Ticker, out int market))
        {
            NeedsPass = true;
            return;
        }

        bool isKnown = changed.Defect is null;
        switch (changed.Turn)
        {
            case MarketTurn.Activated when isKnown:
                _shut.Remove(market);
                break;
            case MarketTurn.Deactivated or MarketTurn.Determined or MarketTurn.Settled:
                _shut.Add(market);
                break;
            default:
                // Its close, its grid, its text or something without a name: the pass that told them is out of date.
                _outdated.Add(market);
                NeedsPass = true;
                break;
        }

        Quote(market);
    }

    /// <summary>The markets whose books matter, the most valuable first.</summary>
    private List<int> Interest()
    {
        List<int> wanted = [];
        HashSet<int> seen = [];
        IEnumerable<int> all = _candidates.All.SelectMany(static candidate => candidate.Tickers).Select(markets.Add)
            .Concat(_nearMisses).Concat(_watched.Order());
        foreach (int market in all)
        {
            if (seen.Add(market))
            {
                wanted.Add(market);
            }
        }

        return wanted;
    }

    /// <summary>Why a candidate cannot be judged now; null where all its books are at hand.</summary>
    private string? WhatIsMissing(LiveCandidate candidate, DateTimeOffset now, Dictionary<string, OrderBook> books)
    {
        string? missing = null;
        foreach (string ticker in candidate.Tickers)
        {
            int market = markets.Add(ticker);
            if (_outdated.Contains(market))
            {
                missing ??= "a market changed and was not read anew";
            }
            else if (!books.ContainsKey(ticker))
            {
                if (markets.ReadBook(market, now, out BookDoubt doubt) is { } book)
                {
                    books.Add(ticker, book);
                }
                else
                {
                    missing ??= $"a book is {LiveWords.Of(doubt)}";
                }
            }
        }

        return missing;
    }

    private void Quote(int market)
    {
        if (market >= _engineNumbers.Length || _engineNumbers[market] < 0)
        {
            return;
        }

        int number = _engineNumbers[market];
        if (_shut.Contains(market) || markets.BestOf(market) is not { } touch)
        {
            _engine.Close(number);
            return;
        }

        Quotes++;
        _engine.Update(number, touch.YesBid.Ticks, touch.YesAsk.Ticks);
    }

    private void Bind(int market, int engineNumber)
    {
        if (market >= _engineNumbers.Length)
        {
            int known = _engineNumbers.Length;
            Array.Resize(ref _engineNumbers, Math.Max(2 * known, market + 1));
            Array.Fill(_engineNumbers, -1, known, _engineNumbers.Length - known);
        }

        _engineNumbers[market] = engineNumber;
    }
}
