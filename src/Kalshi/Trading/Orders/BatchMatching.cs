namespace Dutchbook.Kalshi;

/// <summary>
/// Finds for each item of a batch its part of the answer. A part with an id belongs to that id; one without belongs to
/// the item at its place, if the answer has as many parts as were sent. What is not found, or found twice, is not
/// known.
/// </summary>
internal static class BatchMatching
{
    /// <returns>For each item its part, or null.</returns>
    public static TPart?[] Match<TPart>(IReadOnlyList<string> ids, Items<TPart> parts, Func<TPart, string?> idOf)
        where TPart : class
    {
        TPart?[] found = new TPart?[ids.Count];
        bool[] spoiled = new bool[ids.Count];
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        for (int i = 0; i < ids.Count; i++)
        {
            places.Add(ids[i], i);
        }

        bool whole = parts.Good.Count + parts.Bad.Count == ids.Count;
        foreach ((int index, TPart part) in parts.Good)
        {
            string? id = idOf(part);
            int place = string.IsNullOrEmpty(id) ? whole ? index : -1 : places.GetValueOrDefault(id, -1);
            if (place >= 0)
            {
                spoiled[place] |= found[place] is not null;
                found[place] = part;
            }
        }

        for (int i = 0; i < found.Length; i++)
        {
            found[i] = spoiled[i] ? null : found[i];
        }

        return found;
    }
}
