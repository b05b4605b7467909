using Dutchbook.Domain;

namespace Dutchbook.Simulation;

/// <summary>
/// An account's net position in one market. The venue nets: buying the other side closes pairs, and each pair is a dollar at
/// once.
/// </summary>
public readonly record struct Holding(Side Side, Quantity Quantity, Money Cost)
{
    public static Holding None => default;

    /// <summary>Positive for YES, negative for NO, as the venue shows it.</summary>
    public Quantity Signed() => Side == Side.Yes ? Quantity : -Quantity;

    /// <summary>How much of a purchase of this side would close pairs.</summary>
    public Quantity ClosedBy(Side bought) => bought == Side || !Quantity.IsPositive ? Quantity.Zero : Quantity;

    /// <summary>The position after a purchase.</summary>
    /// <param name="released">The dollars of the pairs it closed.</param>
    /// <param name="realised">What those pairs earned before fees: their dollars less what both sides cost.</param>
    public Holding Buy(Side bought, Price price, Quantity quantity, out Money released, out Money realised)
    {
        Quantity closed = Quantity.Min(ClosedBy(bought), quantity);
        released = Price.One * closed;
        Money costOfClosed = closed.IsPositive
            ? Money.FromMicros((long)((Int128)Cost.Micros * closed.Hundredths / Quantity.Hundredths))
            : Money.Zero;
        realised = released - costOfClosed - (price * closed);
        Quantity opened = quantity - closed;
        if (!opened.IsPositive)
        {
            return closed == Quantity ? None : new Holding(Side, Quantity - closed, Cost - costOfClosed);
        }

        Quantity kept = closed.IsPositive ? Quantity.Zero : Quantity;
        Money keptCost = closed.IsPositive ? Money.Zero : Cost;
        return new Holding(bought, kept + opened, keptCost + (price * opened));
    }

    public override string ToString() => Quantity.IsPositive ? $"{Quantity} {Side.Word()} for {Cost}" : "none";
}
