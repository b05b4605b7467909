using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>
/// Text from outside (titles, rules, file names, error pages) made safe for a terminal: no control characters, no
/// escape sequences, nothing invisible and nothing that changes the direction or the length of what is read.
/// </summary>
internal static class TerminalText
{
    private const char Escape = '\u001b';
    private const char Bell = '\u0007';

    /// <summary>
    /// Clean text of at most <paramref name="maxLength"/> characters; a longer one ends in three dots.
    /// </summary>
    public static string Clean(string text, int maxLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 4);
        StringBuilder result = new();
        int written = 0;
        int position = 0;
        int cut = 0;
        while (position < text.Length)
        {
            int skipped = SequenceLength(text.AsSpan(position));
            if (skipped > 0)
            {
                position += skipped;
                continue;
            }

            Rune.DecodeFromUtf16(text.AsSpan(position), out Rune rune, out int length);
            position += length;
            if (Replacement(rune) is not { } clean)
            {
                continue;
            }

            if (written == maxLength - 3)
            {
                cut = result.Length;
            }

            if (written == maxLength)
            {
                return result.ToString(0, cut) + "...";
            }

            result.Append(clean.ToString());
            written++;
        }

        return result.ToString();
    }

    /// <summary>Clean text with Spectre's markup signs escaped, for tables and markup.</summary>
    public static string Markup(string text, int maxLength) => Spectre.Console.Markup.Escape(Clean(text, maxLength));

    /// <summary>The length of an escape sequence at the start of the text, 0 when there is none.</summary>
    private static int SequenceLength(ReadOnlySpan<char> text)
    {
        bool oneByte = text[0] is '\u009b' or '\u009d' or '\u0090';
        if (!oneByte && (text[0] != Escape || text.Length < 2))
        {
            return 0;
        }

        int start = oneByte ? 1 : 2;
        return (oneByte ? text[0] : text[1]) switch
        {
            '[' or '\u009b' => EndOfControlSequence(text, start),
            ']' or 'P' or 'X' or '^' or '_' or '\u009d' or '\u0090' => EndOfString(text, start),
            _ => 1,
        };
    }

    /// <summary>Parameters, then one final byte from @ to ~ (ECMA-48, 5.4).</summary>
    private static int EndOfControlSequence(ReadOnlySpan<char> text, int position)
    {
        while (position < text.Length && text[position] is >= ' ' and < '@')
        {
            position++;
        }

        return position < text.Length && text[position] is >= '@' and <= '~' ? position + 1 : position;
    }

    /// <summary>
    /// Up to the bell or the string terminator; an unfinished one hides nothing but its own introducer.
    /// </summary>
    private static int EndOfString(ReadOnlySpan<char> text, int start)
    {
        for (int position = start; position < text.Length; position++)
        {
            if (text[position] is Bell or '\u009c')
            {
                return position + 1;
            }

            if (text[position] == Escape)
            {
                return position + 1 < text.Length && text[position + 1] == '\\' ? position + 2 : position;
            }
        }

        return start;
    }

    private static Rune? Replacement(Rune rune)
    {
        if (rune.Value is '\n' or '\r' or '\t' or 0x85 or 0x2028 or 0x2029)
        {
            return new Rune(' ');
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse => null,
            _ when IsInvisible(rune.Value) => null,
            _ => rune,
        };
    }

    /// <summary>Fillers and selectors that print as nothing although their category is a letter or a mark.</summary>
    private static bool IsInvisible(int value) => value
        is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0
        or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF);
}
