namespace Dutchbook.Mapping;

/// <summary>Finds "between A and B", "between A-B", "between A to B", or "exactly N" for a point.</summary>
internal static class BetweenPhrase
{
    private static readonly string[] Joints = ["-", "\u2013", "and", "to"];

    /// <summary>The only place that says so; null when none does, or two.</summary>
    public static (int Start, int End)? Find(ReadOnlySpan<char> rules, List<NumberText> numbers, decimal floor, decimal cap)
    {
        (int, int)? found = null;
        int count = 0;
        for (int i = 0; i < numbers.Count; i++)
        {
            if (floor == cap && numbers[i].Value == floor && Word(rules, numbers[i].Start, "exactly") is { } exact)
            {
                found = (exact, numbers[i].End);
                count++;
            }

            if (i + 1 < numbers.Count && numbers[i].Value == floor && numbers[i + 1].Value == cap
                && IsJoint(rules[numbers[i].End..numbers[i + 1].Start])
                && Word(rules, numbers[i].Start, "between") is { } start)
            {
                found = (start, numbers[i + 1].End);
                count++;
            }
        }

        return count == 1 ? found : null;
    }

    private static bool IsJoint(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> bare = text.Trim(" $%\u00B0");
        foreach (string joint in Joints)
        {
            if (bare.Equals(joint, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static int? Word(ReadOnlySpan<char> rules, int before, string word)
    {
        ReadOnlySpan<char> head = rules[..before].TrimEnd(" $");
        return head.EndsWith(word, StringComparison.OrdinalIgnoreCase) ? head.Length - word.Length : null;
    }
}
