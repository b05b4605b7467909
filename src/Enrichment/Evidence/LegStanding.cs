namespace Dutchbook.Enrichment;

/// <summary>How the price a basket pays for a leg stands to the fair-value band of that side.</summary>
public enum LegStanding
{
    /// <summary>No evidence.</summary>
    Unknown,

    /// <summary>Inside the band.</summary>
    InLine,

    /// <summary>Below the band: this leg is where the mispricing is.</summary>
    Cheap,

    /// <summary>Above the band: the other legs have to make up for it.</summary>
    Dear,
}

public static class LegStandingExtensions
{
    public static string Word(this LegStanding standing) => standing switch
    {
        LegStanding.Unknown => "unknown",
        LegStanding.InLine => "in line",
        LegStanding.Cheap => "cheap",
        LegStanding.Dear => "dear",
    };
}
