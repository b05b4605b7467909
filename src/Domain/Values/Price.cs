namespace Dutchbook.Domain;

/// <summary>
/// What one contract of a side costs, in ticks of $0.0001, from 0 to 10,000. The venue's price strings have at most four
/// decimals (fixed-point representation).
/// </summary>
public readonly record struct Price : IComparable<Price>
{
    /// <summary>Ticks in one dollar, the payoff of a winning contract.</summary>
    public const int TicksPerDollar = 10_000;

    private readonly ushort _ticks;

    private Price(int ticks) => _ticks = (ushort)ticks;

    public int Ticks => _ticks;

    public static Price Zero => default;

    public static Price One => new(TicksPerDollar);

    /// <exception cref="ArgumentOutOfRangeException">Outside 0 to 10,000.</exception>
    public static Price FromTicks(int ticks) => ticks is >= 0 and <= TicksPerDollar
        ? new Price(ticks)
        : throw new ArgumentOutOfRangeException(nameof(ticks), ticks, "A price is between 0 and 10,000 ticks.");

    /// <summary>The price of the other side: a YES bid at p is a NO ask at 1 - p.</summary>
    public Price Complement() => new(TicksPerDollar - _ticks);

    /// <summary>Exact: $0.0001 times 0.01 contract is one micro-dollar.</summary>
    public static Money operator *(Price price, Quantity quantity) =>
        Money.FromMicros(checked(price._ticks * quantity.Hundredths));

    /// <summary>The price of one whole contract as money.</summary>
    public Money PerContract() => Money.FromMicros(_ticks * 100L);

    public static bool operator <(Price left, Price right) => left._ticks < right._ticks;

    public static bool operator >(Price left, Price right) => left._ticks > right._ticks;

    public static bool operator <=(Price left, Price right) => left._ticks <= right._ticks;

    public static bool operator >=(Price left, Price right) => left._ticks >= right._ticks;

    public int CompareTo(Price other) => _ticks.CompareTo(other._ticks);

    public static bool TryParse(ReadOnlySpan<byte> text, out Price price) =>
        Accept(FixedPoint.TryParse(text, 4, signed: false, out long ticks), ticks, out price);

    public static bool TryParse(ReadOnlySpan<char> text, out Price price) =>
        Accept(FixedPoint.TryParse(text, 4, signed: false, out long ticks), ticks, out price);

    /// <summary>Dollars with four decimals.</summary>
    public override string ToString() => FixedPoint.Format(_ticks, 4, 4);

    private static bool Accept(bool parsed, long ticks, out Price price)
    {
        bool inRange = parsed && ticks <= TicksPerDollar;
        price = inRange ? new Price((int)ticks) : default;
        return inRange;
    }
}
