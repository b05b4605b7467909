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

    private readonly Dictionary<string, JudgedPart> _kept = new(StringComparer.Ordinal);
    private readonly RelationParts _parts = new();
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

        IReadOnlyList<RelationPart> parts = _parts.Of(work.Ready);
        RenewOldest(parts.Count, work.At);
        List<Opportunity> validated = [];
        foreach (RelationPart part in parts)
        {
            if (!_kept.TryGetValue(part.Key, out JudgedPart? judged) || !judged.Holds(work))
            {
                judged = JudgeAnew(part, work, model, stop);
                _kept[part.Key] = judged;
                Judged++;
            }

            validated.AddRange(judged.Validated);
            foreach ((string reason, int count) in judged.Gone)
            {
                gone[reason] = gone.GetValueOrDefault(reason) + count;
            }
        }

        if (_kept.Count > 2 * parts.Count)
        {
            ForgetOthers(parts);
        }

        // Stakes share the caps of their rules, whatever part they are in.
        DetectionReport all = DetectionReport.Of(validated, [], []);
        return [.. all.Opportunities, .. all.BelowThreshold];
    }

    /// <summary>Forgets as many of the oldest judgements as the time since the last look is due.</summary>
    private void RenewOldest(int parts, DateTimeOffset at)
    {
        _owed = at > _lastAt ? _owed + ((Int128)(at - _lastAt).Ticks * parts) : _owed;
        _lastAt = at;
        (Int128 due, _owed) = Int128.DivRem(_owed, Renewal.Ticks);
        if (due > 0)
        {
            foreach (string old in _kept.OrderBy(static pair => pair.Value.At).ThenBy(static pair => pair.Key, StringComparer.Ordinal)
                .Take((int)Int128.Min(due, _kept.Count)).Select(static pair => pair.Key).ToArray())
            {
                _kept.Remove(old);
            }
        }
    }

    private void ForgetOthers(IReadOnlyList<RelationPart> parts)
    {
        HashSet<string> there = new(parts.Select(static part => part.Key), StringComparer.Ordinal);
        foreach (string other in _kept.Keys.Where(key => !there.Contains(key)).ToArray())
        {
            _kept.Remove(other);
        }
    }

    private JudgedPart JudgeAnew(RelationPart part, LiveWork work, LiveModel model, CancellationToken stop)
    {
        Dictionary<string, OrderBook> books = part.Tickers.Where(work.Books.ContainsKey)
            .ToDictionary(static ticker => ticker, ticker => work.Books[ticker], StringComparer.Ordinal);
        VenueSnapshot now = model.At(work.At, books);
        RelationMap map = new() { Relations = part.Relations, Refusals = [] };
        List<Opportunity> validated = [];
        SortedDictionary<string, int> gone = new(StringComparer.Ordinal);
        DetectionReport found;
        if (books.Count == part.Tickers.Count && books.Values.All(book => book.At == work.At && !book.IsTopOnly))
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
        return new JudgedPart(work.At, turn < old ? turn : old, books, validated, gone);
    }

    /// <summary>Of the stages where something was lost, the last says best why nothing was left.</summary>
    private static string WhyNot(DetectionReport found)
    {
        FunnelStage? last = found.Funnel.LastOrDefault(static stage => stage.Reasons.Count > 0);
        return last is null ? "nothing is priced" : $"{last.Stage}: {last.Reasons.MaxBy(static reason => reason.Value).Key}";
    }
}
