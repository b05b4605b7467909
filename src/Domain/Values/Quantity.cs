namespace Dutchbook.Domain;

/// <summary>A number of contracts in hundredths; signed only where the venue's field is (positions, book deltas).</summary>
public readonly record struct Quantity : IComparable<Quantity>
{
    private Quantity(long hundredths) => Hundredths = hundredths;

    public long Hundredths { get; }

    public static Quantity Zero => default;

    public static Quantity FromHundredths(long hundredths) => new(hundredths);

    public static Quantity FromContracts(long contracts) => new(checked(contracts * 100));

    public bool IsPositive => Hundredths > 0;

    public static Quantity Min(Quantity left, Quantity right) => left <= right ? left : right;

    public static Quantity operator +(Quantity left, Quantity right) => new(checked(left.Hundredths + right.Hundredths));

    public static Quantity operator -(Quantity left, Quantity right) => new(checked(left.Hundredths - right.Hundredths));

    public static Quantity operator -(Quantity value) => new(checked(-value.Hundredths));

    public static Quantity operator *(Quantity value, long factor) => new(checked(value.Hundredths * factor));

    public static bool operator <(Quantity left, Quantity right) => left.Hundredths < right.Hundredths;

    public static bool operator >(Quantity left, Quantity right) => left.Hundredths > right.Hundredths;

    public static bool operator <=(Quantity left, Quantity right) => left.Hundredths <= right.Hundredths;

    public static bool operator >=(Quantity left, Quantity right) => left.Hundredths >= right.Hundredths;

    public int CompareTo(Quantity other) => Hundredths.CompareTo(other.Hundredths);

    /// <summary>Reads a count such as <c>"13.00"</c>: at most two decimals, never negative.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Quantity quantity) => Parse(text, signed: false, out quantity);

    /// <summary>Reads a field that the venue documents as signed, such as <c>delta_fp</c>.</summary>
    public static bool TryParseSigned(ReadOnlySpan<byte> text, out Quantity quantity) => Parse(text, signed: true, out quantity);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out Quantity)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out Quantity quantity)
    {
        bool parsed = FixedPoint.TryParse(text, 2, signed: false, out long hundredths);
        quantity = new Quantity(hundredths);
        return parsed;
    }

    /// <summary>Contracts with two decimals.</summary>
    public override string ToString() => FixedPoint.Format(Hundredths, 2, 2);

    private static bool Parse(ReadOnlySpan<byte> text, bool signed, out Quantity quantity)
    {
        bool parsed = FixedPoint.TryParse(text, 2, signed, out long hundredths);
        quantity = new Quantity(hundredths);
        return parsed;
    }
}
