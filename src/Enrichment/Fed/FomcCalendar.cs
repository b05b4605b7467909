namespace Dutchbook.Enrichment;

/// <summary>
/// The days on which the committee announces a decision. It knows the months from its first to its last meeting: a month
/// outside them is unknown, never a month without a meeting.
/// </summary>
public sealed class FomcCalendar
{
    private readonly SortedDictionary<YearMonth, DateOnly> _meetings = [];

    /// <exception cref="ArgumentException">No meeting at all, or two in one month.</exception>
    public FomcCalendar(IEnumerable<DateOnly> meetings)
    {
        foreach (DateOnly day in meetings)
        {
            if (!_meetings.TryAdd(YearMonth.Of(day), day))
            {
                throw new ArgumentException($"{YearMonth.Of(day)} has two meetings.", nameof(meetings));
            }
        }

        if (_meetings.Count == 0)
        {
            throw new ArgumentException("A calendar needs a meeting.", nameof(meetings));
        }

        First = _meetings.Keys.First();
        Last = _meetings.Keys.Last();
    }

    /// <summary>As published by the Federal Reserve; the meetings of 2027 and 2028 are tentative.</summary>
    public static FomcCalendar Published { get; } = new(
    [
        new(2026, 1, 28), new(2026, 3, 18), new(2026, 4, 29), new(2026, 6, 17),
        new(2026, 7, 29), new(2026, 9, 16), new(2026, 10, 28), new(2026, 12, 9),
        new(2027, 1, 27), new(2027, 3, 17), new(2027, 4, 28), new(2027, 6, 9),
        new(2027, 7, 28), new(2027, 9, 15), new(2027, 10, 27), new(2027, 12, 8),
        new(2028, 1, 26),
    ]);

    public YearMonth First { get; }

    public YearMonth Last { get; }

    public IEnumerable<DateOnly> Meetings => _meetings.Values;

    public DateOnly? MeetingIn(YearMonth month) => _meetings.TryGetValue(month, out DateOnly day) ? day : null;

    /// <summary>The calendar reaches this month, and no meeting is in it: its average is the rate of all its days.</summary>
    public bool IsQuiet(YearMonth month) => First <= month && month <= Last && !_meetings.ContainsKey(month);
}
