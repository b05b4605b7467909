using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>Regular trading hours and planned maintenance.</summary>
/// <param name="Skipped">Weeks and windows that could not be read: the exchange may be closed then.</param>
public sealed record ExchangeSchedule(
    IReadOnlyList<WeeklyHours> Weeks, IReadOnlyList<MaintenanceWindow> Maintenance, IReadOnlyList<FieldDefect> Skipped);

/// <summary>The hours of every week from one instant to another, by the day in Eastern time.</summary>
/// <param name="Days">All seven; a day without hours is closed.</param>
public sealed record WeeklyHours(
    DateTimeOffset From, DateTimeOffset Until, IReadOnlyDictionary<DayOfWeek, IReadOnlyList<OpenHours>> Days);

/// <summary>One session in Eastern time. Both at midnight means the whole day.</summary>
/// <param name="ClosesAt">Midnight is the end of the day.</param>
public readonly record struct OpenHours(TimeOnly OpensAt, TimeOnly ClosesAt);

public readonly record struct MaintenanceWindow(DateTimeOffset From, DateTimeOffset Until);
