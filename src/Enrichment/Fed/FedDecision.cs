namespace Dutchbook.Enrichment;

/// <summary>What one decision did, in the five outcomes of the venue's decision markets.</summary>
public enum FedDecision
{
    CutMoreThan25,
    Cut25,
    Hold,
    Hike25,
    HikeMoreThan25,
}

public static class FedDecisionExtensions
{
    /// <summary>The probability of an outcome by the moves of that decision alone.</summary>
    public static decimal ChanceIn(this FedDecision decision, MoveOdds own) => decision switch
    {
        FedDecision.CutMoreThan25 => own.AtMost(-2),
        FedDecision.Cut25 => own.Chance(-1),
        FedDecision.Hold => own.Chance(0),
        FedDecision.Hike25 => own.Chance(1),
        FedDecision.HikeMoreThan25 => own.AtLeast(2),
    };

    /// <summary>Reads the last part of a ticker: C26, C25, H0, H25 or H26.</summary>
    public static FedDecision? Parse(string code) => code switch
    {
        "C26" => FedDecision.CutMoreThan25,
        "C25" => FedDecision.Cut25,
        "H0" => FedDecision.Hold,
        "H25" => FedDecision.Hike25,
        "H26" => FedDecision.HikeMoreThan25,
        _ => null,
    };
}
