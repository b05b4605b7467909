using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>Money now and money later, by simple interest on a year of 365 days.</summary>
public static class Waiting
{
    private static readonly Int128 microsPerYear = 365L * 86_400 * 1_000_000;

    /// <summary>When the last market of a plan closes; null where one does not say.</summary>
    public static DateTimeOffset? Until(TradePlan plan) => plan.Legs.All(static leg => leg.CloseTime is not null)
        ? plan.Legs.Max(static leg => leg.CloseTime)
        : null;

    /// <summary>
    /// What an amount that is paid later is worth now, rounded up: nothing is closed for a rounding. Where the time is not known
    /// it is worth all of it.
    /// </summary>
    public static Money WorthNow(Money later, TimeSpan? wait, Ratio perYear)
    {
        if (!later.IsPositive || wait is not { } time || time <= TimeSpan.Zero || perYear.PartsPerMillion <= 0)
        {
            return later;
        }

        Int128 whole = Ratio.Whole * microsPerYear;
        Int128 grown = whole + ((Int128)perYear.PartsPerMillion * Micros(time));
        return Money.FromMicros((long)(((later.Micros * whole) + grown - 1) / grown));
    }

    /// <summary>What waiting earns a year on what could be had now; null where that or the time is not known, or it pays at once.</summary>
    public static Ratio? Return(Money now, Money later, TimeSpan? wait)
    {
        if (!now.IsPositive || wait is not { } time || time <= TimeSpan.Zero)
        {
            return null;
        }

        Int128 gain = (Int128)(later.Micros - now.Micros) * Ratio.Whole * microsPerYear;
        Int128 parts = gain / ((Int128)now.Micros * Micros(time));
        return parts > long.MaxValue || parts < long.MinValue ? null : Ratio.FromPartsPerMillion((long)parts);
    }

    /// <summary>
    /// Why a plan is not worth its wait, at its limits; null when it is. What is begun must pass this, or it would be closed as soon as
    /// it is held, and begun anew.
    /// </summary>
    public static string? TooLong(TradePlan plan, DateTimeOffset now, Ratio perYear)
    {
        Money paid = Money.FromMicros(plan.Payoff.MicrosPerUnit * plan.Units.Hundredths);
        return plan.MostOutlay <= WorthNow(paid, Until(plan) - now, perYear)
            ? null
            : $"{paid} on {Until(plan):yyyy-MM-dd} earns less than trading.min_wait_apr on {plan.MostOutlay}";
    }

    private static long Micros(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;
}
