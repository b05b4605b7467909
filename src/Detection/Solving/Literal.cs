namespace Dutchbook.Detection;

/// <summary>A claim as a literal: twice the variable, plus one for NO. Flipping the last bit negates it.</summary>
internal static class Literal
{
    public static int Yes(int variable) => 2 * variable;

    public static int No(int variable) => (2 * variable) + 1;

    public static int Not(int literal) => literal ^ 1;

    public static int VariableOf(int literal) => literal >> 1;

    public static bool IsYes(int literal) => (literal & 1) == 0;

    /// <summary>Whether the literal pays in a world, one bit a variable.</summary>
    public static bool Holds(int literal, ReadOnlySpan<ulong> world) =>
        WorldBits.Get(world, VariableOf(literal)) == IsYes(literal);
}
