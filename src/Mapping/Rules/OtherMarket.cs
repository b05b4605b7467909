using System.Text;
using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// A market that resolves YES exactly when none of the markets beside it does. Only a denial of all of them says so: "another
/// candidate wins" asks for a winner, and there may be none.
/// </summary>
internal static class OtherMarket
{
    private static readonly string[] OfMarkets =
        ["none of the other markets", "none of the outcomes of the other markets", "none of the other outcomes", "none of the above markets"];

    private static readonly string[] OfNames = ["none of the listed ", "none of the above ", "none of the other listed "];

    private static readonly string[] FurtherConditions = [" and ", " but ", " if ", " unless ", " provided ", " while ", " except "];

    private static readonly string[] Titles = ["other", "none", "neither", "no one", "any other", "the field"];

    /// <summary>The market whose rules deny all other members.</summary>
    public static Market? Find(IReadOnlyList<Market> members) => members.FirstOrDefault(market => Denies(market, members));

    /// <summary>A market that is called one, whatever its rules say.</summary>
    public static Market? Titled(IReadOnlyList<Market> members) => members.FirstOrDefault(static market =>
        Array.Exists(Titles, words => BeginsWith(market.YesSubTitle.Span, words)));

    private static bool BeginsWith(ReadOnlySpan<byte> text, string words) =>
        text.Length >= words.Length && Ascii.EqualsIgnoreCase(text[..words.Length], words);

    private static bool Denies(Market market, IReadOnlyList<Market> members)
    {
        // Every denial below has one of these words, and most rules have neither.
        ReadOnlySpan<byte> rules = market.RulesPrimary.Span;
        if (rules.IndexOf(" not "u8) < 0 && rules.IndexOf("none of "u8) < 0 && rules.IndexOf("None of "u8) < 0)
        {
            return false;
        }

        string condition = Condition(market);
        return !Array.Exists(FurtherConditions, words => condition.Contains(words, StringComparison.OrdinalIgnoreCase))
            && (DeniesMarkets(condition) || DeniesNames(condition, market, members) || DeniesEach(condition, market, members));
    }

    private static bool DeniesMarkets(string condition) =>
        Array.Exists(OfMarkets, words => condition.StartsWith("If " + words, StringComparison.OrdinalIgnoreCase));

    /// <summary>"If none of the listed candidates wins the race" beside "If Austin wins the race".</summary>
    private static bool DeniesNames(string condition, Market market, IReadOnlyList<Market> members)
    {
        string? predicate = Array.Find(OfNames, words => condition.StartsWith("If " + words, StringComparison.OrdinalIgnoreCase)) is { } listed
            ? AfterWord(condition, 3 + listed.Length)
            : condition.StartsWith("If none of the ", StringComparison.OrdinalIgnoreCase)
                && condition.IndexOf(" listed above ", StringComparison.OrdinalIgnoreCase) is > 0 and var at
                ? condition[(at + " listed above".Length)..]
                : null;
        return predicate is { Length: > 0 } && members.All(other => ReferenceEquals(other, market)
            || (!other.YesSubTitle.IsEmpty && Condition(other) == $"If {other.YesSubTitle}{predicate}"));
    }

    /// <summary>"If the summit is not held in A or B" beside "If the summit is held in A".</summary>
    private static bool DeniesEach(string condition, Market market, IReadOnlyList<Market> members)
    {
        int denial = condition.IndexOf(" not ", StringComparison.Ordinal);
        if (denial < 0)
        {
            return false;
        }

        string claimed = condition.Remove(denial, " not".Length);
        string[] names = [.. members.Where(other => !ReferenceEquals(other, market)).Select(static other => other.YesSubTitle.ToString())];
        int start = names.Min(name => name.Length == 0 ? -1 : claimed.IndexOf(name, StringComparison.Ordinal));
        if (start < denial || ListEnd(claimed, start, names) is not { } end)
        {
            return false;
        }

        string tail = claimed[end..];
        return members.All(other => ReferenceEquals(other, market)
            || Condition(other) == claimed[..start] + other.YesSubTitle
            || Condition(other) == claimed[..start] + other.YesSubTitle + tail);
    }

    /// <summary>Where a list of exactly these names ends; null when it names another, or leaves one out.</summary>
    private static int? ListEnd(string text, int start, string[] names)
    {
        HashSet<string> left = new(names, StringComparer.Ordinal);
        int at = start;
        while (left.Where(name => string.CompareOrdinal(text, at, name, 0, name.Length) == 0).MaxBy(static name => name.Length) is { } name)
        {
            left.Remove(name);
            at += name.Length;
            if (left.Count == 0)
            {
                return at == text.Length || text[at] is ' ' && !text.AsSpan(at).StartsWith(" or ", StringComparison.Ordinal) || IsAside(text, at)
                    ? at : null;
            }

            string? joint = Array.Find([", or ", ", nor ", ", ", " or ", " nor "], words => string.CompareOrdinal(text, at, words, 0, words.Length) == 0);
            if (joint is null)
            {
                return null;
            }

            at += joint.Length;
        }

        return null;
    }

    private static bool IsAside(string text, int at) => text.AsSpan(at).StartsWith(", whether ", StringComparison.Ordinal);

    private static string? AfterWord(string text, int start)
    {
        int end = text.IndexOf(' ', start);
        return end < 0 ? null : text[end..];
    }

    /// <summary>The rules up to "then the market resolves".</summary>
    private static string Condition(Market market)
    {
        string rules = market.RulesPrimary.ToString();
        int end = rules.IndexOf(", then", StringComparison.OrdinalIgnoreCase);
        end = end < 0 ? rules.IndexOf(". ", StringComparison.Ordinal) : end;
        return end < 0 ? rules : rules[..end];
    }
}
