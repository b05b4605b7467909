using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// Events whose rules ask the same question of other numbers or days. Those that are decided at the same time come
/// first: their strikes lie on one line. Then the ones before and after: their deadlines make a ladder.
/// </summary>
internal sealed class TemplateNeighbours
{
    private readonly Dictionary<ulong, List<int>> _byMask = [];
    private readonly ulong[][] _masks;
    private readonly long[] _time;

    public TemplateNeighbours(IReadOnlyList<Event> events)
    {
        _masks = new ulong[events.Count][];
        _time = new long[events.Count];
        TextBuffer text = new();
        HashSet<ulong> masks = [];
        for (int i = 0; i < events.Count; i++)
        {
            masks.Clear();
            long last = 0;
            foreach (Market market in events[i].Markets)
            {
                masks.Add(WordMask.Of(text.Read(market.RulesPrimary)));
                last = Math.Max(last, (market.ExpectedExpirationTime ?? market.CloseTime)?.UtcTicks ?? 0);
            }

            masks.Remove(0);
            _masks[i] = [.. masks];
            _time[i] = last;
            foreach (ulong mask in _masks[i])
            {
                if (!_byMask.TryGetValue(mask, out List<int>? alike))
                {
                    _byMask[mask] = alike = [];
                }

                alike.Add(i);
            }
        }

        foreach (List<int> alike in _byMask.Values)
        {
            alike.Sort((left, right) => _time[left] != _time[right] ? _time[left].CompareTo(_time[right]) : left.CompareTo(right));
        }
    }

    /// <summary>The events of the same question, the nearest in time first.</summary>
    public List<int> Nearest(int owner, int limit)
    {
        HashSet<int> found = [];
        foreach (ulong mask in _masks[owner])
        {
            List<int> alike = _byMask[mask];
            if (alike.Count == 1)
            {
                continue;
            }

            int at = alike.BinarySearch(owner, Comparer<int>.Create((left, right) =>
                _time[left] != _time[right] ? _time[left].CompareTo(_time[right]) : left.CompareTo(right)));
            for (int i = Math.Max(0, at - limit); i <= Math.Min(alike.Count - 1, at + limit); i++)
            {
                if (alike[i] != owner)
                {
                    found.Add(alike[i]);
                }
            }
        }

        return [.. found.OrderBy(other => Math.Abs(_time[other] - _time[owner])).ThenBy(static other => other).Take(limit)];
    }
}
