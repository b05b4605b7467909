using Dutchbook.Ingestion;

namespace Dutchbook.Pipeline;

/// <summary>
/// Gathers every change of a touch between two writings. What it cannot hold it counts, and the stretch ends there: a price that was
/// not kept is never taken for one that did not change. Every member is called by who holds the markets' turn.
/// </summary>
/// <param name="markets">What is known of the markets.</param>
/// <param name="time">When something was told.</param>
/// <param name="mostSilence">A stream counts as flowing for so long after it was last heard.</param>
/// <param name="capacity">Changes that it holds.</param>
public sealed class QuoteRecorder(LiveMarkets markets, TimeProvider time, TimeSpan mostSilence, int capacity = 1 << 17)
{
    /// <summary>Clocks are put right by less than this all the time.</summary>
    private const long Jitter = 1_000;

    private const long Day = 86_400_000;

    /// <summary>No pass for so long, and nothing is known any more.</summary>
    private const long PassesLastFor = 10 * 60_000;

    private readonly long _mostSilence = (long)mostSilence.TotalMilliseconds;
    private readonly List<StretchTurn> _turns = [];
    private readonly List<string> _names = [];
    private QuoteChange[] _pending = new QuoteChange[capacity];
    private QuoteChange[] _written = new QuoteChange[capacity];
    private int[] _told = [];
    private int _count;
    private int _telling;
    private int _next;
    private int _losses;
    private int _sweeps;
    private int _sweepsAtEnd;
    private long _sweptAt;
    private long _flowedAt;
    private long _touchedAt;
    private long _last;
    private long _day;
    private long _dropped;
    private bool _isOpen;
    private bool _isOverfull;
    private QuoteSource _source;

    /// <summary>The names of the markets by their numbers, as far as changes were taken.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Changes that could not be kept, since the beginning.</summary>
    public long Dropped { get; private set; }

    /// <summary>The writing begins, or begins anew after it broke: then what was taken before and not written is lost.</summary>
    /// <param name="after">Nothing is earlier than this: what an earlier process wrote comes before.</param>
    /// <param name="lost">Changes that were taken and not written.</param>
    public void Begin(long after, long lost)
    {
        Dropped += lost + _count;
        (_isOpen, _count, _sweepsAtEnd) = (false, 0, _isOpen ? _sweeps : _sweepsAtEnd);
        _turns.Clear();
        _last = Math.Max(_last, after);
    }

    /// <summary>After each message: takes what it changed.</summary>
    public void Turned()
    {
        if (markets.Losses != _losses)
        {
            _losses = markets.Losses;
            End("the stream was lost");
        }

        ReadOnlySpan<int> touched = markets.TakeTouched();
        if (markets.Sweeps != _sweeps)
        {
            _sweeps = markets.Sweeps;
            _sweptAt = Clock();
        }

        if (touched.IsEmpty)
        {
            return;
        }

        if (!_isOpen)
        {
            Drop(_isOverfull ? touched.Length : 0);
            return;
        }

        if (Now() is not { } now)
        {
            End("the clock went back");
            return;
        }

        for (int i = 0; i < touched.Length; i++)
        {
            if (!Take(touched[i], now, QuoteWord.Changed))
            {
                End("changes came faster than they could be written");
                _isOverfull = true;
                Drop(touched.Length - i);
                return;
            }
        }

        _touchedAt = now;
    }

    /// <summary>What was gathered. It stays as it is until this is called again.</summary>
    /// <param name="isFlowing">Whether the stream tells now.</param>
    /// <param name="mayOpen">Whether a stretch may begin.</param>
    public QuoteBatch Take(bool isFlowing, bool mayOpen = true)
    {
        long clock = Clock();
        _flowedAt = isFlowing ? clock : _flowedAt;
        QuoteSource source = isFlowing ? QuoteSource.Stream : QuoteSource.Passes;
        if (_isOpen && source != _source)
        {
            End(isFlowing ? "the stream began" : "the stream fell silent");
        }
        else if (_isOpen && !isFlowing && clock - _sweptAt > PassesLastFor)
        {
            End("no pass was made");
        }

        (_pending, _written) = (_written, _pending);
        int taken = _count;
        _count = 0;
        if (_isOverfull)
        {
            int end = _turns.FindLastIndex(static turn => turn.Ended is not null);
            _turns[end] = _turns[end] with { Dropped = _dropped };
            (_isOverfull, _dropped) = (false, 0);
        }

        if (mayOpen)
        {
            Open(source, isFlowing);
        }

        long wholeTo = !_isOpen ? 0 : Math.Max(_last, isFlowing ? clock : _sweptAt);
        if (_isOpen && wholeTo / Day != _day)
        {
            Retell(wholeTo / Day);
        }

        for (int market = _names.Count; market < markets.Count; market++)
        {
            _names.Add(markets.NameOf(market));
        }

        StretchTurn[] turns = [.. _turns];
        _turns.Clear();
        return new QuoteBatch { Changes = _written.AsMemory(0, taken), Turns = turns, WholeTo = wholeTo };
    }

    /// <summary>Says again how it stands with the next markets, where a day or a stretch began.</summary>
    /// <param name="most">Markets that are looked at.</param>
    /// <returns>Whether more are left, and there is room for them.</returns>
    public bool Tell(int most)
    {
        if (!_isOpen || Now() is not { } now)
        {
            return false;
        }

        for (int end = Math.Min(markets.Count, _next + most); _next < end; _next++)
        {
            if (ToldOf(_next) != _telling && markets.TouchOf(_next) is not null && !Take(_next, now, QuoteWord.Held))
            {
                return false;
            }
        }

        return _next < markets.Count;
    }

    /// <summary>The stretch that goes on ends, where one does.</summary>
    public void End(string why)
    {
        if (!_isOpen)
        {
            return;
        }

        // A stream may have been silent for a while before that was noticed.
        long until = _source == QuoteSource.Passes ? _sweptAt : Math.Max(_touchedAt, _flowedAt - _mostSilence);
        _last = Math.Max(_last, until);
        _turns.Add(new StretchTurn(_last, _source, why, 0));
        (_isOpen, _sweepsAtEnd) = (false, _sweeps);
    }

    /// <summary>The run is over, and was well until now.</summary>
    public void Close(string why)
    {
        if (_isOpen && _source == QuoteSource.Stream && Now() is { } now)
        {
            _touchedAt = now;
        }

        End(why);
    }

    private void Open(QuoteSource source, bool isFlowing)
    {
        // Without a stream only a pass made since knows anything.
        if (_isOpen || Now() is not { } now || !(isFlowing || _sweeps != _sweepsAtEnd))
        {
            return;
        }

        now = Math.Max(now, _last + 1);
        (_isOpen, _source, _last, _touchedAt, _day) = (true, source, now, now, now / Day);
        _turns.Add(new StretchTurn(now, source, null, 0));
        Array.Clear(_told);
        Retell(_day);
    }

    private void Retell(long day)
    {
        (_day, _next) = (day, 0);
        _telling++;
    }

    private void Drop(int changes)
    {
        _dropped += changes;
        Dropped += changes;
    }

    /// <returns>False where there is no room.</returns>
    private bool Take(int market, long now, QuoteWord word)
    {
        Touch? touch = markets.TouchOf(market);
        if (touch is null && ToldOf(market) == 0)
        {
            return true;
        }

        if (_count == _pending.Length)
        {
            return false;
        }

        _pending[_count++] = touch is { } known ? QuoteChange.Of(market, now, word, known) : QuoteChange.Unknown(market, now);
        _last = now;
        if (market >= _told.Length)
        {
            Array.Resize(ref _told, Math.Max(market + 1, Math.Max(1_024, 2 * _told.Length)));
        }

        _told[market] = touch is null ? 0 : _telling;
        return true;
    }

    private int ToldOf(int market) => market < _told.Length ? _told[market] : 0;

    private long Clock() => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Now, never before what was already said; null while the clock is behind it by more than clocks are.</summary>
    private long? Now()
    {
        long clock = Clock();
        return clock + Jitter < _last ? null : Math.Max(clock, _last);
    }
}
