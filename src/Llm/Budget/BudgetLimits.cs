using Dutchbook.Domain;

namespace Dutchbook.Llm;

/// <summary>
/// The most that may be spent on models, in one pass, one day and one month (UTC). What is null is not limited.
/// </summary>
public sealed record BudgetLimits(Money? Pass, Money? Day, Money? Month)
{
    /// <summary>The first instant of the day and of the month of an instant, in UTC.</summary>
    public static (DateTimeOffset Day, DateTimeOffset Month) Start(DateTimeOffset at)
    {
        DateTime day = at.UtcDateTime.Date;
        return (new DateTimeOffset(day, TimeSpan.Zero), new DateTimeOffset(new DateTime(day.Year, day.Month, 1), TimeSpan.Zero));
    }

    /// <summary>
    /// The limit that stands in the way of another call, in words; null when it fits into all of them.
    /// </summary>
    public string? InTheWay(Money next, Money spentInPass, Money spentToday, Money spentThisMonth) =>
        Exceeds(Pass, "this pass", next, spentInPass)
        ?? Exceeds(Day, "today", next, spentToday)
        ?? Exceeds(Month, "this month", next, spentThisMonth);

    private static string? Exceeds(Money? limit, string words, Money next, Money spent) => limit is { } most && spent + next > most
        ? $"a call of up to ${next} does not fit: ${spent} of ${most} for {words} are spent or promised"
        : null;
}
