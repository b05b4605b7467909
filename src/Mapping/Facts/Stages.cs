namespace Dutchbook.Mapping;

/// <summary>
/// Things that happen in an order: whoever is elected was nominated, and not the other way round. A claim that an
/// earlier stage brings the later one is backwards.
/// </summary>
internal static class Stages
{
    private static readonly string[][] Ladders =
    [
        ["announce", "nominat", "wins the presiden", "inaugurat"],
        ["nominee", "wins the election"],
        ["nominat", "elected"],
        ["nominat", "wins the general"],
        ["nominat", "confirmed"],
        ["introduce", "passes the house", "signed into law"],
        ["passes the senate", "becomes law"],
        ["make the playoffs", "conference final", "wins the championship"],
        ["qualif", "semifinal", "reach the final", "win the final"],
        ["reach the final", "wins the"],
        ["charged", "convicted", "sentenced"],
        ["indicted", "convicted"],
        ["file", "approve"],
        ["announce", "release"],
        ["announce", "launch"],
    ];

    /// <summary>
    /// The two stages when the narrower market names the earlier and the wider the later; null otherwise.
    /// </summary>
    public static (string Earlier, string Later)? Backwards(string narrow, string wide)
    {
        foreach (string[] ladder in Ladders)
        {
            int left = Highest(ladder, narrow);
            int right = Highest(ladder, wide);
            if (left >= 0 && right > left)
            {
                return (ladder[left], ladder[right]);
            }
        }

        return null;
    }

    private static int Highest(string[] ladder, string text)
    {
        for (int stage = ladder.Length - 1; stage >= 0; stage--)
        {
            if (text.Contains(ladder[stage], StringComparison.OrdinalIgnoreCase))
            {
                return stage;
            }
        }

        return -1;
    }
}
