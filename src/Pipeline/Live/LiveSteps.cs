using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Mapping;

namespace Dutchbook.Pipeline;

/// <summary>
/// The two things that live detection does: take over a pass, and look at the candidates. Each is told its time and depends on nothing
/// else but what the stream holds, so that a live run and its replay do the same.
/// </summary>
public sealed class LiveSteps(
    ILiveStream stream, StructuralMapper mapper, Detector detector, LiveDetector live, int mostBooks, ILiveTap? tap = null)
{
    private IReadOnlyList<int> _wanted = [];

    /// <summary>What relations the last pass showed; null before the first.</summary>
    public RelationMap? Map { get; private set; }

    /// <summary>Told of each notice before it is applied.</summary>
    public Action<VenueNotice>? Noticed { get; set; }

    /// <summary>What the last pass showed by itself.</summary>
    public DetectionReport? Report { get; private set; }

    /// <summary>A pass replaces the markets, relations and fees of the one before.</summary>
    public SweepReport Take(VenueSnapshot pass, CancellationToken stop)
    {
        Map = mapper.Map(pass);
        Report = detector.Detect(pass, Map, stop);
        return stream.Write(_ =>
        {
            SweepReport sweep = stream.Sweep(pass);
            live.Load(pass, Map, Report.NearMisses);
            stream.Turned = live.Turn;
            tap?.Passed(pass);
            return sweep;
        });
    }

    /// <summary>Looks at the candidates, wants the books that matter, and judges those that are at hand.</summary>
    /// <param name="time">Asked once, while nobody writes.</param>
    public LiveLook Look(TimeProvider time, CancellationToken stop)
    {
        LiveWork work = stream.Read(_ =>
        {
            DateTimeOffset now = time.GetUtcNow();
            foreach (VenueNotice notice in stream.TakeNotices())
            {
                Noticed?.Invoke(notice);
                live.Apply(notice);
            }

            live.Turn();
            tap?.Looked(now);
            return live.Gather(now);
        });
        int[] wanted = [.. work.Interest.Take(mostBooks)];
        if (!wanted.SequenceEqual(_wanted))
        {
            _wanted = wanted;
            stream.Want(wanted);
        }

        return live.Validate(work, stop);
    }
}
