using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>What a reader must know about what the joint search left out.</summary>
internal static class JointNotes
{
    private const int Named = 3;

    public static IReadOnlyList<string> Of(ClusterMap map, JointSearch joint)
    {
        List<string> notes = [.. map.Contradictions.Select(static one => one.ToString())];
        if (map.Cut.Count > 0)
        {
            notes.Add($"{map.Cut.Count} relations were left out of the joint search, because their clusters would have "
                + $"been too large; each is still searched by itself: {Names(map.Cut)}");
        }

        if (map.Malformed.Count > 0)
        {
            notes.Add($"{map.Malformed.Count} relations name a market twice and bind nothing: {Names(map.Malformed)}");
        }

        int undecided = joint.Count(RayVerdict.Undecided);
        if (undecided > 0)
        {
            notes.Add($"{undecided} clusters were not decided within the work allowed");
        }

        return notes;
    }

    private static string Names(IReadOnlyList<Relation> relations) =>
        string.Join(", ", relations.Take(Named).Select(static relation => $"{relation.Type} {relation.Id}"))
        + (relations.Count > Named ? $" and {relations.Count - Named} more" : "");
}
