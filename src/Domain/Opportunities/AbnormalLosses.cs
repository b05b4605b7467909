namespace Dutchbook.Domain;

/// <summary>The worst result of a basket in each kind of settlement that its relations do not speak of.</summary>
/// <param name="OneLegVoid">
/// One leg's market is void and returns its cost; the others settle in an admissible world.
/// </param>
/// <param name="LastPrice">
/// One event settles at its markets' last traded prices, the others in an admissible world; null while a last price is
/// not known.
/// </param>
/// <param name="Scalar">Every market may settle at any value: the whole cost.</param>
public sealed record AbnormalLosses(Money OneLegVoid, Money? LastPrice, Money Scalar)
{
    /// <summary>The worst of them.</summary>
    public Money Worst()
    {
        Money worst = Money.Min(OneLegVoid, Scalar);
        return LastPrice is Money last ? Money.Min(worst, last) : worst;
    }
}
