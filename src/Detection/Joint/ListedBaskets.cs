using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>The baskets that guarantees show by themselves: what is joint must be more than they are.</summary>
internal sealed class ListedBaskets
{
    private static readonly Money LeastGain = Money.FromMicros(50_000);

    /// <summary>A twentieth.</summary>
    private const int GainShare = 20;

    private readonly Dictionary<string, Basket> _byKey = new(StringComparer.Ordinal);
    private readonly HashSet<Relation> _sold = [];

    public ListedBaskets(IReadOnlyList<Basket> baskets)
    {
        foreach (Basket basket in baskets)
        {
            _byKey[basket.Key] = basket;
            if (basket.Signal == Signal.SellAll)
            {
                _sold.UnionWith(basket.Uses.Select(static use => use.Relation));
            }
        }
    }

    /// <summary>How the claims are listed, one contract of each; null when they are not.</summary>
    public Signal? Holds(IEnumerable<Claim> claims) =>
        _byKey.TryGetValue(BasketKey.Text(claims), out Basket? basket) ? basket.Signal : null;

    /// <summary>A part of this relation's claims is sold together.</summary>
    public bool Sells(Relation relation) => _sold.Contains(relation);

    /// <summary>
    /// Some listed basket is a part of this one, and none of them earns nearly as much: by five cents and a twentieth
    /// it must be worth the trouble of quantities that differ.
    /// </summary>
    public bool IsBeatenBy(Sizing sizing)
    {
        HashSet<Claim> claims = [.. sizing.Legs.Select(static leg => leg.Claim)];
        Money best = _byKey.Values
            .Where(basket => basket.Sizing.Legs.All(leg => claims.Contains(leg.Claim)))
            .Select(static basket => basket.Sizing.Edge)
            .DefaultIfEmpty(Money.Zero)
            .Max();
        return best.IsPositive && sizing.Edge > best + Money.Max(LeastGain, Money.FromMicros(best.Micros / GainShare));
    }
}
