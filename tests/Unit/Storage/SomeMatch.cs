using Dutchbook.Domain;

namespace Dutchbook.Unit.Storage;

/// <summary>A match as a pass finds it.</summary>
internal static class SomeMatch
{
    public static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static FoundMatch Found(string ticker = "KXFED-27MAR-T3.00", string theirId = "516947", string texts = "h1") => new()
    {
        Ticker = ticker,
        TheirId = theirId,
        TextsHash = texts,
        Grade = MatchGrade.Equivalent,
        Differences = [new RuleDifference(RuleAspect.Deadline, "2027-03-17", "")],
        Question = "Will the upper bound be above 3 %?",
        TheirQuestion = "Upper bound above \"3 %\"?",
        TheirRules = "",
    };
}
