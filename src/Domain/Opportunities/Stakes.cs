namespace Dutchbook.Domain;

/// <summary>
/// Divides the bankroll among ranked opportunities: each gets its quarter-Kelly share, as far as the caps of all its
/// rules still allow after those before it.
/// </summary>
public static class Stakes
{
    public static IReadOnlyList<Opportunity> Allocate(IReadOnlyList<Opportunity> ranked)
    {
        Dictionary<string, Ratio> used = new(StringComparer.Ordinal);
        return [.. ranked.Select(opportunity => opportunity.Uncertainty is { } uncertainty
            ? opportunity with { Uncertainty = uncertainty with { Stake = Take(opportunity, uncertainty, used) } }
            : opportunity)];
    }

    private static Ratio Take(Opportunity opportunity, Uncertainty uncertainty, Dictionary<string, Ratio> used)
    {
        if (!opportunity.Executable)
        {
            return Ratio.Zero;
        }

        Ratio stake = uncertainty.QuarterKelly;
        foreach (string rule in uncertainty.Rules)
        {
            Ratio left = uncertainty.RuleCap - used.GetValueOrDefault(rule);
            stake = Ratio.Min(stake, left > Ratio.Zero ? left : Ratio.Zero);
        }

        foreach (string rule in uncertainty.Rules)
        {
            used[rule] = used.GetValueOrDefault(rule) + stake;
        }

        return stake;
    }
}
