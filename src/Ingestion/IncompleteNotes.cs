using Dutchbook.Domain;

namespace Dutchbook.Ingestion;

/// <summary>Gathers what items lack, one kind after the other, with the first items of each by name.</summary>
internal sealed class IncompleteNotes
{
    private const int Named = 10;

    private readonly Dictionary<(string What, string Kind), Kind> _kinds = [];

    public IReadOnlyList<Incompleteness> All =>
        [.. _kinds.Select(static kind => new Incompleteness(kind.Key.What, kind.Value.Count, kind.Value.Examples))];

    /// <param name="what">The field, or what is not known.</param>
    /// <param name="problem">Stands with the example; problems of one field are one kind whatever value they quote.</param>
    public void AddField(string what, Func<string> place, string problem) => Add((what, ""), 1, place, problem);

    /// <summary>Each problem is a kind of its own.</summary>
    public void Add(string what, int count, Func<string> place, string problem) => Add((what, problem), count, place, problem);

    private void Add((string What, string Kind) key, int count, Func<string> place, string problem)
    {
        if (!_kinds.TryGetValue(key, out Kind? kind))
        {
            _kinds[key] = kind = new Kind();
        }

        kind.Count += count;
        if (kind.Examples.Count < Named)
        {
            kind.Examples.Add(new SkippedItem(place(), problem));
        }
    }

    private sealed class Kind
    {
        public int Count;
        public readonly List<SkippedItem> Examples = [];
    }
}
