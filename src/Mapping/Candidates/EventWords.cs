using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>An event as a document: its titles, and what its markets are called and ruled by.</summary>
internal sealed record EventWords(string Title, string Text, IReadOnlyCollection<string> Words)
{
    /// <summary>Markets of one event repeat each other: a few say what it is about.</summary>
    private const int MarketsRead = 6;

    private const int RulesLength = 600;

    public static EventWords Of(Event owner)
    {
        string title = $"{owner.Title} {owner.SubTitle}";
        List<string> parts = [title];
        foreach (Market market in owner.Markets.Take(MarketsRead))
        {
            parts.Add(market.Title.ToString());
            parts.Add(market.YesSubTitle.ToString());
        }

        string rules = owner.Markets.Count == 0 ? "" : owner.Markets[0].RulesPrimary.ToString();
        parts.Add(rules.Length > RulesLength ? rules[..RulesLength] : rules);
        string text = string.Join(' ', parts);
        SortedSet<string> words = new(StringComparer.Ordinal);
        WordMask.Words(text, words);
        return new EventWords(title, text, words);
    }
}

/// <summary>How many events have a word: the rare ones find their like, the common ones find everybody.</summary>
internal sealed class WordRarity
{
    private const int WordsAsked = 10;

    private readonly Dictionary<string, int> _events = new(StringComparer.Ordinal);
    private readonly int _common;

    public WordRarity(IReadOnlyList<EventWords> cards, int common)
    {
        _common = common;
        foreach (EventWords card in cards)
        {
            foreach (string word in card.Words)
            {
                _events[word] = _events.GetValueOrDefault(word) + 1;
            }
        }
    }

    /// <summary>The rarest words of an event that some other event has too.</summary>
    public List<string> Rarest(EventWords card) =>
        [.. card.Words.Where(word => _events[word] > 1 && _events[word] <= _common)
            .OrderBy(word => _events[word]).ThenBy(static word => word, StringComparer.Ordinal).Take(WordsAsked)];
}
