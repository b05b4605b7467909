namespace Dutchbook.Mapping;

/// <summary>
/// Names and abbreviations: words that begin with a capital where no sentence begins, months, days and common words
/// left out.
/// </summary>
internal static class NameWords
{
    private static readonly HashSet<string> Common = new(
        [
            "if", "the", "this", "yes", "no", "will", "then", "et", "est", "edt", "utc", "am", "pm", "who", "what", "when", "which", "how",
            "a", "an", "in", "on", "by", "before", "after", "of", "for", "january", "february", "march", "april", "may", "june", "july",
            "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct",
            "nov", "dec", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "q1", "q2", "q3", "q4", "above",
            "below", "at", "least", "between", "over", "under", "exactly", "is", "are", "market",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>In small letters, without possessives and punctuation.</summary>
    public static IReadOnlySet<string> In(string text)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        foreach (string raw in text.Split([' ', ',', ';', ':', '(', ')', '?', '!', '"', '/', '|', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            string word = raw.Trim('.', '\'', '-', '\u2019');
            word = word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("\u2019s", StringComparison.Ordinal) ? word[..^2] : word;
            if (word.Length > 1 && char.IsUpper(word[0]) && !Common.Contains(word))
            {
                names.Add(word.ToLowerInvariant());
            }
        }

        return names;
    }
}
