namespace Dutchbook.Enrichment;

/// <summary>What outside evidence says of a basket as a whole.</summary>
public enum BasketVerdict
{
    /// <summary>Nothing, or nothing that reaches either limit.</summary>
    Silent,

    /// <summary>By the evidence alone, whatever the relations say, the basket is worth more than it costs.</summary>
    Supports,

    /// <summary>
    /// By the evidence the basket is worth less than its relations say it must pay: one of them is misread, or the evidence
    /// is about something else.
    /// </summary>
    Contradicts,
}

public static class BasketVerdictExtensions
{
    public static string Word(this BasketVerdict verdict) => verdict switch
    {
        BasketVerdict.Silent => "silent",
        BasketVerdict.Supports => "supports",
        BasketVerdict.Contradicts => "contradicts",
    };
}
