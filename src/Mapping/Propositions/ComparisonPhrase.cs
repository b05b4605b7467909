namespace Dutchbook.Mapping;

/// <summary>Which side of a number a phrase means.</summary>
internal enum Direction
{
    Above,
    Below,
}

/// <summary>A comparison with one number as a rule words it: its direction, whether the number itself counts, and its place.</summary>
internal readonly record struct ComparisonPhrase(Direction Direction, bool Inclusive, decimal Value, int Start, int End)
{
    /// <summary>Worded as "2+", which is how rules put a count above 1.5.</summary>
    public bool IsPlus { get; init; }

    /// <summary>Longer phrases first, because "greater than or equal to" ends in none of the others but begins like one.</summary>
    private static readonly (string Words, Direction Direction, bool Inclusive)[] Before =
    [
        ("greater than or equal to", Direction.Above, true), ("less than or equal to", Direction.Below, true),
        ("strictly greater than", Direction.Above, false), ("strictly less than", Direction.Below, false),
        ("no less than", Direction.Above, true), ("no more than", Direction.Below, true), ("not more than", Direction.Below, true),
        ("at least", Direction.Above, true), ("at most", Direction.Below, true), ("greater than", Direction.Above, false),
        ("more than", Direction.Above, false), ("higher than", Direction.Above, false), ("less than", Direction.Below, false),
        ("fewer than", Direction.Below, false), ("lower than", Direction.Below, false), ("above", Direction.Above, false),
        ("over", Direction.Above, false), ("below", Direction.Below, false), ("under", Direction.Below, false),
    ];

    private static readonly (string Words, Direction Direction)[] After =
    [
        ("or above", Direction.Above), ("or more", Direction.Above), ("or higher", Direction.Above), ("or greater", Direction.Above),
        ("or below", Direction.Below), ("or less", Direction.Below), ("or fewer", Direction.Below), ("or lower", Direction.Below),
    ];

    private const string Units = "%\u00B0 ";

    /// <summary>Every comparison with a number in the text, into a list that is emptied first.</summary>
    public static void Find(ReadOnlySpan<char> text, List<NumberText> numbers, List<ComparisonPhrase> found)
    {
        found.Clear();
        foreach (NumberText number in numbers)
        {
            if (Read(text, number) is { } phrase)
            {
                found.Add(phrase);
            }
        }
    }

    private static ComparisonPhrase? Read(ReadOnlySpan<char> text, NumberText number)
    {
        ReadOnlySpan<char> head = text[..number.Start].TrimEnd(" $");
        foreach ((string words, Direction direction, bool inclusive) in Before)
        {
            // Most numbers follow none of these words, and their last letters tell that apart at once.
            if (head.Length >= words.Length && (head[^1] | ' ') == words[^1]
                && head.EndsWith(words, StringComparison.OrdinalIgnoreCase)
                && (head.Length == words.Length || !char.IsAsciiLetter(head[^(words.Length + 1)])))
            {
                return new ComparisonPhrase(direction, inclusive, number.Value, head.Length - words.Length, number.End);
            }
        }

        ReadOnlySpan<char> tail = text[number.End..].TrimStart(Units);
        if (tail.StartsWith("or ", StringComparison.OrdinalIgnoreCase))
        {
            foreach ((string words, Direction direction) in After)
            {
                if (tail.StartsWith(words, StringComparison.OrdinalIgnoreCase))
                {
                    int end = text.Length - tail.Length + words.Length;
                    return new ComparisonPhrase(direction, true, number.Value, number.Start, end);
                }
            }
        }

        return number.End < text.Length && text[number.End] == '+'
            ? new ComparisonPhrase(Direction.Above, true, number.Value, number.Start, number.End + 1) { IsPlus = true }
            : null;
    }
}
