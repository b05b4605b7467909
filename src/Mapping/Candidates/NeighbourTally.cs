namespace Dutchbook.Mapping;

/// <summary>
/// The neighbours of one event, gathered from several rankings: each place in a ranking counts 1 / (60 + place), so
/// that what two rankings name is before what one names first (reciprocal rank fusion).
/// </summary>
internal sealed class NeighbourTally
{
    private const int Scale = 1_000_000;
    private const int Offset = 60;

    private readonly Dictionary<int, (int Score, string Why)> _found = [];

    public void Add(IReadOnlyList<int> ranking, int weight, string why)
    {
        for (int place = 0; place < ranking.Count; place++)
        {
            int score = weight * Scale / (Offset + place);
            _found[ranking[place]] = _found.TryGetValue(ranking[place], out (int Score, string Why) known)
                ? (known.Score + score, $"{known.Why}, {why}")
                : (score, why);
        }
    }

    public List<(int Event, int Score, string Why)> Best(int limit) =>
        [.. _found.OrderByDescending(static pair => pair.Value.Score).ThenBy(static pair => pair.Key)
            .Take(limit).Select(static pair => (pair.Key, pair.Value.Score, pair.Value.Why))];
}
