namespace Dutchbook.Mapping;

/// <summary>Finds "between A and B", "between A-B", "between A to B", or "exactly N" for a point.</summary>
internal static class BetweenPhrase
{
    private static readonly string[] Joints = ["-", "\u2013", "and", "to"];

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
                && IsJoint(rules[numbers[i].End..numbers[i + 1].Start])
                && Word(rules, numbers[i].Start, "between") is { } start)
            {
                found.Add((start, numbers[i + 1].End));
            }
        }

        return found.Count == 1 ? found[0] : null;
    }

    private static bool IsJoint(string text) =>
        Joints.Contains(text.Trim(' ', '$', '%', '\u00B0'), StringComparer.OrdinalIgnoreCase);

    private static int? Word(string rules, int before, string word)
    {
        int head = before;
        while (head > 0 && rules[head - 1] is ' ' or '$')
        {
            head--;
        }

        int start = head - word.Length;
        return start >= 0 && string.Compare(rules, start, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0 ? start : null;
    }
}
