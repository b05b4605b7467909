using System.Globalization;
using System.Text;

namespace Dutchbook.Mapping;

/// <summary>
/// Text from outside on its way to a model: what a person would not see is taken out, so that nothing can hide in it,
/// and its length has a limit. It reaches the model only as a JSON string, in which quotes, line breaks and everything
/// beyond ASCII are escaped.
/// </summary>
public static class PromptText
{
    private const char FirstFullWidth = '\uFF01';
    private const char LastFullWidth = '\uFF5E';
    private const int FullWidthOffset = 0xFEE0;

    /// <summary>The text, and whether all of it fits.</summary>
    public static (string Text, bool IsWhole) Clean(string text, int most)
    {
        StringBuilder clean = new(Math.Min(text.Length, most));
        bool space = false;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control)
            {
                space = clean.Length > 0;
                continue;
            }

            if (IsHidden(rune))
            {
                continue;
            }

            if (clean.Length + (space ? 1 : 0) + rune.Utf16SequenceLength > most)
            {
                return (clean.ToString(), false);
            }

            if (space)
            {
                clean.Append(' ');
                space = false;
            }

            clean.Append(Plain(rune));
        }

        return (clean.ToString(), true);
    }

    /// <summary>Direction marks, zero-width signs, tags, private and unassigned signs, and halves of pairs.</summary>
    private static bool IsHidden(Rune rune) => rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format
        or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned;

    /// <summary>Full-width letters read like ordinary ones and compare unlike them.</summary>
    private static string Plain(Rune rune) => rune.Value is >= FirstFullWidth and <= LastFullWidth
        ? ((char)(rune.Value - FullWidthOffset)).ToString()
        : rune.ToString();
}
