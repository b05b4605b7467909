namespace Dutchbook.Domain;

/// <summary>The outcome a contract pays on.</summary>
public enum Side
{
    Yes = 0,
    No,
}

public static class SideExtensions
{
    public static Side Opposite(this Side side) => side switch
    {
        Side.Yes => Side.No,
        Side.No => Side.Yes,
    };

    /// <summary>The venue's word.</summary>
    public static string Word(this Side side) => side switch
    {
        Side.Yes => "yes",
        Side.No => "no",
    };
}
