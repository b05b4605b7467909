namespace Dutchbook.Mapping;

/// <summary>Finds "between A and B", "between A-B", "between A to B", or "exactly N" for a point.</summary>
internal static class BetweenPhrase
{
    private static readonly string[] Joints = ["-", "\u2013", "and", "to"];

    /// <summary>Words before the phrase under which it means something else.</summary>
    private static readonly string[] Alterations = [" not", "n't", " never", " strictly", " or"];

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
                && IsJoint(rules, numbers[i], numbers[i + 1])
                && Word(rules, numbers[i].Start, "between") is { } start)
            {
                found = (start, numbers[i + 1].End);
                count++;
            }
        }

        return count == 1 ? found : null;
    }

    /// <summary>Numbers joined as the ends of a range, whatever announces them.</summary>
    public static List<(NumberText Low, NumberText High)> Pairs(ReadOnlySpan<char> text, List<NumberText> numbers)
    {
        List<(NumberText Low, NumberText High)> pairs = [];
        for (int i = 1; i < numbers.Count; i++)
        {
            if (IsJoint(text, numbers[i - 1], numbers[i]))
            {
                pairs.Add((numbers[i - 1], numbers[i]));
            }
        }

        return pairs;
    }

    public static bool IsAnnounced(ReadOnlySpan<char> text, NumberText low) => Word(text, low.Start, "between") is not null;

    private static bool IsJoint(ReadOnlySpan<char> text, NumberText low, NumberText high)
    {
        ReadOnlySpan<char> bare = text[low.End..high.Start].Trim(" $%\u00B0");
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
        if (!head.EndsWith(word, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        int start = head.Length - word.Length;
        ReadOnlySpan<char> earlier = rules[..start].TrimEnd();
        foreach (string altered in Alterations)
        {
            if (earlier.EndsWith(altered, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }
        }

        return start;
    }
}
