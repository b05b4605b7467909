using System.Globalization;
using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// The rules of two markets side by side, aspect by aspect: what review shows and what is stored as evidence.
/// </summary>
internal static class RuleTable
{
    public static IReadOnlyList<RuleDifference> Of(RuleFacts left, RuleFacts right) =>
    [
        new(RuleAspect.Source, left.Source, right.Source),
        new(RuleAspect.Instant, Instant(left.Market.ExpectedExpirationTime), Instant(right.Market.ExpectedExpirationTime)),
        new(RuleAspect.Deadline, Deadline(left.Deadline), Deadline(right.Deadline)),
        new(RuleAspect.Period, left.Period, right.Period),
        new(RuleAspect.TimeZone, left.TimeZone, right.TimeZone),
        new(RuleAspect.Strike, left.Strike, right.Strike),
        new(RuleAspect.Rounding, left.Rounding, right.Rounding),
        new(RuleAspect.Revision, left.Revision, right.Revision),
        new(RuleAspect.Aggregation, left.Aggregation, right.Aggregation),
        new(RuleAspect.Quantity, left.Quantity, right.Quantity),
        new(RuleAspect.Order, left.Order, right.Order),
        new(RuleAspect.Negation, left.Negation, right.Negation),
        new(RuleAspect.Subject, string.Join(' ', left.Names), string.Join(' ', right.Names)),
        new(RuleAspect.EarlyClose, left.EarlyClose, right.EarlyClose),
        new(RuleAspect.Void, left.Void, right.Void),
        new(RuleAspect.Tie, left.Tie, right.Tie),
    ];

    private static string Instant(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";

    private static string Deadline(DatePhrase? date) => date is not { } phrase ? ""
        : string.Create(CultureInfo.InvariantCulture, $"before {phrase.Cutoff:yyyy-MM-dd}{(phrase.IsMinuteBefore ? ", by its last minute" : "")}");
}
