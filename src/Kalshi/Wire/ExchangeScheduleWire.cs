namespace Dutchbook.Kalshi;

/// <summary>GET /exchange/schedule: https://docs.kalshi.com/api-reference/exchange/get-exchange-schedule.</summary>
internal sealed record ExchangeScheduleWire
{
    public required ScheduleWire Schedule { get; init; }
}

internal sealed record ScheduleWire
{
    public required Items<WeeklyScheduleWire>? StandardHours { get; init; }

    public required Items<MaintenanceWindowWire>? MaintenanceWindows { get; init; }
}

/// <summary>A day without a list is closed; a day that is not there is unknown, and then so is the week.</summary>
internal sealed record WeeklyScheduleWire
{
    public required string StartTime { get; init; }

    public required string EndTime { get; init; }

    public required IReadOnlyList<DailyScheduleWire>? Monday { get; init; }

    public required IReadOnlyList<DailyScheduleWire>? Tuesday { get; init; }

    public required IReadOnlyList<DailyScheduleWire>? Wednesday { get; init; }

    public required IReadOnlyList<DailyScheduleWire>? Thursday { get; init; }

    public required IReadOnlyList<DailyScheduleWire>? Friday { get; init; }

    public required IReadOnlyList<DailyScheduleWire>? Saturday { get; init; }

    public required IReadOnlyList<DailyScheduleWire>? Sunday { get; init; }
}

/// <summary>HH:MM, Eastern time.</summary>
internal sealed record DailyScheduleWire
{
    public required string OpenTime { get; init; }

    public required string CloseTime { get; init; }
}

internal sealed record MaintenanceWindowWire
{
    public required string StartDatetime { get; init; }

    public required string EndDatetime { get; init; }
}
