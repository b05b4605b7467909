namespace Dutchbook.Enrichment;

/// <summary>
/// The meeting-by-meeting reading of federal funds futures. In a month of D days with a decision after N of them, the average
/// is (N x before + M x after) / D. Quiet months are anchors: their average is the rate after the decision before them and
/// before the decision after them; decisions in neighbouring months are solved backward from the next anchor. It assumes moves
/// of 25 basis points, independent decisions and no term premium.
/// </summary>
public sealed class FedWatch(FundsStrip strip, FomcCalendar calendar, DayWeight weight = DayWeight.AnnouncementDayBefore)
{
    /// <summary>
    /// The decisions from a day on, in order. It ends before the first one that the contracts at hand do not determine,
    /// because every later total would lack its moves.
    /// </summary>
    public IReadOnlyList<MeetingOdds> Meetings(DateOnly from)
    {
        List<MeetingOdds> meetings = [];
        MoveOdds total = MoveOdds.Still;
        foreach (DateOnly day in calendar.Meetings.Where(day => day >= from))
        {
            if (Before(day) is not { } before || After(day) is not { } after)
            {
                break;
            }

            MoveOdds own = MoveOdds.Mean((after.Rate - before.Rate) / MoveOdds.Step);
            total = total.Then(own);
            meetings.Add(new MeetingOdds
            {
                Day = day,
                Before = before.Rate,
                After = after.Rate,
                Approximate = before.Approximate || after.Approximate,
                Own = own,
                Total = total,
            });
        }

        return meetings;
    }

    private Level? Before(DateOnly day) => Anchor(YearMonth.Of(day).Plus(-1)) ?? SolvedBefore(day);

    private Level? After(DateOnly day)
    {
        YearMonth next = YearMonth.Of(day).Plus(1);
        if (Anchor(next) is { } anchor)
        {
            return anchor;
        }

        if (calendar.MeetingIn(next) is { } following && SolvedBefore(following) is { } solved)
        {
            return solved;
        }

        // The end of the strip: the next month's own average stands in for the rate at its start, or else this month's
        // average is solved forward from an anchor before it.
        return strip.Average(next) is { } average ? new Level(average, Approximate: true) : SolvedAfter(day);
    }

    private Level? Anchor(YearMonth month) =>
        calendar.IsQuiet(month) && strip.Average(month) is { } average ? new Level(average, Approximate: false) : null;

    private Level? SolvedBefore(DateOnly day)
    {
        (int before, int after, int days) = Days(day);
        return before > 0 && strip.Average(YearMonth.Of(day)) is { } average && After(day) is { } end
            ? new Level(((days * average) - (after * end.Rate)) / before, end.Approximate)
            : null;
    }

    private Level? SolvedAfter(DateOnly day)
    {
        (int before, int after, int days) = Days(day);
        return after > 0 && strip.Average(YearMonth.Of(day)) is { } average
            && Anchor(YearMonth.Of(day).Plus(-1)) is { } start
                ? new Level(((days * average) - (before * start.Rate)) / after, start.Approximate)
                : null;
    }

    private (int Before, int After, int Days) Days(DateOnly day)
    {
        int days = YearMonth.Of(day).Days;
        int before = weight == DayWeight.AnnouncementDayBefore ? day.Day : day.Day - 1;
        return (before, days - before, days);
    }

    /// <summary>A rate in per cent, and whether a stand-in was needed for it.</summary>
    private readonly record struct Level(decimal Rate, bool Approximate);
}
