using Dutchbook.Detection;
using Dutchbook.Domain;

namespace Dutchbook.Pipeline;

/// <summary>
/// Judges candidates in parts that share no market, and keeps what was judged while the books of a part stay as they are: a look that
/// one price stirred does not size again everything else that is there.
/// </summary>
internal sealed class JudgedParts(Detector detector)
{
    /// <summary>
    /// Returns over time move with the clock, and what settled relations taught moves what is believed: everything is judged anew
    /// within about this time, a few parts at each look, so that no look waits for all of them.
    /// </summary>
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(30);

    /// <summary>However few looks there are, nothing older is shown.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(1);

    private readonly Dictionary<RelationPart, JudgedPart> _kept = new(ReferenceEqualityComparer.Instance);
    private readonly RelationParts _divided = new();
    private IReadOnlyList<PlacedPart> _parts = [];
    private LiveModel? _model;
    private DateTimeOffset _lastAt;
    private Int128 _owed;

    /// <summary>Parts judged anew so far; those that were kept are not among them.</summary>
    public long Judged { get; private set; }

    /// <param name="work">What is to be judged, and by which books.</param>
    /// <param name="model">The pass that told of the markets.</param>
    /// <param name="gone">Counts baskets that the books did not bear out.</param>
    /// <param name="stop">Stops it.</param>
    public List<Opportunity> Judge(LiveWork work, LiveModel model, SortedDictionary<string, int> gone, CancellationToken stop)
    {
        if (!ReferenceEquals(_model, model))
        {
            _kept.Clear();
            (_model, _owed, _lastAt) = (model, 0, work.At);
        }

        IReadOnlyList<PlacedPart> parts = _divided.Of(work.Ready);
        if (!ReferenceEquals(parts, _parts))
        {
            _parts = parts;
            ForgetOthers();
        }

        RenewOldest(work.At);
        List<Opportunity> validated = [];
        foreach ((RelationPart part, int[] places) in parts)
        {
            if (!_kept.TryGetValue(part, out JudgedPart? judged) || !judged.Holds(work, places))
            {
                judged = JudgeAnew(part, places, work, model, stop);
                _kept[part] = judged;
                Judged++;
            }

            validated.AddRange(judged.Validated);
            foreach ((string reason, int count) in judged.Gone)
            {
                gone[reason] = gone.GetValueOrDefault(reason) + count;
            }
        }

        // Stakes share the caps of their rules, whatever part they are in.
        DetectionReport all = DetectionReport.Of(validated, [], []);
        return [.. all.Opportunities, .. all.BelowThreshold];
    }

    /// <summary>Forgets as many of the oldest judgements as the time since the last look is due.</summary>
    private void RenewOldest(DateTimeOffset at)
    {
        _owed = at > _lastAt ? _owed + ((Int128)(at - _lastAt).Ticks * _parts.Count) : _owed;
        _lastAt = at;
        (Int128 due, _owed) = Int128.DivRem(_owed, Renewal.Ticks);
        if (due > 0)
        {
            foreach (JudgedPart old in _kept.Values.OrderBy(static kept => kept.At)
                .ThenBy(static kept => kept.Part.Key, StringComparer.Ordinal).Take((int)Int128.Min(due, _kept.Count)).ToArray())
            {
                _kept.Remove(old.Part);
            }
        }
    }

    /// <summary>A part that went and came back is judged anew.</summary>
    private void ForgetOthers()
    {
        HashSet<RelationPart> there = new(_parts.Select(static placed => placed.Part), ReferenceEqualityComparer.Instance);
        foreach (RelationPart other in _kept.Keys.Where(part => !there.Contains(part)).ToArray())
        {
            _kept.Remove(other);
        }
    }

    private JudgedPart JudgeAnew(RelationPart part, int[] places, LiveWork work, LiveModel model, CancellationToken stop)
    {
        OrderBook[] each = new OrderBook[part.Tickers.Count];
        Dictionary<string, OrderBook> books = new(each.Length, StringComparer.Ordinal);
        for (int i = 0; i < each.Length; i++)
        {
            each[i] = part.BookOf(i, work.Ready, places);
            books.Add(part.Tickers[i], each[i]);
        }

        VenueSnapshot now = model.At(work.At, books);
        RelationMap map = new() { Relations = part.Relations, Refusals = [] };
        List<Opportunity> validated = [];
        SortedDictionary<string, int> gone = new(StringComparer.Ordinal);
        DetectionReport found;
        if (Array.TrueForAll(each, book => book.At == work.At && !book.IsTopOnly))
        {
            found = detector.DetectTogether(now, map, stop);
            validated.AddRange(found.Opportunities.Concat(found.BelowThreshold));
        }
        else
        {
            found = detector.Detect(now, map, stop);
            foreach (Opportunity candidate in found.Opportunities.Concat(found.BelowThreshold))
            {
                if (detector.Resize(candidate, books, now, work.At, out string reason) is { } still)
                {
                    validated.Add(still);
                }
                else
                {
                    gone[reason] = gone.GetValueOrDefault(reason) + 1;
                }
            }
        }

        if (validated.Count == 0 && gone.Count == 0)
        {
            gone[WhyNot(found)] = 1;
        }

        DateTimeOffset turn = JudgedPart.NextTurn(now.Markets, work.At);
        DateTimeOffset old = work.At + Oldest;
        return new JudgedPart(part, work.At, turn < old ? turn : old, each, validated, gone);
    }

    /// <summary>Of the stages where something was lost, the last says best why nothing was left.</summary>
    private static string WhyNot(DetectionReport found)
    {
        FunnelStage? last = found.Funnel.LastOrDefault(static stage => stage.Reasons.Count > 0);
        return last is null ? "nothing is priced" : $"{last.Stage}: {last.Reasons.MaxBy(static reason => reason.Value).Key}";
    }
}
