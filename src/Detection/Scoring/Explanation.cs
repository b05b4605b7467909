using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Says in sentences why the prices of a basket cannot all be right: the inequality between probabilities that its
/// payoff states, and the prices that break it.
/// </summary>
internal static class Explanation
{
    private const int Named = 4;

    /// <param name="payout">Dollars that one unit basket pays in the worst world.</param>
    public static IEnumerable<string> Of(IReadOnlyList<BasketLeg> legs, int payout, bool isProportion)
    {
        if (!isProportion)
        {
            yield return $"Several baskets of these {legs.Count} claims pay at once, and no one proportion earns most: "
                + "the quantities follow the depth of their books.";
            yield break;
        }

        BasketLeg[] sold = [.. legs.Where(static leg => leg.Claim.Side == Side.No)];
        BasketLeg[] bought = [.. legs.Where(static leg => leg.Claim.Side == Side.Yes)];
        HashSet<string> shared = [.. legs.GroupBy(static leg => Own(leg.Claim.Market), StringComparer.Ordinal)
            .Where(static group => group.Key.Length == 0 || group.Count() > 1)
            .Select(static group => group.Key)];

        // A basket that pays k says: what is sold is worth at most what is bought plus (contracts sold - k) dollars.
        int spare = sold.Sum(static leg => leg.Weight) - payout;
        string bids = Cents.Of(sold.Aggregate(
            Money.Zero, static (sum, leg) => sum + (leg.Levels[0].Price.Complement().PerContract() * leg.Weight)));
        string asks = Cents.Of(bought.Aggregate(
            Money.Zero, static (sum, leg) => sum + (leg.Levels[0].Price.PerContract() * leg.Weight)));
        string soldText = Names(sold, shared);
        string boughtText = Names(bought, shared);
        string soldPrices = IsOne(sold) ? $"its bid is {bids} cents" : $"their bids add up to {bids} cents";
        string boughtPrices = IsOne(bought) ? $"the ask is {asks} cents" : $"the asks add up to {asks} cents";
        yield return (sold.Length, bought.Length) switch
        {
            (0, _) when IsPlain(bought) =>
                $"At least {Count(-spare)} of {boughtText} must come true, yet {boughtPrices}.",
            (_, 0) when IsPlain(sold) => $"At most {Count(spare)} of {soldText} can come true, yet {soldPrices}.",
            (0, _) => $"{boughtText} are together worth at least {-spare} {Dollars(-spare)}, yet {boughtPrices}.",
            (_, 0) => $"{soldText} are together worth at most {spare} {Dollars(spare)}, yet {soldPrices}.",
            _ => $"{soldText} {(IsOne(sold) ? "cannot be likelier" : "together cannot be worth more")} "
                + $"than {boughtText}"
                + $"{Margin(spare)}, yet {soldPrices} and {boughtPrices}.",
        };
    }

    /// <summary>How the worlds were made sure of, for a basket that no single guarantee shows.</summary>
    public static string Of(WorldArgument argument, IReadOnlyList<RelationUse> relations, Money payout, Money spent) =>
        (argument.Source switch
        {
            WorldSource.Line => $"They lie on one line of {argument.Cells} cells, of which exactly one comes true",
            _ when relations.Count == 1 => "It follows from one relation over all its worlds",
            _ => $"It follows from {relations.Count} relations together and from none of them alone",
        })
        + (argument.Worlds is int worlds ? $"; in each of the {worlds} worlds left" : "; in every world left")
        + $" the basket pays at least {payout}, and it costs {spent}.";

    private static bool IsOne(BasketLeg[] legs) => legs.Length == 1 && legs[0].Weight == 1;

    private static bool IsPlain(BasketLeg[] legs) => Array.TrueForAll(legs, static leg => leg.Weight == 1);

    private static string Count(int count) => count == 1 ? "one" : $"{count}";

    private static string Margin(int spare) => spare switch
    {
        0 => "",
        > 0 => $" and {spare} {Dollars(spare)} more",
        < 0 => $" less {-spare} {Dollars(-spare)}",
    };

    private static string Dollars(int count) => count == 1 ? "dollar" : "dollars";

    private static string Names(BasketLeg[] legs, HashSet<string> shared)
    {
        string[] names = [.. legs.Take(Named).Select(leg => Name(leg, shared))];
        string[] all = legs.Length > Named ? [.. names, $"{legs.Length - Named} markets more"] : names;
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }

    private static string Name(BasketLeg leg, HashSet<string> shared)
    {
        string own = Own(leg.Claim.Market);
        string name = shared.Contains(own) ? leg.Claim.Market.Ticker : $"\"{own}\"";
        return leg.Weight == 1 ? name : $"{leg.Weight} times {name}";
    }

    private static string Own(Market market) => market.YesSubTitle.ToString();
}
