using Dutchbook.Domain;

namespace Dutchbook.Ingestion;

/// <summary>
/// What is known of every market now: the touch of all, and the books of those that matter. One writer; what changed is
/// gathered until somebody takes it. The touch from the ticker stream has no sequence and may raise a candidate; only a
/// book without doubt may validate one.
/// </summary>
public sealed class LiveMarkets
{
    private readonly TickerTable _tickers = new();
    private MarketState[] _states = new MarketState[64];
    private int[] _changed = new int[64];
    private int _changedCount;
    private int[] _touched = new int[64];
    private int _touchedCount;

    public int Count => _tickers.Count;

    /// <summary>Markets whose best prices or state of knowledge changed and were not taken yet.</summary>
    public int ChangedCount => _changedCount;

    /// <summary>How often all touches were lost at once.</summary>
    public int Losses { get; private set; }

    /// <summary>How many passes over the venue corrected the touches.</summary>
    public int Sweeps { get; private set; }

    public string NameOf(int market) => _tickers.NameOf(market);

    /// <summary>The number of a market, new if it has none.</summary>
    public int Add(string ticker)
    {
        int market = _tickers.Add(ticker);
        if (market >= _states.Length)
        {
            Array.Resize(ref _states, 2 * _states.Length);
        }

        return market;
    }

    public bool TryFind(ReadOnlySpan<byte> ticker, out int market) => _tickers.TryFind(ticker, out market);

    public bool TryFind(string ticker, out int market) => _tickers.TryFind(ticker, out market);

    /// <summary>The touch as the ticker stream, or a page, last told it; null when it is not known.</summary>
    public Touch? TouchOf(int market) => _states[market].IsTouchKnown ? _states[market].Touch : null;

    /// <summary>
    /// The best prices that are known: of the book where it is watched and without a doubt of its own, else of the
    /// ticker stream; null when neither is known.
    /// </summary>
    public Touch? BestOf(int market)
    {
        ref readonly MarketState state = ref _states[market];
        return state is { Book: { IsCrossed: false } book, Doubt: BookDoubt.None } ? book.Touch
            : state.IsTouchKnown ? state.Touch
            : null;
    }

    /// <summary>When the touch was told, in Unix milliseconds; 0 when it is not known.</summary>
    public long TouchAt(int market) => _states[market].IsTouchKnown ? _states[market].TouchAt : 0;

    /// <summary>Takes a touch that was told.</summary>
    /// <param name="at">When it arrived, in Unix milliseconds.</param>
    /// <returns>Whether its prices are others than those known before.</returns>
    public bool TakeTouch(int market, in Touch touch, long at)
    {
        ref MarketState state = ref _states[market];
        bool differs = !state.IsTouchKnown || !state.Touch.HasPricesOf(touch);
        if (differs || state.Touch != touch)
        {
            NoteTouch(market);
        }

        state.Touch = touch;
        state.TouchAt = at;
        state.IsTouchKnown = true;
        if (differs)
        {
            Note(market);
        }

        return differs;
    }

    /// <summary>The touch of one market is not known any more.</summary>
    public void ForgetTouch(int market)
    {
        if (_states[market].IsTouchKnown)
        {
            _states[market].IsTouchKnown = false;
            Note(market);
            NoteTouch(market);
        }
    }

    /// <summary>No touch is known any more: the stream that told them is gone.</summary>
    public void ForgetTouches()
    {
        Losses++;
        for (int market = 0; market < Count; market++)
        {
            ForgetTouch(market);
        }
    }

    /// <summary>A pass has corrected what the stream told.</summary>
    public void NoteSweep() => Sweeps++;

    /// <summary>
    /// The markets whose touch, sizes included, is another than when this was asked last, each once. Valid until the next change.
    /// </summary>
    public ReadOnlySpan<int> TakeTouched()
    {
        for (int i = 0; i < _touchedCount; i++)
        {
            _states[_touched[i]].IsTouchNoted = false;
        }

        int count = _touchedCount;
        _touchedCount = 0;
        return _touched.AsSpan(0, count);
    }

    /// <summary>The book, whatever may be said against it; null where it is not watched.</summary>
    public LiveBook? BookOf(int market) => _states[market].Book;

    /// <summary>What stands against deciding on the book now.</summary>
    /// <param name="at">Now, in Unix milliseconds.</param>
    public BookDoubt DoubtOf(int market, long at)
    {
        ref readonly MarketState state = ref _states[market];
        return state.Book is null ? BookDoubt.NotWatched
            : state.Doubt != BookDoubt.None ? state.Doubt
            : state.Book.IsCrossed ? BookDoubt.Crossed
            : state.Health!.DoubtAt(at);
    }

    /// <summary>A copy of the book if it may be decided on now, otherwise null.</summary>
    public OrderBook? ReadBook(int market, DateTimeOffset now, out BookDoubt doubt)
    {
        doubt = DoubtOf(market, now.ToUnixTimeMilliseconds());
        ref readonly MarketState state = ref _states[market];
        return doubt == BookDoubt.None ? state.Book!.ToOrderBook(now, state.Sequence) : null;
    }

    /// <summary>Begins to watch a market's book; it is unusable until its snapshot has come.</summary>
    public void Watch(int market, ConnectionHealth health)
    {
        ref MarketState state = ref _states[market];
        state.Book ??= new LiveBook();
        state.Book.Clear();
        state.Health = health;
        state.Doubt = BookDoubt.Awaited;
        Note(market);
    }

    public void Unwatch(int market)
    {
        ref MarketState state = ref _states[market];
        (state.Book, state.Health, state.Doubt) = (null, null, BookDoubt.NotWatched);
        Note(market);
    }

    /// <summary>Something stands against the book from now on; it takes a snapshot to clear it.</summary>
    public void Mistrust(int market, BookDoubt doubt)
    {
        ref MarketState state = ref _states[market];
        if (state.Book is not null)
        {
            state.Doubt = doubt;
            Note(market);
        }
    }

    /// <summary>
    /// Clears the book for a snapshot whose levels follow. It stays unusable until <see cref="EndSnapshot"/>.
    /// </summary>
    public LiveBook? BeginSnapshot(int market)
    {
        LiveBook? book = _states[market].Book;
        book?.Clear();
        return book;
    }

    /// <summary>All levels of the snapshot are in, and the book may be used, unless it is crossed.</summary>
    /// <returns>False if it is crossed.</returns>
    public bool EndSnapshot(int market, long sequence)
    {
        ref MarketState state = ref _states[market];
        state.Doubt = BookDoubt.None;
        state.Sequence = sequence;
        Note(market);
        return !state.Book!.IsCrossed;
    }

    /// <summary>
    /// Changes one level of a book that is in step. One that is not waits for its snapshot and changes nothing. While
    /// bids of both sides are handled one after the other, the venue's own changes cross a book for some milliseconds;
    /// it is not used meanwhile.
    /// </summary>
    /// <returns>What stands against the book itself after it.</returns>
    public BookDoubt Change(int market, Side side, Price price, Quantity change, long sequence)
    {
        ref MarketState state = ref _states[market];
        if (state.Doubt != BookDoubt.None || state.Book is not { } book)
        {
            return state.Doubt;
        }

        int bid = book.YesBid;
        int ask = book.YesAsk;
        state.Sequence = sequence;
        if (!book.Change(side, price, change))
        {
            Mistrust(market, BookDoubt.NegativeLevel);
            return BookDoubt.NegativeLevel;
        }

        if (bid != book.YesBid || ask != book.YesAsk)
        {
            Note(market);
        }

        return book.IsCrossed ? BookDoubt.Crossed : BookDoubt.None;
    }

    /// <summary>
    /// The markets that changed, each once, in the order they changed first. Valid until the next change.
    /// </summary>
    public ReadOnlySpan<int> TakeChanged()
    {
        for (int i = 0; i < _changedCount; i++)
        {
            _states[_changed[i]].IsNoted = false;
        }

        int count = _changedCount;
        _changedCount = 0;
        return _changed.AsSpan(0, count);
    }

    private void Note(int market)
    {
        ref MarketState state = ref _states[market];
        if (state.IsNoted)
        {
            return;
        }

        state.IsNoted = true;
        if (_changedCount == _changed.Length)
        {
            Array.Resize(ref _changed, 2 * _changedCount);
        }

        _changed[_changedCount++] = market;
    }

    private void NoteTouch(int market)
    {
        ref MarketState state = ref _states[market];
        if (state.IsTouchNoted)
        {
            return;
        }

        state.IsTouchNoted = true;
        if (_touchedCount == _touched.Length)
        {
            Array.Resize(ref _touched, 2 * _touchedCount);
        }

        _touched[_touchedCount++] = market;
    }

    private struct MarketState
    {
        public LiveBook? Book;
        public ConnectionHealth? Health;
        public Touch Touch;
        public long TouchAt;
        public long Sequence;
        public BookDoubt Doubt;
        public bool IsTouchKnown;
        public bool IsNoted;
        public bool IsTouchNoted;
    }
}
