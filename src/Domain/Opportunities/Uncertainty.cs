namespace Dutchbook.Domain;

/// <summary>
/// What a basket's price demands of the confidence in its relations, and what is left of that confidence once the
/// mispricing itself is taken as evidence: a relation that looks violated is more often a wrong one.
/// </summary>
public sealed record Uncertainty
{
    /// <summary>
    /// The confidence at which the basket expects nothing if it loses all when its relations are wrong: cost with fees over
    /// the payoff, rounded up.
    /// </summary>
    public required Ratio BreakEven { get; init; }

    public required ViolationSize Size { get; init; }

    /// <summary>The confidence after a mispricing of this size was seen, rounded down.</summary>
    public required Ratio Posterior { get; init; }

    /// <summary>Relations of the same rules that had shown such a mispricing and held; both zero where only a stated prior speaks.</summary>
    public required int Held { get; init; }

    /// <summary>Those that did not hold.</summary>
    public required int Broken { get; init; }

    /// <summary>A quarter of the growth-optimal share of the bankroll, at the posterior; zero below the break-even.</summary>
    public required Ratio QuarterKelly { get; init; }

    /// <summary>The rules that the payoff rests on: what one of them has wrong, it has wrong in all its relations.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>The largest share of the bankroll that all baskets of one rule may have together.</summary>
    public required Ratio RuleCap { get; init; }

    /// <summary>
    /// The share of the bankroll left for it by the caps of its rules, after the opportunities before it; zero for what is
    /// not to be traded.
    /// </summary>
    public Ratio Stake { get; init; }

    public bool IsCalibrated => Held + Broken > 0;
}
