namespace Dutchbook.Kalshi;

/// <summary>Which generation of the venue's fields is expected. The live client knows only the current one.</summary>
public enum Era
{
    /// <summary>Dollar strings and fixed-point counts, since March 2026.</summary>
    Current,

    /// <summary>Integer cents and no sizes, as recorded before.</summary>
    Cents,
}
