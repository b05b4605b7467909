using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Pipeline;

/// <summary>
/// Keeps the detection engine in step with what is known of the markets. Every change of a touch reaches it at once; what it finds
/// is a candidate, whose markets are worth their books; and only books without doubt, all of them at one instant, make an
/// opportunity.
/// </summary>
/// <remarks>
/// One writer: <see cref="Load"/>, <see cref="Turn"/>, <see cref="Apply(VenueNotice)"/> and <see cref="Gather"/> are called by who
/// holds the markets' turn. <see cref="Validate"/> works on copies and needs no turn.
/// </remarks>
public sealed class LiveDetector(LiveMarkets markets, Detector detector)
{
    private readonly JudgedParts _judged = new(detector);
    private readonly JudgedParts _fetched = new(detector);
    private readonly LiveCandidates _candidates = new(markets);
    private readonly BooksOfLook _books = new(markets);
    private readonly WantedBooks _wanted = new(markets);
    private readonly HashSet<int> _awaited = [];
    private readonly HashSet<int> _shut = [];
    private readonly HashSet<int> _outdated = [];
    private LiveModel? _model;
    private DetectionEngine _engine = new();
    private int[] _engineNumbers = [];
    private bool _isStirred;

    /// <summary>Changes of touches that were passed on.</summary>
    public long Quotes { get; private set; }

    /// <summary>Something happened that only a new pass over the venue can tell in full.</summary>
    public bool NeedsPass { get; private set; }

    public int CandidateCount => _candidates.Count;

    /// <summary>Parts of candidates that were sized anew, because a book of theirs changed or it was their turn.</summary>
    public long Judged => _judged.Judged;

    /// <summary>Markets whose books are wanted whatever the prices, such as those of opportunities that are there.</summary>
    public void Follow(IEnumerable<string> tickers) => _wanted.Follow(tickers);

    /// <summary>A new pass over the venue: its markets, relations and fees replace those before.</summary>
    public void Load(LiveModel model)
    {
        (_model, _engine) = (model, model.Engine);
        _candidates.Clear();
        _shut.Clear();
        _outdated.Clear();
        _awaited.Clear();
        Array.Fill(_engineNumbers, -1);
        NeedsPass = false;
        for (int i = 0; i < model.Numbers.Length; i++)
        {
            Market market = model.Pass.Markets[i];
            int number = markets.Add(market.Ticker);
            Bind(number, model.Numbers[i]);
            if (market.Status.Value != MarketStatus.Active)
            {
                _shut.Add(number);
            }
        }

        _wanted.NearlyPay(model.NearMisses);
        for (int market = 0; market < markets.Count; market++)
        {
            Quote(market);
        }

        _isStirred = true;
    }

    /// <summary>Passes on what changed. Cheap enough for every message.</summary>
    /// <returns>Whether there is something to look at.</returns>
    public bool Turn()
    {
        foreach (int market in markets.TakeChanged())
        {
            Quote(market);
            _isStirred |= _awaited.Contains(market);
        }

        return _isStirred;
    }

    /// <summary>What the venue told of a market or event holds at once.</summary>
    public void Apply(VenueNotice notice)
    {
        switch (notice)
        {
            case VenueNotice.MarketChanged changed:
                Apply(changed);
                break;
            case VenueNotice.EventFeesChanged fees when _model is { } model:
                foreach ((string ticker, FeeTerms? terms) in LiveFees.Changed(model.Pass, fees))
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
        _isStirred = false;
        _engine.Settle(work);
        _candidates.Take(_engine.Drain());
        _candidates.Take(_engine.DrainClusters());
        _books.Begin(now);
        List<LivePending> pending = [];
        List<ReadyCandidate> ready = [];
        _awaited.Clear();
        foreach (LiveCandidate candidate in _candidates.All)
        {
            OrderBook[] books = new OrderBook[candidate.Markets.Count];
            if (WhatIsMissing(candidate, books, out bool mayAsk) is { } reason)
            {
                pending.Add(new LivePending(candidate, reason, mayAsk));
            }
            else
            {
                ready.Add(new ReadyCandidate(candidate, books));
            }
        }

        return new LiveWork
        {
            At = now,
            Candidates = _candidates.Count,
            Interest = _wanted.With(_candidates.All),
            Pending = pending,
            Ready = ready,
            Blind = [.. _wanted.Followed.Where(market => markets.BestOf(market) is null).Select(markets.NameOf)],
            Shut = [.. _wanted.Followed.Where(_shut.Contains).Select(markets.NameOf)],
            Model = _model,
        };
    }

    /// <summary>
    /// Sizes what the engine found from books that stood together, with exact fees, and keeps what still pays.
    /// </summary>
    public LiveLook Validate(LiveWork work, CancellationToken stop) => Validate(work, _judged, stop);

    /// <summary>The same from books that were asked for.</summary>
    public LiveLook ValidateFetched(LiveWork work, CancellationToken stop) => Validate(work, _fetched, stop);

    private static LiveLook Validate(LiveWork work, JudgedParts parts, CancellationToken stop)
    {
        SortedDictionary<string, int> gone = new(StringComparer.Ordinal);
        List<Opportunity> validated = work is { Ready.Count: > 0, Model: { } model } ? parts.Judge(work, model, gone, stop) : [];
        HashSet<string> unjudged = new(work.Blind, StringComparer.Ordinal);
        unjudged.UnionWith(work.Pending.SelectMany(static pending => pending.Tickers));
        return new LiveLook
        {
            At = work.At,
            Validated = Ranking.Order(validated),
            Candidates = work.Candidates,
            Pending = work.Pending,
            Gone = gone,
            Books = new LookedBooks(work.Ready),
            Unjudged = unjudged,
            Shut = new HashSet<string>(work.Shut, StringComparer.Ordinal),
        };
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

    /// <summary>Why a candidate cannot be judged now; null where all its books are at hand.</summary>
    private string? WhatIsMissing(LiveCandidate candidate, OrderBook[] books, out bool mayAsk)
    {
        string? missing = null;
        mayAsk = true;
        for (int i = 0; i < books.Length; i++)
        {
            int market = candidate.Markets[i];
            if (_outdated.Contains(market))
            {
                missing = "a market changed and was not read anew";
                mayAsk = false;
            }
            else if (_books.Take(market, out OrderBook? book) is var doubt && doubt != BookDoubt.None)
            {
                missing ??= $"a book is {LiveWords.Of(doubt)}";
                _awaited.Add(market);
            }
            else
            {
                books[i] = book!;
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
            _isStirred |= _engine.Close(number) == QuoteOutcome.Stirred;
            return;
        }

        Quotes++;
        _isStirred |= _engine.Update(number, touch.YesBid.Ticks, touch.YesAsk.Ticks) == QuoteOutcome.Stirred;
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
