using System.Globalization;
using Dutchbook.Ingestion;

namespace Dutchbook.Pipeline;

/// <summary>
/// Writes the history of quotes beside a run. What cannot be written waits as long as there is room, then is counted, and the stretch
/// ends there; nobody waits for it.
/// </summary>
/// <param name="stream">Whose turn is held while something is taken.</param>
/// <param name="recorder">What gathers the changes.</param>
/// <param name="open">Opens the file.</param>
/// <param name="keepDays">Whole days before today that are kept.</param>
/// <param name="layers">Where it tells how it is.</param>
/// <param name="time">The time.</param>
public sealed class HistoryKeeper(
    ILiveStream stream, QuoteRecorder recorder, Func<IQuoteHistoryWriter> open, int keepDays, LayerWatch layers, TimeProvider time)
{
    public const string Layer = "history";

    /// <summary>Markets looked at while the turn is held: nobody waits for it for as long as a thousandth of a second.</summary>
    private const int Slice = 8_192;

    private const long Day = 86_400_000;

    private static readonly TimeSpan interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan pruneInterval = TimeSpan.FromMinutes(10);

    private QuoteBatch? _unwritten;
    private DateTimeOffset _pruneAt;
    private long _written;

    /// <summary>Writes until it is stopped, and once more then.</summary>
    public async Task KeepAsync(CancellationToken stop)
    {
        using IQuoteHistoryWriter history = open();
        stream.Read(_ =>
        {
            recorder.Begin(history.NewestAt, _unwritten?.Changes.Length ?? 0);
            _unwritten = null;
            return 0;
        });
        while (!stop.IsCancellationRequested)
        {
            TryWrite(history, isLast: false);
            await Task.Delay(interval, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        stream.Read(_ =>
        {
            recorder.Close("the run ended");
            return 0;
        });
        TryWrite(history, isLast: true);
    }

    private void TryWrite(IQuoteHistoryWriter history, bool isLast)
    {
        try
        {
            Write(history, isLast);
            layers.Tell(Layer, LayerHealth.Well, Words("everything is written"));
        }
        catch (StorageException problem)
        {
            layers.Tell(Layer, LayerHealth.Degraded, Words($"not written, and kept for later while there is room: {problem.Message}"));
        }
    }

    private void Write(IQuoteHistoryWriter history, bool isLast)
    {
        if (_unwritten is not null)
        {
            Append(history);
        }

        bool isTelling;
        do
        {
            bool isFlowing = stream.IsFlowing;
            (_unwritten, isTelling) = stream.Read(_ => (recorder.Take(isFlowing && !isLast, mayOpen: !isLast), !isLast && recorder.Tell(Slice)));
            Append(history);
            while (isTelling && stream.Read(_ => recorder.Tell(Slice)))
            {
                // In slices, so that whoever else wants the turn gets it between two.
            }
        }
        while (isTelling);

        if (!isLast)
        {
            Tidy(history);
        }
    }

    private void Append(IQuoteHistoryWriter history)
    {
        QuoteBatch batch = _unwritten!;
        if (!batch.IsEmpty)
        {
            history.Append(batch, recorder.Names);
            _written += batch.Changes.Length;
        }

        _unwritten = null;
    }

    /// <summary>A little at a time, so that what is told meanwhile has room.</summary>
    private void Tidy(IQuoteHistoryWriter history)
    {
        DateTimeOffset now = time.GetUtcNow();
        long millis = now.ToUnixTimeMilliseconds();
        history.Pack(millis);
        if (now >= _pruneAt && !history.Prune(((millis / Day) - keepDays) * Day))
        {
            _pruneAt = now + pruneInterval;
        }
    }

    private string Words(string how) => string.Create(CultureInfo.InvariantCulture,
        $"{how}; {_written:N0} rows so far{(recorder.Dropped > 0 ? $", {recorder.Dropped:N0} changes could not be kept" : "")}");
}
