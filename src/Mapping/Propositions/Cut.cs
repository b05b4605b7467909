namespace Dutchbook.Mapping;

/// <summary>
/// A place between values of an observable: just before a value (side 0) or just after it (side 1). On a reporting grid the value
/// is the number of grid values below, so that "above 2.9" and "at least 3.0" are the same place.
/// </summary>
internal readonly record struct Cut(decimal Value, int Side) : IComparable<Cut>
{
    public static Cut Lowest { get; } = new(decimal.MinValue, 0);

    public static Cut Highest { get; } = new(decimal.MaxValue, 1);

    public bool IsOpen => this == Lowest || this == Highest;

    public Cut On(decimal? grid)
    {
        if (grid is not { } step || IsOpen)
        {
            return this;
        }

        decimal steps = Value / step;
        return new Cut(Side == 0 ? decimal.Ceiling(steps) : decimal.Floor(steps) + 1, 0);
    }

    public int CompareTo(Cut other)
    {
        int byValue = Value.CompareTo(other.Value);
        return byValue != 0 ? byValue : Side.CompareTo(other.Side);
    }

    public static bool operator <=(Cut left, Cut right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Cut left, Cut right) => left.CompareTo(right) >= 0;

    public static bool operator <(Cut left, Cut right) => left.CompareTo(right) < 0;

    public static bool operator >(Cut left, Cut right) => left.CompareTo(right) > 0;
}
