using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>
/// Weighs a basket against what the sources say of its legs. It never makes an opportunity and never touches a size, a price or
/// an edge: it moves the confidence within limits, and it stops what is already decided.
/// </summary>
public static class OutsideWeighing
{
    /// <param name="values">Fair values by ticker; a market that is not there is unknown.</param>
    public static OutsideView Weigh(
        Opportunity opportunity,
        IReadOnlyDictionary<string, FairValue> values,
        IReadOnlyList<SourceFailure> failures,
        EnrichmentLimits limits)
    {
        List<LegView> legs = [];
        Money least = Money.Zero;
        Money most = Money.Zero;
        foreach (BasketLeg leg in opportunity.Legs)
        {
            LegView view = LegView.Of(leg, values.GetValueOrDefault(leg.Claim.Market.Ticker, FairValue.Unknown));
            legs.Add(view);
            least += Worth(view.Band.Low, leg.Quantity);
            most += Worth(view.Band.High, leg.Quantity);
        }

        BasketVerdict verdict = most < opportunity.MinPayout ? BasketVerdict.Contradicts
            : least > opportunity.Cost + opportunity.FeeBound ? BasketVerdict.Supports
            : BasketVerdict.Silent;
        return new OutsideView
        {
            OpportunityId = opportunity.Id,
            Legs = legs,
            Verdict = verdict,
            LeastWorth = least,
            MostWorth = most,
            ConfidenceBefore = opportunity.Confidence,
            ConfidenceAfter = limits.Adjusted(opportunity.Confidence, verdict),
            Failures = failures,
        };
    }

    /// <summary>
    /// The opportunity with its confidence moved. Its score falls with the confidence and never rises. Contradicted, it is
    /// neither traded nor announced before a person has looked; with a decided leg it is not executable.
    /// </summary>
    public static Opportunity Apply(this OutsideView view, Opportunity opportunity)
    {
        List<string> caveats = [.. opportunity.Caveats];
        List<string> below = [.. opportunity.BelowThreshold];
        if (view.Verdict == BasketVerdict.Contradicts)
        {
            below.Add($"contradicted by outside evidence: it makes the basket worth {view.MostWorth} at most, and the "
                + $"relations say {opportunity.MinPayout} at least");
        }

        caveats.AddRange(view.Decided.Select(static leg =>
        {
            MarketEvidence proof = leg.Value.Evidence.First(static item => item.Decided is not null);
            return $"already decided: {leg.Claim.Market.Ticker} is {proof.Decided!.Value.Word()} by {proof.Provenance}";
        }));
        bool decided = view.Decided.Any();
        bool stopped = decided || view.Verdict == BasketVerdict.Contradicts;
        return opportunity with
        {
            Confidence = view.ConfidenceAfter,
            Score = Scaled(opportunity.Score, view.ConfidenceBefore, view.ConfidenceAfter),
            Executable = opportunity.Executable && !decided,
            Grade = decided ? Grade.D : opportunity.Grade,
            Caveats = caveats,
            BelowThreshold = below,
            Uncertainty = stopped && opportunity.Uncertainty is { } uncertainty
                ? uncertainty with { Stake = Ratio.Zero }
                : opportunity.Uncertainty,
        };
    }

    /// <summary>A score in proportion to a lower confidence; a higher one leaves it.</summary>
    private static Money Scaled(Money score, Ratio before, Ratio after)
    {
        if (after >= before || before <= Ratio.Zero)
        {
            return score;
        }

        Int128 product = (Int128)score.Micros * after.PartsPerMillion;
        (Int128 quotient, Int128 rest) = Int128.DivRem(product, before.PartsPerMillion);
        return Money.FromMicros(checked((long)(rest < 0 ? quotient - 1 : quotient)));
    }

    /// <summary>A dollar's chance is as many micro-dollars as it has parts per million.</summary>
    private static Money Worth(Ratio chance, Quantity quantity) =>
        Money.FromMicros(checked((long)((Int128)chance.PartsPerMillion * quantity.Hundredths / 100)));
}
