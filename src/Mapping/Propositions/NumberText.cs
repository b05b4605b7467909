using System.Buffers;

namespace Dutchbook.Mapping;

/// <summary>A number found in text: its value and the place it takes, thousands separators included.</summary>
internal readonly record struct NumberText(decimal Value, int Start, int End)
{
    /// <summary>More digits than any strike has; such a run is a serial number and is passed over.</summary>
    private const int MostDigits = 18;

    private static readonly (string Words, decimal Unit)[] Units =
        [(" thousand", 1_000), (" million", 1_000_000), (" billion", 1_000_000_000), (" trillion", 1_000_000_000_000)];

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <summary>
    /// All numbers of a text, into a list that is emptied first. A sign counts where nothing is joined to it on the left; "25-30"
    /// is a range, not 25 and -30.
    /// </summary>
    public static void Find(ReadOnlySpan<char> text, List<NumberText> found)
    {
        found.Clear();
        int i = 0;
        while (i < text.Length)
        {
            int next = text[i..].IndexOfAny(Digits);
            if (next < 0)
            {
                return;
            }

            int start = i + next;
            start -= IsBarePoint(text, start - 1) ? 1 : 0;
            bool joined = start > 0 && char.IsAsciiLetter(text[start - 1]);
            decimal? value = Read(text, start, out i);
            if (!joined && value is { } number)
            {
                bool negative = start > 0 && text[start - 1] is '-' or '\u2212'
                    && (start == 1 || char.IsWhiteSpace(text[start - 2]) || text[start - 2] == '(');
                found.Add(new NumberText(negative ? -number : number, negative ? start - 1 : start, i));
            }
        }
    }

    /// <summary>One in the last written place of the finer of two numbers; zeros at the end say no more than the number without them.</summary>
    public static decimal Step(decimal left, decimal right)
    {
        const decimal withoutZeros = 1.0000000000000000000000000000m;
        return new decimal(1, 0, 0, false, (byte)Math.Max((left / withoutZeros).Scale, (right / withoutZeros).Scale));
    }

    /// <inheritdoc cref="Find"/>
    public static List<NumberText> All(ReadOnlySpan<char> text)
    {
        List<NumberText> found = [];
        Find(text, found);
        return found;
    }

    /// <summary>The numbers that a word behind them multiplies, as what they come to: "2.65 million" is 2,650,000.</summary>
    public static void FindMultiplied(ReadOnlySpan<char> text, List<NumberText> numbers, List<NumberText> found)
    {
        found.Clear();
        foreach (NumberText number in numbers)
        {
            ReadOnlySpan<char> rest = text[number.End..];
            if (rest.Length < 2 || rest[0] != ' ' || (rest[1] | ' ') is not ('t' or 'm' or 'b'))
            {
                continue;
            }

            foreach ((string words, decimal unit) in Units)
            {
                if (rest.StartsWith(words, StringComparison.OrdinalIgnoreCase)
                    && (rest.Length == words.Length || !char.IsAsciiLetter(rest[words.Length])))
                {
                    found.Add(new NumberText(number.Value * unit, number.Start, number.End + words.Length));
                }
            }
        }
    }

    /// <summary>The digits from a place on, exactly; null when they are no number or too many.</summary>
    private static decimal? Read(ReadOnlySpan<char> text, int start, out int end)
    {
        ulong digits = 0;
        int count = 0;
        int points = 0;
        int decimals = 0;
        for (end = start; end < text.Length; end++)
        {
            char letter = text[end];
            if (char.IsAsciiDigit(letter))
            {
                digits = count < MostDigits ? (digits * 10) + (uint)(letter - '0') : digits;
                count++;
                decimals += points;
            }
            else if (IsInner(text, end))
            {
                points += letter == '.' ? 1 : 0;
            }
            else
            {
                break;
            }
        }

        return count <= MostDigits && points <= 1
            ? new decimal((int)(uint)digits, (int)(uint)(digits >> 32), 0, false, (byte)decimals)
            : null;
    }

    /// <summary>".5" is a half; in "a.5" or "1..5" the point belongs to something else.</summary>
    private static bool IsBarePoint(ReadOnlySpan<char> text, int at) =>
        at >= 0 && text[at] == '.' && (at == 0 || text[at - 1] is ' ' or '$' or '-' or '(');

    /// <summary>A point or a thousands comma between digits belongs to the number; at its end it is punctuation.</summary>
    private static bool IsInner(ReadOnlySpan<char> text, int at) =>
        at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])
        && (text[at] == '.' || (text[at] == ',' && at + 3 < text.Length && char.IsAsciiDigit(text[at + 2]) && char.IsAsciiDigit(text[at + 3])
            && (at + 4 >= text.Length || !char.IsAsciiDigit(text[at + 4]))));
}
