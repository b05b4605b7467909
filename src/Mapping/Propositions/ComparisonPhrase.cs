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
        ("at least", Direction.Above, true), ("at most", Direction.Below, true), ("greater than", Direction.Above, false),
        ("more than", Direction.Above, false), ("higher than", Direction.Above, false), ("less than", Direction.Below, false),
        ("fewer than", Direction.Below, false), ("lower than", Direction.Below, false), ("above", Direction.Above, false),
        ("over", Direction.Above, false), ("below", Direction.Below, false), ("under", Direction.Below, false),
        ("more", Direction.Above, false),
    ];

    private static readonly (string Words, Direction Direction)[] After =
    [
        ("or above", Direction.Above), ("or more", Direction.Above), ("or higher", Direction.Above), ("or greater", Direction.Above),
        ("or below", Direction.Below), ("or less", Direction.Below), ("or fewer", Direction.Below), ("or lower", Direction.Below),
    ];

    private static readonly string[] Inclusions = ["at or ", "equal to or "];

    private static readonly string[] Denials = ["not ", "no "];

    private const string Units = "%\u00B0 ";

    /// <summary>Every comparison with a number in the text, into a list that is emptied first.</summary>
    public static void Find(ReadOnlySpan<char> text, List<NumberText> numbers, List<ComparisonPhrase> found)
    {
        found.Clear();
        FindMore(text, numbers, found);
    }

    /// <summary>Adds the comparisons with further numbers of the same text.</summary>
    public static void FindMore(ReadOnlySpan<char> text, List<NumberText> numbers, List<ComparisonPhrase> found)
    {
        foreach (NumberText number in numbers)
        {
            if (Read(text, number) is { } phrase)
            {
                found.Add(phrase);
            }
        }
    }

    /// <inheritdoc cref="Find"/>
    public static List<ComparisonPhrase> All(ReadOnlySpan<char> text)
    {
        List<ComparisonPhrase> found = [];
        Find(text, NumberText.All(text), found);
        return found;
    }

    /// <summary>
    /// The same set of values: above 2.9 is at least 3.0 where 0.1 is the finer of the two steps that are written. Says nothing of
    /// values in between.
    /// </summary>
    public bool Agrees(ComparisonPhrase other)
    {
        if (Direction != other.Direction || Inclusive == other.Inclusive)
        {
            return Direction == other.Direction && Value == other.Value;
        }

        decimal from = Inclusive ? other.Value : Value;
        decimal to = Inclusive ? Value : other.Value;
        return (Direction == Direction.Above ? to - from : from - to) == NumberText.Step(Value, other.Value);
    }

    private static ComparisonPhrase? Read(ReadOnlySpan<char> text, NumberText number)
    {
        ComparisonPhrase? before = ReadBefore(text, number);
        ComparisonPhrase? after = ReadAfter(text, number);
        if (before is { } left && after is { } right)
        {
            // "at least 10 or above" says it twice, "above 10 or above" says two things.
            return left.Direction == right.Direction && left.Inclusive == right.Inclusive ? left with { End = right.End } : null;
        }

        return before ?? after;
    }

    private static ComparisonPhrase? ReadBefore(ReadOnlySpan<char> text, NumberText number)
    {
        ReadOnlySpan<char> head = text[..number.Start].TrimEnd(" $");
        foreach ((string words, Direction direction, bool inclusive) in Before)
        {
            // Most numbers follow none of these words, and their last letters tell that apart at once.
            if (head.Length >= words.Length && (head[^1] | ' ') == words[^1]
                && head.EndsWith(words, StringComparison.OrdinalIgnoreCase)
                && (head.Length == words.Length || !char.IsAsciiLetter(head[^(words.Length + 1)])))
            {
                return Qualify(text, new ComparisonPhrase(direction, inclusive, number.Value, head.Length - words.Length, number.End));
            }
        }

        return null;
    }

    /// <summary>"at or above" includes the number, "not above" turns the comparison round, and what else alters it is not read.</summary>
    private static ComparisonPhrase? Qualify(ReadOnlySpan<char> text, ComparisonPhrase phrase)
    {
        foreach (string words in Inclusions)
        {
            if (Follows(text, phrase.Start, words))
            {
                return phrase with { Inclusive = true, Start = phrase.Start - words.Length };
            }
        }

        foreach (string words in Denials)
        {
            if (Follows(text, phrase.Start, words))
            {
                Direction opposite = phrase.Direction == Direction.Above ? Direction.Below : Direction.Above;
                return phrase with { Direction = opposite, Inclusive = !phrase.Inclusive, Start = phrase.Start - words.Length };
            }
        }

        return Follows(text, phrase.Start, "or ") || Follows(text, phrase.Start, "never ") || Follows(text, phrase.Start, "n't ")
            ? null
            : phrase;
    }

    private static bool Follows(ReadOnlySpan<char> text, int end, string words)
    {
        int start = end - words.Length;
        return text[..end].EndsWith(words, StringComparison.OrdinalIgnoreCase)
            && (start == 0 || (words[0] == 'n' && words[1] == '\'') || !char.IsAsciiLetter(text[start - 1]));
    }

    private static ComparisonPhrase? ReadAfter(ReadOnlySpan<char> text, NumberText number)
    {
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
