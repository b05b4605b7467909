using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>An event as the text whose embedding says what it is about: cleaned and capped, because it goes to a stranger's server.</summary>
public static class EventText
{
    private const int Length = 1_200;

    /// <summary>Null where the event says nothing.</summary>
    public static string? Of(Event owner) =>
        PromptText.Clean(EventWords.Of(owner).Text, Length).Text is { Length: > 0 } text ? text : null;
}
