namespace Dutchbook.Enrichment;

/// <summary>What the futures imply for one decision.</summary>
public sealed record MeetingOdds
{
    public required DateOnly Day { get; init; }

    /// <summary>The average effective rate until the decision, in per cent.</summary>
    public required decimal Before { get; init; }

    /// <summary>The same after it.</summary>
    public required decimal After { get; init; }

    /// <summary>
    /// A neighbouring contract was not there, and a month with a decision of its own stood in for a quiet one.
    /// </summary>
    public required bool Approximate { get; init; }

    /// <summary>The moves of this decision alone.</summary>
    public required MoveOdds Own { get; init; }

    /// <summary>The moves from the present target range to the one after this decision.</summary>
    public required MoveOdds Total { get; init; }

    /// <summary>Expected moves of 25 basis points.</summary>
    public decimal Moves => (After - Before) / MoveOdds.Step;

    /// <summary>The probability that the target range's upper limit is above a strike after this decision.</summary>
    /// <param name="upper">The present upper limit in per cent.</param>
    public decimal UpperLimitAbove(decimal strike, decimal upper)
    {
        decimal moves = (strike - upper) / MoveOdds.Step;
        return Total.AtLeast((int)decimal.Floor(moves) + 1);
    }
}
