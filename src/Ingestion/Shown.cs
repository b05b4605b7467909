using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dutchbook.Ingestion;

/// <summary>
/// Outside text as a message may carry it: short, and with a sign in place of everything that a terminal would act on or that
/// changes the direction or the look of the words around it.
/// </summary>
public static class Shown
{
    private const int Longest = 40;
    private const int LongestName = 120;

    public static string Text(ReadOnlySpan<byte> text, int longest = Longest)
    {
        StringBuilder shown = new();
        for (int letters = 0; !text.IsEmpty; letters++)
        {
            if (letters == longest)
            {
                return shown.Append("...").ToString();
            }

            Rune.DecodeFromUtf8(text, out Rune rune, out int length);
            shown.Append(IsPlain(rune) ? rune.ToString() : "\uFFFD");
            text = text[length..];
        }

        return shown.ToString();
    }

    public static string Text(string text) => Text(Encoding.UTF8.GetBytes(text));

    /// <summary>A ticker or another name that somebody may want to look up: long enough to be whole.</summary>
    public static string Name(string name) => Text(Encoding.UTF8.GetBytes(name), LongestName);

    /// <summary>
    /// Why the JSON reader stopped, without its own idea of the place, which counts from the last window, and without the text
    /// that it quotes for a word it does not know, which is all that the window holds.
    /// </summary>
    public static string Reason(JsonException problem)
    {
        int end = problem.Message.IndexOf(" LineNumber", StringComparison.Ordinal);
        string reason = end > 0 ? problem.Message[..end] : problem.Message;
        return reason.Contains("JSON literal", StringComparison.Ordinal)
            ? "a word that JSON does not have"
            : Text(Encoding.UTF8.GetBytes(reason.TrimEnd('.')), longest: 160);
    }

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned);
}
