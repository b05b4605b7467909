namespace Dutchbook.Domain;

/// <summary>A band of limit prices: from <see cref="Start"/> in steps of ticks up to <see cref="End"/>.</summary>
public readonly record struct PriceBand(Price Start, Price End, int StepTicks);

/// <summary>
/// The valid limit prices of one market, from its <c>price_ranges</c>; the label of the structure is not the truth.
/// Bands reach to 0 and 1, but nobody can bid or ask those: a limit price lies between them.
/// </summary>
public sealed class TickGrid
{
    private readonly PriceBand[] _bands;

    private TickGrid(PriceBand[] bands) => _bands = bands;

    public IReadOnlyList<PriceBand> Bands => _bands;

    /// <summary>One cent steps from 0 to 1.</summary>
    public static TickGrid Cent { get; } = new([new PriceBand(Price.Zero, Price.One, 100)]);

    /// <summary>Builds a grid; bands must be ordered, must not overlap, and need a positive step.</summary>
    public static TickGrid? TryCreate(IReadOnlyList<PriceBand> bands)
    {
        if (bands.Count == 0)
        {
            return null;
        }

        for (int i = 0; i < bands.Count; i++)
        {
            PriceBand band = bands[i];
            if (band.StepTicks is <= 0 or > Price.TicksPerDollar
                || band.Start >= band.End
                || (i > 0 && bands[i - 1].End > band.Start))
            {
                return null;
            }
        }

        return new TickGrid([.. bands]);
    }

    public bool Contains(Price price)
    {
        for (int i = _bands.Length - 1; i >= 0; i--)
        {
            int within = price.Ticks - _bands[i].Start.Ticks;
            if (within >= 0)
            {
                return within % _bands[i].StepTicks == 0
                    && price <= _bands[i].End && price > Price.Zero && price < Price.One;
            }
        }

        return false;
    }

    /// <summary>The highest valid price at or below, for a bid; null when there is none.</summary>
    public Price? Floor(Price price)
    {
        int ticks = Math.Min(price.Ticks, Price.TicksPerDollar - 1);
        for (int i = _bands.Length - 1; i >= 0; i--)
        {
            PriceBand band = _bands[i];
            if (ticks < band.Start.Ticks)
            {
                continue;
            }

            int within = Math.Min(ticks, band.End.Ticks) - band.Start.Ticks;
            int valid = band.Start.Ticks + (within / band.StepTicks * band.StepTicks);
            return valid > 0 ? Price.FromTicks(valid) : null;
        }

        return null;
    }

    /// <summary>The lowest valid price at or above, for an ask; null when there is none.</summary>
    public Price? Ceiling(Price price)
    {
        int ticks = Math.Max(price.Ticks, 1);
        foreach (PriceBand band in _bands)
        {
            int within = Math.Max(ticks - band.Start.Ticks, 0);
            int valid = band.Start.Ticks + ((within + band.StepTicks - 1) / band.StepTicks * band.StepTicks);
            if (valid <= band.End.Ticks)
            {
                return valid < Price.TicksPerDollar ? Price.FromTicks(valid) : null;
            }
        }

        return null;
    }

    public override string ToString() =>
        string.Join(", ", _bands.Select(band => $"{band.Start}-{band.End} by {Price.FromTicks(band.StepTicks)}"));
}
