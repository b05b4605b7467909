namespace Dutchbook.Domain;

/// <summary>How large a mispricing looked, by its edge per unit basket after fees.</summary>
public enum ViolationSize
{
    UnderOneCent,
    OneCent,
    ThreeCents,
    FiveCents,
    TenCents,
}

public static class ViolationSizes
{
    private static readonly (ViolationSize Size, Money From)[] Bounds =
    [
        (ViolationSize.TenCents, Money.FromMicros(100_000)),
        (ViolationSize.FiveCents, Money.FromMicros(50_000)),
        (ViolationSize.ThreeCents, Money.FromMicros(30_000)),
        (ViolationSize.OneCent, Money.FromMicros(10_000)),
    ];

    /// <summary>The size of an edge over a number of unit baskets; a bound belongs to the greater size.</summary>
    public static ViolationSize Of(Money edge, Quantity units)
    {
        foreach ((ViolationSize size, Money from) in Bounds)
        {
            if ((Int128)edge.Micros * Quantity.FromContracts(1).Hundredths >= (Int128)from.Micros * units.Hundredths)
            {
                return size;
            }
        }

        return ViolationSize.UnderOneCent;
    }

    public static string Words(this ViolationSize size) => size switch
    {
        ViolationSize.UnderOneCent => "less than 1 cent",
        ViolationSize.OneCent => "1 to 3 cents",
        ViolationSize.ThreeCents => "3 to 5 cents",
        ViolationSize.FiveCents => "5 to 10 cents",
        ViolationSize.TenCents => "10 cents or more",
    };
}
