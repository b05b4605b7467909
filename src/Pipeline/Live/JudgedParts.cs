using Dutchbook.Detection;
using Dutchbook.Domain;

namespace Dutchbook.Pipeline;

/// <summary>
/// Judges candidates in parts that share no market, and keeps what was judged while the books of a part stay as they are: a look that
/// one price stirred does not size again everything else that is there.
/// </summary>
internal sealed class JudgedParts(Detector detector)
{
    /// <summary>Closing times, fees and ages move with the clock; a judgement older than this is made anew.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Part> _kept = new(StringComparer.Ordinal);
    private LiveModel? _model;

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
            _model = model;
        }

        List<Opportunity> validated = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (List<Relation> relations in Split(work.Ready))
        {
            string key = string.Join(',', relations.Select(static relation => relation.Id));
            seen.Add(key);
            if (!_kept.TryGetValue(key, out Part? part) || !part.Holds(work))
            {
                part = JudgeAnew(relations, work, model, stop);
                _kept[key] = part;
                Judged++;
            }

            validated.AddRange(part.Validated);
            foreach ((string reason, int count) in part.Gone)
            {
                gone[reason] = gone.GetValueOrDefault(reason) + count;
            }
        }

        foreach (string old in _kept.Where(pair => !seen.Contains(pair.Key) && work.At - pair.Value.At > GoodFor)
            .Select(static pair => pair.Key).ToArray())
        {
            _kept.Remove(old);
        }

        // Stakes share the caps of their rules, whatever part they are in.
        DetectionReport all = DetectionReport.Of(validated, [], []);
        return [.. all.Opportunities, .. all.BelowThreshold];
    }

    private Part JudgeAnew(List<Relation> relations, LiveWork work, LiveModel model, CancellationToken stop)
    {
        Dictionary<string, OrderBook> books = relations.SelectMany(static relation => relation.Tickers).Distinct(StringComparer.Ordinal)
            .Where(work.Books.ContainsKey).ToDictionary(static ticker => ticker, ticker => work.Books[ticker], StringComparer.Ordinal);
        VenueSnapshot now = model.At(work.At, books);
        DetectionReport found = detector.Detect(now, new RelationMap { Relations = relations, Refusals = [] }, stop);
        List<Opportunity> validated = [];
        SortedDictionary<string, int> gone = new(StringComparer.Ordinal);
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

        if (validated.Count == 0 && gone.Count == 0)
        {
            gone[WhyNot(found)] = 1;
        }

        return new Part(work.At, books, validated, gone);
    }

    /// <summary>Of the stages where something was lost, the last says best why nothing was left.</summary>
    private static string WhyNot(DetectionReport found)
    {
        FunnelStage? last = found.Funnel.LastOrDefault(static stage => stage.Reasons.Count > 0);
        return last is null ? "nothing is priced" : $"{last.Stage}: {last.Reasons.MaxBy(static reason => reason.Value).Key}";
    }

    /// <summary>Relations that hang together by their markets, in the order in which they came.</summary>
    private static List<Relation>[] Split(IReadOnlyList<Relation> relations)
    {
        int[] root = [.. Enumerable.Range(0, relations.Count)];
        Dictionary<string, int> first = new(StringComparer.Ordinal);
        for (int i = 0; i < relations.Count; i++)
        {
            foreach (string ticker in relations[i].Tickers)
            {
                if (first.TryGetValue(ticker, out int other))
                {
                    int a = Find(root, i), b = Find(root, other);
                    root[Math.Max(a, b)] = Math.Min(a, b);
                }
                else
                {
                    first.Add(ticker, i);
                }
            }
        }

        SortedDictionary<int, List<Relation>> parts = [];
        for (int i = 0; i < relations.Count; i++)
        {
            int part = Find(root, i);
            if (!parts.TryGetValue(part, out List<Relation>? members))
            {
                parts.Add(part, members = []);
            }

            members.Add(relations[i]);
        }

        return [.. parts.Values];
    }

    private static int Find(int[] root, int item)
    {
        while (root[item] != item)
        {
            root[item] = root[root[item]];
            item = root[item];
        }

        return item;
    }

    private sealed record Part(
        DateTimeOffset At,
        Dictionary<string, OrderBook> Books,
        IReadOnlyList<Opportunity> Validated,
        IReadOnlyDictionary<string, int> Gone)
    {
        public bool Holds(LiveWork work) => work.At - At <= GoodFor && work.At >= At
            && Books.All(pair => work.Books.TryGetValue(pair.Key, out OrderBook? book)
                && book.YesBids.SequenceEqual(pair.Value.YesBids) && book.NoBids.SequenceEqual(pair.Value.NoBids));
    }
}
