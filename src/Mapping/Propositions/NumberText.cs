using System.Globalization;

namespace Dutchbook.Mapping;

/// <summary>A number found in text: its value and the place it takes, thousands separators included.</summary>
internal readonly record struct NumberText(decimal Value, int Start, int End)
{
    /// <summary>All numbers of a text. A sign counts where nothing is joined to it on the left; "25-30" is a range, not 25 and -30.</summary>
    public static List<NumberText> All(string text)
    {
        List<NumberText> found = [];
        int i = 0;
        while (i < text.Length)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                i++;
                continue;
            }

            int start = i;
            bool joined = start > 0 && char.IsAsciiLetter(text[start - 1]);
            while (i < text.Length && (char.IsAsciiDigit(text[i]) || IsInner(text, i)))
            {
                i++;
            }

            bool negative = start > 0 && text[start - 1] is '-' or '\u2212'
                && (start == 1 || char.IsWhiteSpace(text[start - 2]) || text[start - 2] == '(');
            string digits = text[start..i].Replace(",", "", StringComparison.Ordinal);
            if (!joined && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value))
            {
                found.Add(new NumberText(negative ? -value : value, negative ? start - 1 : start, i));
            }
        }

        return found;
    }

    /// <summary>One in the last written place of the finer of two numbers; zeros at the end say no more than the number without them.</summary>
    public static decimal Step(decimal left, decimal right)
    {
        const decimal withoutZeros = 1.0000000000000000000000000000m;
        return new decimal(1, 0, 0, false, (byte)Math.Max((left / withoutZeros).Scale, (right / withoutZeros).Scale));
    }

    /// <summary>A point or a thousands comma between digits belongs to the number; at its end it is punctuation.</summary>
    private static bool IsInner(string text, int at) =>
        at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])
        && (text[at] == '.' || (text[at] == ',' && at + 3 < text.Length && char.IsAsciiDigit(text[at + 2]) && char.IsAsciiDigit(text[at + 3])
            && (at + 4 >= text.Length || !char.IsAsciiDigit(text[at + 4]))));
}
