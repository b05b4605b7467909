namespace Dutchbook.Cli;

/// <summary>The second look at a candidate's books before it counts as an opportunity.</summary>
[Section("The second look at a candidate's books before it counts as an opportunity.")]
internal sealed record ValidationOptions
{
    [Setting("The oldest a book may be.", Min = "1", Max = "60000", Unit = "milliseconds")]
    public int MaxBookAgeMs { get; init; } = 2_000;

    [Setting("The most the books of two legs may lie apart in time; at most `max_book_age_ms`.", Min = "0",
        Max = "60000", Unit = "milliseconds")]
    public int MaxLegSkewMs { get; init; } = 500;
}
