namespace Dutchbook.Detection;

/// <summary>
/// What is logically possible in a cluster: its markets as true or false variables, and the facts that bind them.
/// A world is one assignment that agrees with every fact.
/// </summary>
internal sealed class ClusterLogic
{
    private readonly LogicConstraint[] _constraints;

    public ClusterLogic(int variables, IEnumerable<LogicConstraint> constraints)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(variables, 1);
        Variables = variables;
        _constraints = [.. constraints];
        foreach (LogicConstraint constraint in _constraints)
        {
            foreach (int literal in constraint.Literals)
            {
                if (literal < 0 || Literal.VariableOf(literal) >= variables)
                {
                    throw new ArgumentException($"Literal {literal} names no variable.", nameof(constraints));
                }
            }
        }
    }

    public int Variables { get; }

    /// <summary>How many words of 64 bits hold a world.</summary>
    public int Words => WorldBits.WordsFor(Variables);

    public ReadOnlySpan<LogicConstraint> Constraints => _constraints;

    /// <summary>Whether a world agrees with every fact, read from the definitions alone.</summary>
    public bool Admits(ReadOnlySpan<ulong> world)
    {
        foreach (LogicConstraint constraint in _constraints)
        {
            if (!constraint.Admits(world))
            {
                return false;
            }
        }

        return true;
    }
}
