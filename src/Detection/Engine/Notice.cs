using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>What happened to a mispricing since notices were last drained.</summary>
public enum Change : byte
{
    Became,
    Stays,
    Ceased,
}

/// <summary>That a relation became mispriced at the touch, still is after a quote of its markets, or is no longer.</summary>
/// <param name="Handle">The relation's handle in the engine; given up already if it was removed.</param>
/// <param name="Relation">The relation.</param>
/// <param name="Change">What happened.</param>
/// <param name="Edge">
/// The most that one unit of its best basket can earn, before fees are rounded; never less than it does earn, and zero
/// once it ceased.
/// </param>
public readonly record struct Notice(RelationHandle Handle, Relation Relation, Change Change, Money Edge);
