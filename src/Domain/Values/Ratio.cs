namespace Dutchbook.Domain;

/// <summary>A dimensionless number in parts per million: confidence, annualised return, score, fee multiplier.</summary>
public readonly record struct Ratio : IComparable<Ratio>
{
    public const long Whole = 1_000_000;

    private Ratio(long partsPerMillion) => PartsPerMillion = partsPerMillion;

    public long PartsPerMillion { get; }

    public static Ratio Zero => default;

    public static Ratio One => new(Whole);

    public static Ratio FromPartsPerMillion(long partsPerMillion) => new(partsPerMillion);

    /// <summary>The quotient of two amounts rounded toward minus infinity, so that a return is never flattered.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="denominator"/> is zero.</exception>
    public static Ratio Of(Money numerator, Money denominator) => new(FloorDivide(numerator.Micros, denominator.Micros));

    /// <summary>The product rounded toward minus infinity.</summary>
    public static Ratio operator *(Ratio left, Ratio right)
    {
        (Int128 quotient, Int128 rest) = Int128.DivRem((Int128)left.PartsPerMillion * right.PartsPerMillion, Whole);
        return new(checked((long)(rest < 0 ? quotient - 1 : quotient)));
    }

    public static Ratio operator -(Ratio left, Ratio right) => new(checked(left.PartsPerMillion - right.PartsPerMillion));

    public static Ratio operator +(Ratio left, Ratio right) => new(checked(left.PartsPerMillion + right.PartsPerMillion));

    public static Ratio Min(Ratio left, Ratio right) => left <= right ? left : right;

    public static bool operator <(Ratio left, Ratio right) => left.PartsPerMillion < right.PartsPerMillion;

    public static bool operator >(Ratio left, Ratio right) => left.PartsPerMillion > right.PartsPerMillion;

    public static bool operator <=(Ratio left, Ratio right) => left.PartsPerMillion <= right.PartsPerMillion;

    public static bool operator >=(Ratio left, Ratio right) => left.PartsPerMillion >= right.PartsPerMillion;

    public int CompareTo(Ratio other) => PartsPerMillion.CompareTo(other.PartsPerMillion);

    public static bool TryParse(ReadOnlySpan<byte> text, out Ratio ratio)
    {
        bool parsed = FixedPoint.TryParse(text, 6, signed: true, out long partsPerMillion);
        ratio = new Ratio(partsPerMillion);
        return parsed;
    }

    public static bool TryParse(ReadOnlySpan<char> text, out Ratio ratio)
    {
        bool parsed = FixedPoint.TryParse(text, 6, signed: true, out long partsPerMillion);
        ratio = new Ratio(partsPerMillion);
        return parsed;
    }

    /// <summary>A plain number with up to six decimals.</summary>
    public override string ToString() => FixedPoint.Format(PartsPerMillion, 6, 0);

    private static long FloorDivide(long numerator, long denominator)
    {
        (Int128 quotient, Int128 rest) = Int128.DivRem((Int128)numerator * Whole, denominator);
        bool below = rest != 0 && (rest < 0) != (denominator < 0);
        return checked((long)(below ? quotient - 1 : quotient));
    }
}
