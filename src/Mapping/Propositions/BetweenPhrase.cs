namespace Dutchbook.Mapping;

/// <summary>Finds "between A and B", "between A-B", "between A to B", or "exactly N" for a point.</summary>
internal static class BetweenPhrase
{
    private static readonly string[] Joints = ["-", "\u2013", "and", "to"];

    /// <summary>Words before the phrase under which it means something else.</summary>
    private static readonly string[] Alterations = [" not", "n't", " never", " strictly", " or"];

    public static (int Start, int End)? Find(string rules, decimal floor, decimal cap)
    {
        List<NumberText> numbers = NumberText.All(rules);
        List<(int, int)> found = [];
        for (int i = 0; i < numbers.Count; i++)
        {
            if (floor == cap && numbers[i].Value == floor && Word(rules, numbers[i].Start, "exactly") is { } exact)
            {
                found.Add((exact, numbers[i].End));
            }

            if (i + 1 < numbers.Count && numbers[i].Value == floor && numbers[i + 1].Value == cap
                && IsJoint(rules, numbers[i], numbers[i + 1])
                && Word(rules, numbers[i].Start, "between") is { } start)
            {
                found.Add((start, numbers[i + 1].End));
            }
        }

        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>Numbers joined as the ends of a range, whatever announces them.</summary>
    public static IEnumerable<(NumberText Low, NumberText High)> Pairs(string text)
    {
        List<NumberText> numbers = NumberText.All(text);
        for (int i = 1; i < numbers.Count; i++)
        {
            if (IsJoint(text, numbers[i - 1], numbers[i]))
            {
                yield return (numbers[i - 1], numbers[i]);
            }
        }
    }

    public static bool IsAnnounced(string text, NumberText low) => Word(text, low.Start, "between") is not null;

    private static bool IsJoint(string text, NumberText low, NumberText high) =>
        Joints.Contains(text[low.End..high.Start].Trim(' ', '$', '%', '\u00B0'), StringComparer.OrdinalIgnoreCase);

    private static int? Word(string rules, int before, string word)
    {
        int head = before;
        while (head > 0 && rules[head - 1] is ' ' or '$')
        {
            head--;
        }

        int start = head - word.Length;
        return start >= 0 && string.Compare(rules, start, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
            && !Alterations.Any(altered => rules.AsSpan(0, start).TrimEnd().EndsWith(altered, StringComparison.OrdinalIgnoreCase))
            ? start : null;
    }
}
