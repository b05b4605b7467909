namespace Dutchbook.Mapping;

/// <summary>
/// Classes of words that change what a rule means: two rules with different members of a class do not decide alike.
/// </summary>
internal sealed class WordClass(params (string Words, string Meaning)[] members)
{
    public static WordClass TimeZone { get; } = new(
        (" ET", "Eastern"), (" EST", "Eastern"), (" EDT", "Eastern"), ("Eastern Time", "Eastern"), ("UTC", "UTC"), ("GMT", "UTC"),
        (" PT", "Pacific"), (" PST", "Pacific"), (" PDT", "Pacific"), (" CT", "Central"), (" CST", "Central"), (" CDT", "Central"),
        ("local time", "local"), (" JST", "Tokyo"), (" CET", "Central European"));

    public static WordClass Rounding { get; } = new(
        ("one decimal", "0.1"), ("one-decimal", "0.1"), ("nearest tenth", "0.1"), ("two decimal", "0.01"), ("two-decimal", "0.01"),
        ("nearest hundredth", "0.01"), ("nearest cent", "0.01"), ("whole degree", "1"), ("whole-degree", "1"), ("whole number", "1"),
        ("nearest whole", "1"), ("nearest degree", "1"), ("rounded down", "down"), ("rounded up", "up"), ("truncated", "down"),
        ("three decimal", "0.001"), ("four decimal", "0.0001"));

    public static WordClass Revision { get; } = new(
        ("first published", "first"), ("first reported", "first"), ("first release", "first"), ("initial release", "first"),
        ("initially reported", "first"), ("initial estimate", "first"), ("advance estimate", "first"), ("first estimate", "first"),
        ("preliminary", "preliminary"), ("second estimate", "second"), ("third estimate", "third"), ("as revised", "revised"),
        ("revised figure", "revised"), ("latest revision", "revised"), ("most recent revision", "revised"), ("final estimate", "final"),
        ("after revisions", "revised"), ("revisions will not", "first"), ("revisions after", "first"), ("subsequent revisions", "first"));

    public static WordClass Aggregation { get; } = new(
        ("average", "average"), (" mean ", "average"), ("median", "median"), ("closing", "close"), (" close ", "close"), ("last trade", "last"),
        ("last price", "last"), (" last ", "last"), ("highest", "highest"), ("maximum", "highest"), ("peak", "highest"), ("lowest", "lowest"),
        ("minimum", "lowest"), (" total", "total"), ("cumulative", "total"), ("at any point", "any time"), ("at any time", "any time"),
        ("settlement price", "settlement"), ("opening", "open"), ("seasonally adjusted", "adjusted"), ("year-over-year", "year"),
        ("month-over-month", "month"), ("twelve months", "year"), ("12-month", "year"), ("annualized", "annualized"), ("core ", "core"));

    /// <summary>A decision is not the level it leads to: between two meetings the level can move without one.</summary>
    public static WordClass Quantity { get; } = new(
        (" cuts ", "a change"), (" cut ", "a change"), (" hikes ", "a change"), (" hike ", "a change"), (" raises ", "a change"),
        (" lowers ", "a change"), (" decision", "a change"), ("basis points", "a change"), (" increases by", "a change"),
        (" decreases by", "a change"), ("upper bound", "a level"), ("lower bound", "a level"), ("target range", "a level"));

    public static WordClass Order { get; } = new(
        (" next ", "next"), (" first ", "first"), (" second ", "second"), (" last ", "last"), (" only ", "only"), (" another ", "another"),
        (" again", "again"), (" re-", "again"), (" exactly ", "exactly"), (" consecutive", "consecutive"), (" current ", "current"));

    public static WordClass Negation { get; } = new(
        (" not ", "not"), ("n't ", "not"), (" never ", "not"), (" no ", "not"), (" without ", "not"), (" fails ", "not"), (" fail ", "not"),
        (" neither ", "not"), (" unless ", "not"), (" none ", "not"), ("cannot ", "not"), ("no one ", "not"), ("nobody ", "not"),
        (" refuse", "not"), (" remains ", "remains"), (" stays ", "remains"));

    /// <summary>
    /// What the text has of the class, each meaning once and in order; empty when it has nothing of it.
    /// </summary>
    public string In(string text)
    {
        SortedSet<string> found = new(StringComparer.Ordinal);
        string padded = $" {text} ";
        foreach ((string words, string meaning) in members)
        {
            if (padded.Contains(words, StringComparison.OrdinalIgnoreCase) && !(words is " ET" && !padded.Contains(words, StringComparison.Ordinal)))
            {
                found.Add(meaning);
            }
        }

        return string.Join(", ", found);
    }
}
