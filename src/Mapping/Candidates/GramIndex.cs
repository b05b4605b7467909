namespace Dutchbook.Mapping;

/// <summary>
/// Titles by their runs of four letters: it finds what words miss, such as "CPI YoY" beside "CPI-YoY", plurals, and
/// names written together. Runs that many titles have tell nothing and are left out.
/// </summary>
internal sealed class GramIndex
{
    private const int Length = 4;
    private const int MostTitles = 150;

    private readonly Dictionary<ulong, List<int>> _titles = [];
    private readonly List<ulong[]> _grams = [];
    private readonly Dictionary<int, int> _shared = [];

    /// <summary>Adds the next title; titles are numbered from zero.</summary>
    public void Add(ReadOnlySpan<char> title)
    {
        HashSet<ulong> grams = [];
        ulong run = 0;
        int have = 0;
        foreach (char letter in title)
        {
            if (!char.IsLetterOrDigit(letter))
            {
                continue;
            }

            run = (run << 16) | char.ToLowerInvariant(letter);
            if (++have >= Length)
            {
                grams.Add(run);
            }
        }

        foreach (ulong gram in grams)
        {
            if (!_titles.TryGetValue(gram, out List<int>? titles))
            {
                _titles[gram] = titles = [];
            }

            if (titles.Count <= MostTitles)
            {
                titles.Add(_grams.Count);
            }
        }

        _grams.Add([.. grams]);
    }

    /// <summary>The titles that share the most rare runs with this one, the best first.</summary>
    public List<int> Nearest(int title, int limit)
    {
        _shared.Clear();
        foreach (ulong gram in _grams[title])
        {
            List<int> titles = _titles[gram];
            if (titles.Count > MostTitles)
            {
                continue;
            }

            // A run in few titles says more than one in many.
            int weight = 1_000 / (titles.Count + 4);
            foreach (int other in titles)
            {
                if (other != title)
                {
                    _shared[other] = _shared.GetValueOrDefault(other) + weight;
                }
            }
        }

        return [.. _shared
            .OrderByDescending(static pair => pair.Value).ThenBy(static pair => pair.Key)
            .Take(limit).Select(static pair => pair.Key)];
    }
}
