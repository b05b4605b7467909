namespace Dutchbook.Domain;

/// <summary>What layer 2 hands to the next: the relations found, and every relation that looked possible but was refused.</summary>
public sealed class RelationMap
{
    public required IReadOnlyList<Relation> Relations { get; init; }

    public required IReadOnlyList<Refusal> Refusals { get; init; }

    /// <summary>Ids of relations that the markets' structure shows and a person took out.</summary>
    public IReadOnlyList<string> Barred { get; init; } = [];

    public static RelationMap Empty { get; } = new() { Relations = [], Refusals = [] };
}

/// <summary>A relation that was not made: the rule that declined, the event or markets concerned, and why.</summary>
public sealed record Refusal(string Rule, string Subject, string Reason);
