using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Tapes;

/// <summary>
/// Writes down everything that live detection takes. Whoever is heard never waits for the disk: lines are gathered in memory and packed
/// and written beside. What a full disk does not take is counted, named on the tape as soon as there is room, and recording goes on.
/// </summary>
public sealed class TapeRecorder : ILiveTap, IDisposable
{
    private readonly TapeOptions _options;
    private readonly TimeProvider _time;
    private readonly TapeFile _file;
    private readonly ITimer _timer;
    private readonly Lock _gathering = new();
    private readonly Lock _writing = new();
    private ArrayBufferWriter<byte> _lines = new(64 * 1024);
    private ArrayBufferWriter<byte> _spare = new(64 * 1024);
    private long _heard;
    private long _named;
    private long _unwritten;
    private bool _isFlushing;

    public TapeRecorder(string folder, TapeOrigin origin, TapeOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _file = new TapeFile(folder, time.GetUtcNow(), origin, options);
        _timer = time.CreateTimer(static state => ((TapeRecorder)state!).Flush(), this, options.FlushEvery, options.FlushEvery);
    }

    /// <summary>Lines heard.</summary>
    public long Lines { get; private set; }

    /// <summary>Lines that are on no tape.</summary>
    public long Lost { get; private set; }

    /// <summary>Why nothing can be written; null while it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>What is on the disk.</summary>
    public long Bytes
    {
        get
        {
            lock (_writing)
            {
                return _file.Bytes;
            }
        }
    }

    /// <summary>The files, in order.</summary>
    public IReadOnlyList<string> Files
    {
        get
        {
            lock (_writing)
            {
                return [.. _file.Files];
            }
        }
    }

    /// <inheritdoc/>
    public void PassBegan(DateTimeOffset at) => Add(TapeKind.Begin, at, "", default);

    /// <inheritdoc/>
    public void Page(string path, DateTimeOffset at, ReadOnlySpan<byte> body) => Add(TapeKind.Rest, at, path, body);

    /// <inheritdoc/>
    public void Passed(VenueSnapshot pass, RelationMap map) => Add(TapeKind.Pass, _time.GetUtcNow(), "", PassText.Write(pass, map));

    /// <inheritdoc/>
    public void Opened(string channel, DateTimeOffset at) => Add(TapeKind.Open, at, channel, default);

    /// <inheritdoc/>
    public void Closed(string channel, DateTimeOffset at) => Add(TapeKind.Close, at, channel, default);

    /// <inheritdoc/>
    public void Heard(string channel, DateTimeOffset at, ReadOnlySpan<byte> frame)
    {
        if (JsonCheck.IsOneObject(frame))
        {
            Add(TapeKind.Ws, at, channel, frame);
        }
        else
        {
            Add(TapeKind.Bytes, at, channel, Encoding.ASCII.GetBytes($"\"{Convert.ToBase64String(frame)}\""));
        }
    }

    /// <inheritdoc/>
    public void Asked(string channel, DateTimeOffset at, ReadOnlySpan<byte> command) => Add(TapeKind.Ask, at, channel, command);

    /// <inheritdoc/>
    public void Wanted(DateTimeOffset at, IReadOnlyList<string> tickers) =>
        Add(TapeKind.Want, at, "", JsonSerializer.SerializeToUtf8Bytes(tickers, TapeJson.Default.IReadOnlyListString));

    /// <inheritdoc/>
    public void Looked(DateTimeOffset at) => Add(TapeKind.Look, at, "", default);

    /// <inheritdoc/>
    public void Fetched(DateTimeOffset at, IReadOnlyDictionary<string, OrderBook> books, bool areTouches) =>
        Add(TapeKind.Books, at, "", BooksText.Write(books, areTouches));

    /// <summary>Writes what waits. Called by the clock; a test or a user may call it too.</summary>
    public void Flush()
    {
        lock (_writing)
        {
            ArrayBufferWriter<byte> full = Take(out long heard, out long named);
            try
            {
                if (full.WrittenCount > 0)
                {
                    _file.Append(full.WrittenSpan, _time.GetUtcNow());
                    Problem = null;
                }
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                Problem = problem.Message;
                Give(heard, named);
            }

            // Even one that was empty: what is heard meanwhile goes into the other.
            full.ResetWrittenCount();
            _spare = full;
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        Flush();
        lock (_writing)
        {
            _file.Dispose();
        }
    }

    private void Add(TapeKind kind, DateTimeOffset at, string name, ReadOnlySpan<byte> body)
    {
        bool isFull;
        lock (_gathering)
        {
            Lines++;
            if (_lines.WrittenCount + body.Length > _options.MostWaiting)
            {
                _unwritten++;
                Lost++;
                return;
            }

            Name(at);
            TapeLine.Write(_lines, kind, at, name, body);
            _heard++;
            isFull = !_isFlushing && _lines.WrittenCount >= _options.MemberBytes;
            _isFlushing |= isFull;
        }

        if (isFull)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static recorder => recorder.Flush(), this, preferLocal: false);
        }
    }

    /// <summary>What was lost is said where it is missing.</summary>
    private void Name(DateTimeOffset at)
    {
        if (_unwritten > 0)
        {
            TapeLine.Write(_lines, TapeKind.Lost, at, "", Encoding.ASCII.GetBytes(_unwritten.ToString(CultureInfo.InvariantCulture)));
        }

        (_named, _unwritten) = (_named + _unwritten, 0);
    }

    private ArrayBufferWriter<byte> Take(out long heard, out long named)
    {
        lock (_gathering)
        {
            (ArrayBufferWriter<byte> full, heard, named) = (_lines, _heard, _named);
            (_lines, _heard, _named, _isFlushing) = (_spare, 0, 0, false);
            return full;
        }
    }

    /// <summary>These are on no tape after all, and what was to be named is not.</summary>
    private void Give(long heard, long named)
    {
        lock (_gathering)
        {
            _unwritten += heard + named;
            Lost += heard;
        }
    }
}
