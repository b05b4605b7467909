namespace Dutchbook.Mapping;

/// <summary>
/// What the sentence around a comparison lets follow from it. Under a denial nothing does; where the fact can happen more than
/// once, wider ranges still follow from narrower ones but ranges do not exclude each other; where a further condition must be
/// met, ranges exclude each other but none of them need pay.
/// </summary>
internal static class Context
{
    private static readonly Wording Denials = new(
        " not ", "n't ", " never ", " no ", " none ", " neither ", " nor ", " fail", " false", " only ", " exactly ", " without ",
        " first time ");

    private static readonly Wording Repeats = new(
        "at any time", "any month", "any day", "any week", "any year", "any point", "any city", "any state", "if any ", "some point",
        "at least once", " once ", " hits ", " reaches ", " ever ", " a day ", " a week ", " a month ", " occurs", "if a ", "if an ",
        "if there is ", " before ", " prior to ", " until ");

    private static readonly Wording Conditions = new(
        " and ", " but ", " if ", " unless ", " while ", " provided ", " except ", " when ", " as long as ");

    private static readonly string[] Comparatives = ["above", "more", "greater", "higher", "below", "less", "fewer", "lower", "before", "after"];

    private static readonly string[] OutcomeVerbs = [" by ", " with "];

    private static readonly string[] BeginningsOfDates = ["the end of ", "end of ", "year", "20"];

    /// <summary>Why a narrower range need not be harder to hit; null when it is.</summary>
    public static string? Denial(string template)
    {
        string sentence = $" {Sentence(template)} ".Replace(" no longer ", " now ", StringComparison.Ordinal);
        string? found = Denials.FirstIn(sentence)
            ?? ComparisonPhrase.All(sentence).Where(static phrase => phrase.Direction == Direction.Below)
                .Select(phrase => sentence[phrase.Start..phrase.End]).FirstOrDefault()
            ?? BetweenPhrase.Pairs(sentence, NumberText.All(sentence))
                .Where(pair => BetweenPhrase.IsAnnounced(sentence, pair.Low) && !IsYear(pair.Low) && !IsYear(pair.High))
                .Select(pair => $"between {sentence[pair.Low.Start..pair.High.End]}").FirstOrDefault();
        return found is null ? null : $"the rules say \"{found.Trim()}\": a higher strike need not be harder to meet";
    }

    /// <summary>Why two ranges may pay at once; null when the sentence is about one value.</summary>
    public static string? Repeat(string template)
    {
        string sentence = $"{Sentence(template)} ";
        int place = sentence.IndexOf(IntervalReading.Placeholder, StringComparison.Ordinal);
        string? found = DatePhrase.IsIn(sentence) || SaysBy(sentence) ? "a deadline"
            : Repeats.FirstIn(sentence, words => !IsClockTime(sentence, words))
            ?? Alternative(sentence)
            ?? (IsWithinYear(sentence, place) ? "a whole year" : null);
        return found is not null
            ? $"the rules speak of \"{found.Trim()}\", within which the observable can take many values: ranges of it do not exclude each other"
            : OneValue.IsNamed(sentence) ? null
            : "the rules name no instant, extreme, count or report by which the observable has one value: ranges of it need not exclude each other";
    }

    /// <summary>Why none of the ranges that cover every value may pay; null when one must.</summary>
    public static string? Condition(string template)
    {
        string sentence = Sentence(template);
        int place = sentence.IndexOf(IntervalReading.Placeholder, StringComparison.Ordinal);
        string before = sentence[..place].TrimEnd() + " ";
        string after = $" {sentence[(place + 1)..]} ".Replace(", ", " , ", StringComparison.Ordinal);
        string? found = Array.Find(OutcomeVerbs, words => before.EndsWith(words, StringComparison.OrdinalIgnoreCase))
            ?? Conditions.FirstIn(after)
            ?? (JoinsClauses(before) ? " and " : null);
        return found is null ? null : $"the rules say \"{found.Trim()}\": none of the ranges need pay";
    }

    /// <summary>The condition alone; what follows "then" is the consequence.</summary>
    private static string Sentence(string template)
    {
        int place = template.IndexOf(IntervalReading.Placeholder, StringComparison.Ordinal);
        int end = template.IndexOf(", then", place, StringComparison.OrdinalIgnoreCase);
        end = end < 0 ? template.IndexOf("the market resolve", place, StringComparison.OrdinalIgnoreCase) : end;
        return end < 0 ? template : template[..end];
    }

    /// <summary>"before 5 PM" is an instant, "before March" a stretch of time.</summary>
    private static bool IsClockTime(string sentence, string words)
    {
        if (words != " before ")
        {
            return false;
        }

        int at = sentence.IndexOf(words, StringComparison.OrdinalIgnoreCase) + words.Length;
        int end = at;
        while (end < sentence.Length && (char.IsAsciiDigit(sentence[end]) || sentence[end] is ':' or ' '))
        {
            end++;
        }

        return end > at && (string.CompareOrdinal(sentence, end, "AM", 0, 2) == 0 || string.CompareOrdinal(sentence, end, "PM", 0, 2) == 0);
    }

    private static bool SaysBy(string sentence)
    {
        for (int at = sentence.IndexOf(" by ", StringComparison.Ordinal); at >= 0; at = sentence.IndexOf(" by ", at + 1, StringComparison.Ordinal))
        {
            ReadOnlySpan<char> rest = sentence.AsSpan(at + 4);
            if (DatePhrase.BeginsWithMonth(rest))
            {
                return true;
            }

            foreach (string words in BeginningsOfDates)
            {
                if (rest.StartsWith(words, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>"A or B" is true by either; "3 or above" is one comparison.</summary>
    private static string? Alternative(string sentence)
    {
        for (int at = sentence.IndexOf(" or ", StringComparison.OrdinalIgnoreCase); at >= 0;
            at = sentence.IndexOf(" or ", at + 1, StringComparison.OrdinalIgnoreCase))
        {
            string rest = sentence[(at + 4)..];
            if (!Comparatives.Any(words => rest.StartsWith(words, StringComparison.OrdinalIgnoreCase)))
            {
                return " or ";
            }
        }

        return null;
    }

    /// <summary>A price that "is above 30 in 2026" may be so on any day of it.</summary>
    private static bool IsWithinYear(string sentence, int place)
    {
        string after = sentence[(place + 1)..].TrimStart('%', '\u00B0', ' ');
        return after.Length >= 7 && after.StartsWith("in 20", StringComparison.Ordinal) && char.IsAsciiDigit(after[5])
            && (sentence[..place].EndsWith(" is ", StringComparison.Ordinal) || sentence[..place].EndsWith(" are ", StringComparison.Ordinal));
    }

    /// <summary>"cuts rates and the index" joins two facts, "Atlanta and Washington" two names.</summary>
    private static bool JoinsClauses(string before)
    {
        int at = before.LastIndexOf(" and ", StringComparison.Ordinal);
        return at >= 0 && at + 5 < before.Length && char.IsAsciiLetterLower(before[at + 5]);
    }

    private static bool IsYear(NumberText number) => number.Value is > 1900 and < 2200 && number.End - number.Start == 4;
}
