using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Pipeline;

/// <summary>
/// The two things that live detection does: take over a pass, and look at the candidates. Each is told its time and depends on nothing
/// else but what the stream holds, so that a live run and its replay do the same.
/// </summary>
public sealed class LiveSteps(ILiveStream stream, LiveDetector live, int mostBooks, ILiveTap? tap = null)
{
    private readonly List<VenueNotice> _sincePass = [];
    private IReadOnlyList<int> _interest = [];
    private int[] _wanted = [];

    /// <summary>Told of each notice before it is applied.</summary>
    public Action<VenueNotice>? Noticed { get; set; }

    /// <summary>Told when a change of prices is worth a look, while the markets' turn is held.</summary>
    public Action? Stirred { get; set; }

    /// <summary>Told after each message, while the markets' turn is held. It must be quick and must not throw.</summary>
    public Action? Turned { get; set; }

    /// <summary>Markets whose books are wanted whatever the prices.</summary>
    public IReadOnlyCollection<string> Followed { get; set; } = [];

    /// <summary>How many books are wanted now.</summary>
    public int WantedBooks => _wanted.Length;

    /// <summary>A pass is on its way: what is told from now on may be newer than its pages.</summary>
    public void PassBegan() => _sincePass.Clear();

    /// <summary>A pass replaces the markets, relations and fees of the one before.</summary>
    public SweepReport Take(VenueSnapshot pass, RelationMap map, IReadOnlyList<NearMiss> nearMisses)
    {
        LiveModel model = LiveModel.Of(pass, map, nearMisses);
        return stream.Write(_ =>
        {
            SweepReport sweep = stream.Sweep(pass);
            live.Load(model);
            _sincePass.ForEach(live.Apply);
            stream.Turned = Turn;
            tap?.Passed(pass, map);
            return sweep;
        });
    }

    /// <summary>Looks at the candidates, wants the books that matter, and copies those that are at hand.</summary>
    /// <param name="time">Asked once, while nobody writes.</param>
    public LiveWork Gather(TimeProvider time)
    {
        LiveWork work = stream.Read(_ =>
        {
            DateTimeOffset now = time.GetUtcNow();
            foreach (VenueNotice notice in stream.TakeNotices())
            {
                Noticed?.Invoke(notice);
                _sincePass.Add(notice);
                live.Apply(notice);
            }

            live.Follow(Followed);
            live.Turn();
            tap?.Looked(now);
            return live.Gather(now);
        });
        if (!ReferenceEquals(work.Interest, _interest))
        {
            _interest = work.Interest;
            int[] wanted = [.. work.Interest.Take(mostBooks)];
            if (!wanted.SequenceEqual(_wanted))
            {
                _wanted = wanted;
                stream.Want(wanted);
            }
        }

        return work;
    }

    /// <inheritdoc cref="Gather"/>
    /// <returns>What becomes of them by those books.</returns>
    public LiveLook Look(TimeProvider time, CancellationToken stop) => live.Validate(Gather(time), stop);

    /// <summary>Takes over books that were asked for. Without a stream they are also the newest that is known of the touch.</summary>
    /// <param name="time">Asked once, while nobody writes.</param>
    /// <returns>The candidates that had to wait for books, as far as these can judge them.</returns>
    public LiveWork Fetched(LiveWork work, IReadOnlyDictionary<string, OrderBook> books, TimeProvider time, bool areTouches) =>
        stream.Write(markets =>
        {
            DateTimeOffset now = time.GetUtcNow();
            tap?.Fetched(now, books, areTouches);
            if (areTouches)
            {
                foreach ((string ticker, OrderBook book) in books.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
                {
                    if (markets.TryFind(ticker, out int market) && !book.IsCrossed)
                    {
                        markets.TakeTouch(market, Touch.Top(book), book.At.ToUnixTimeMilliseconds());
                    }
                }
            }

            return work.Judged(now, books);
        });

    private void Turn()
    {
        Turned?.Invoke();
        if (live.Turn())
        {
            Stirred?.Invoke();
        }
    }
}
