using System.Buffers;

namespace Dutchbook.Mapping;

/// <summary>
/// Words looked for in text whatever their case. Most texts have none of them, and this search tells so at the speed of memory;
/// the runtime's own goes letter by letter where globalization is invariant, as it is here.
/// </summary>
internal sealed class Wording(params string[] words)
{
    private readonly SearchValues<string> _any = SearchValues.Create(words, StringComparison.OrdinalIgnoreCase);

    public bool IsIn(ReadOnlySpan<char> text) => text.ContainsAny(_any);

    /// <summary>Where the first of them stands; -1 when there is none.</summary>
    public int IndexIn(ReadOnlySpan<char> text) => text.IndexOfAny(_any);

    /// <summary>The first of them by their own order, not the text's, that counts; null when the text has none.</summary>
    public string? FirstIn(ReadOnlySpan<char> text, Predicate<string>? counts = null)
    {
        if (!IsIn(text))
        {
            return null;
        }

        foreach (string word in words)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase) && counts?.Invoke(word) != false)
            {
                return word;
            }
        }

        return null;
    }
}
