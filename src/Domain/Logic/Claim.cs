namespace Dutchbook.Domain;

/// <summary>The right to $1 if <see cref="Side"/> of <see cref="Market"/> wins. Selling YES is buying NO.</summary>
public readonly record struct Claim(Market Market, Side Side)
{
    public static Claim Yes(Market market) => new(market, Side.Yes);

    public static Claim No(Market market) => new(market, Side.No);

    /// <summary>The claim that pays exactly when this one does not.</summary>
    public Claim Negation() => new(Market, Side.Opposite());

    public override string ToString() => (Side == Side.Yes ? "YES " : "NO ") + Market?.Ticker;
}
