using System.Buffers;

namespace Dutchbook.Mapping;

/// <summary>
/// What is left of a rule when its numbers, dates and comparisons are taken out: two markets with the same mask ask the
/// same question of other strikes, other days or another side.
/// </summary>
internal static class WordMask
{
    private const ulong Seed = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Left = new HashSet<string>(
        [
            "above", "below", "over", "under", "at", "least", "most", "more", "less", "fewer", "greater", "higher", "lower", "than", "or",
            "equal", "to", "and", "between", "exactly", "inclusive", "strictly", "up", "before", "by", "after", "prior", "on", "until",
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "january", "february", "march",
            "april", "june", "july", "august", "september", "october", "november", "december", "am", "pm", "st", "nd", "rd", "th",
        ],
        StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<char> Breaks = SearchValues.Create(" \t\r\n.,;:!?()[]{}\"'$%/|\u00B0\u2013\u2014-");

    /// <summary>A hash of the words that are left, in their order; zero when none are.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        ulong hash = Seed;
        bool any = false;
        foreach (Range range in text.SplitAny(Breaks))
        {
            ReadOnlySpan<char> word = text[range];
            if (word.IsEmpty || word.ContainsAnyInRange('0', '9') || Left.Contains(word))
            {
                continue;
            }

            any = true;
            foreach (char letter in word)
            {
                hash = (hash ^ char.ToLowerInvariant(letter)) * Prime;
            }

            hash = (hash ^ ' ') * Prime;
        }

        return any ? hash : 0;
    }

    /// <summary>
    /// The words of a text that say what it is about, in small letters; numbers are words too, one-letter words are
    /// not.
    /// </summary>
    public static void Words(ReadOnlySpan<char> text, ISet<string> words)
    {
        foreach (Range range in text.SplitAny(Breaks))
        {
            ReadOnlySpan<char> word = text[range];
            if (word.Length > 1)
            {
                words.Add(word.ToString().ToLowerInvariant());
            }
        }
    }
}
