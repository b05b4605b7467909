namespace Dutchbook.Enrichment;

/// <summary>On which side of a decision its announcement day counts.</summary>
public enum DayWeight
{
    /// <summary>The rate changes the day after: the exchange's present tool.</summary>
    AnnouncementDayBefore,

    /// <summary>The announcement day already has the new rate: the exchange's older papers.</summary>
    AnnouncementDayAfter,
}
