namespace Dutchbook.Domain;

/// <summary>Dollars in millionths, signed. Every sum and product is exact or throws <see cref="OverflowException"/>.</summary>
public readonly record struct Money : IComparable<Money>
{
    public const long MicrosPerDollar = 1_000_000;

    private Money(long micros) => Micros = micros;

    public long Micros { get; }

    public static Money Zero => default;

    public static Money FromMicros(long micros) => new(micros);

    public static Money FromDollars(long dollars) => new(checked(dollars * MicrosPerDollar));

    public bool IsPositive => Micros > 0;

    public static Money Min(Money left, Money right) => left <= right ? left : right;

    public static Money Max(Money left, Money right) => left >= right ? left : right;

    public static Money operator +(Money left, Money right) => new(checked(left.Micros + right.Micros));

    public static Money operator -(Money left, Money right) => new(checked(left.Micros - right.Micros));

    public static Money operator -(Money value) => new(checked(-value.Micros));

    public static Money operator *(Money value, long factor) => new(checked(value.Micros * factor));

    public static bool operator <(Money left, Money right) => left.Micros < right.Micros;

    public static bool operator >(Money left, Money right) => left.Micros > right.Micros;

    public static bool operator <=(Money left, Money right) => left.Micros <= right.Micros;

    public static bool operator >=(Money left, Money right) => left.Micros >= right.Micros;

    public int CompareTo(Money other) => Micros.CompareTo(other.Micros);

    /// <summary>Reads dollars with at most six decimals, signed.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Money money)
    {
        bool parsed = FixedPoint.TryParse(text, 6, signed: true, out long micros);
        money = new Money(micros);
        return parsed;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out Money)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out Money money)
    {
        bool parsed = FixedPoint.TryParse(text, 6, signed: true, out long micros);
        money = new Money(micros);
        return parsed;
    }

    /// <summary>Dollars, exact, with four to six decimals.</summary>
    public override string ToString() => FixedPoint.Format(Micros, 6, 4);
}
