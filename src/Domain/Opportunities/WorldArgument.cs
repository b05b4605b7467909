namespace Dutchbook.Domain;

/// <summary>Why no admissible world was forgotten.</summary>
/// <param name="Worlds">
/// How many admissible worlds the basket's own markets have; null when they were not all listed.
/// </param>
/// <param name="Cells">The cells of the line, where the worlds are those; null otherwise.</param>
public sealed record WorldArgument(WorldSource Source, int? Worlds, int? Cells = null)
{
    public override string ToString() => Source switch
    {
        WorldSource.ClosedForm => "closed form",
        WorldSource.Enumerated => $"enumerated, {Worlds} worlds",
        WorldSource.Line => $"line with {Cells} cells",
        WorldSource.Oracle => "oracle",
    };
}

/// <summary>How the admissible worlds of a basket are known.</summary>
public enum WorldSource
{
    /// <summary>The relation's own form says which worlds are the worst.</summary>
    ClosedForm,

    /// <summary>All were listed.</summary>
    Enumerated,

    /// <summary>One cell of a line comes true.</summary>
    Line,

    /// <summary>An exact search found the worst among too many to list.</summary>
    Oracle,
}

public static class WorldSourceExtensions
{
    /// <summary>The word in JSON.</summary>
    public static string Word(this WorldSource source) => source switch
    {
        WorldSource.ClosedForm => "closed form",
        WorldSource.Enumerated => "enumerated",
        WorldSource.Line => "line",
        WorldSource.Oracle => "oracle",
    };
}

/// <summary>How several relations carry a payoff.</summary>
public enum RelationBasis
{
    /// <summary>Each of them guarantees it by itself.</summary>
    Alone,

    /// <summary>Only all of them together do: none is superfluous.</summary>
    Together,
}

public static class RelationBasisExtensions
{
    /// <summary>The word in JSON.</summary>
    public static string Word(this RelationBasis basis) => basis switch
    {
        RelationBasis.Alone => "alone",
        RelationBasis.Together => "together",
    };
}
