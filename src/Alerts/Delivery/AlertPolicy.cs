namespace Dutchbook.Alerts;

/// <summary>What is held back, for how long, and what is repeated.</summary>
public sealed record AlertPolicy
{
    /// <summary>What is told under one key is told once in so long.</summary>
    public TimeSpan DedupeWindow { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Within quiet hours only critical alerts are sent; the others wait. Null for no quiet hours.</summary>
    public QuietHours? Quiet { get; init; }

    /// <summary>A critical alert that nobody acknowledged is told again after so long.</summary>
    public TimeSpan EscalateAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>So often at most.</summary>
    public int MostEscalations { get; init; } = 6;

    /// <summary>The wait after a first failed attempt; it doubles to at most an hour.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After so many failed attempts a message is given up.</summary>
    public int MostAttempts { get; init; } = 20;

    /// <summary>What could not be delivered for so long no longer matters, as on a channel that is set up no more.</summary>
    public TimeSpan MostAge { get; init; } = TimeSpan.FromDays(7);

    public TimeSpan Wait(int failedAttempts)
    {
        TimeSpan wait = RetryAfter * Math.Pow(2, Math.Min(failedAttempts - 1, 16));
        return wait < TimeSpan.FromHours(1) ? wait : TimeSpan.FromHours(1);
    }
}

/// <summary>Hours of the day in UTC, over midnight where the end is before the beginning.</summary>
public sealed record QuietHours(TimeOnly From, TimeOnly Until)
{
    public bool Holds(DateTimeOffset at)
    {
        TimeOnly time = TimeOnly.FromDateTime(at.UtcDateTime);
        return time.IsBetween(From, Until);
    }

    /// <summary>The wait to their end.</summary>
    public TimeSpan Left(DateTimeOffset at)
    {
        TimeSpan left = Until - TimeOnly.FromDateTime(at.UtcDateTime);
        return left > TimeSpan.Zero ? left : left + TimeSpan.FromDays(1);
    }
}
