using System.Text;
using System.Text.RegularExpressions;

namespace Dutchbook.Enrichment;

/// <summary>
/// Finds orders to a language model in text that strangers wrote. It finds the blunt ones, so that a person hears of them; what keeps
/// the others from doing harm is that no answer of a model can raise anything.
/// </summary>
public static partial class StrangersOrders
{
    private const int PatternTimeOut = 200;
    private const int Longest = 20_000;
    private const int Shown = 60;

    /// <summary>From a letter to its wide form.</summary>
    private const int WideOffset = 0xFEE0;

    /// <summary>The order, on one line and cut; null where there is none.</summary>
    public static string? Find(string text)
    {
        string part = text.Length > Longest ? text[..Longest] : text;
        if (Hidden(part))
        {
            return "characters that no reader sees";
        }

        try
        {
            System.Text.RegularExpressions.Match found = Orders().Match(Plain(part));
            return found.Success ? ReviewPrompt.Clean(found.Value.Trim(), Shown) : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return "text made to be slow to read";
        }
    }

    /// <summary>Wide letters are the same letters to a model, and what has no width is not there.</summary>
    private static string Plain(string text)
    {
        StringBuilder plain = new(text.Length);
        foreach (char letter in text)
        {
            if (letter is >= '\uFF01' and <= '\uFF5E')
            {
                plain.Append((char)(letter - WideOffset));
            }
            else if (letter is not ((>= '\u200B' and <= '\u200F') or '\u2060' or '\uFEFF' or '\u00AD'))
            {
                plain.Append(letter);
            }
        }

        return plain.ToString();
    }

    /// <summary>Tag characters, which spell words that are not drawn.</summary>
    private static bool Hidden(string text) =>
        text.EnumerateRunes().Any(static rune => rune.Value is >= 0xE0000 and <= 0xE007F);

    [GeneratedRegex(
        @"(ignore|disregard|forget|override)\s+(all\s+|any\s+|the\s+|your\s+|these\s+)*(previous|prior|above|earlier|preceding|system)?\s*(instructions?|prompts?|rules\s+above|messages?)\b"
        + @"|system\s+(prompt|note\s*:)|</?system>|<\|im_(start|end)\|>|\[/?INST\]|maintenance\s+mode|approve\s+everything"
        + @"|[\r\n]\s*(human|assistant)\s*:|""(still_valid|counter_world|verdict)""\s*:|veto\s+checks?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternTimeOut)]
    private static partial Regex Orders();
}
