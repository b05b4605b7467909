using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>What a model's opinion does to an opportunity. There is no outcome that raises anything.</summary>
public enum ReviewOutcome
{
    /// <summary>No answer, or none that can be used: the opportunity is as before.</summary>
    Unanswered,

    /// <summary>An opinion beside it, and nothing more.</summary>
    Annotated,

    /// <summary>It is neither traded nor announced before a person has looked.</summary>
    Vetoed,
}

/// <summary>A model's estimate for one market.</summary>
public sealed record ModelEstimate(string Ticker, ProbabilityBand Yes);

/// <summary>A second opinion on one opportunity.</summary>
public sealed record ModelOpinion
{
    public required string OpportunityId { get; init; }

    public required ReviewOutcome Outcome { get; init; }

    /// <summary>The model's reason, or why there is none; cleaned and cut, because it is text from outside.</summary>
    public required string Words { get; init; }

    /// <summary>It was not asked because it would cost more than may be spent.</summary>
    public bool IsOverBudget { get; init; }

    /// <summary>The market it takes for the mispriced one; null where it named none of the legs.</summary>
    public string? Mispriced { get; init; }

    /// <summary>From 1 to 10; zero without an answer.</summary>
    public int Confidence { get; init; }

    public IReadOnlyList<ModelEstimate> Fair { get; init; } = [];

    /// <summary>The opportunity after the opinion: below threshold and without a stake where it was vetoed, untouched else.</summary>
    public Opportunity ApplyTo(Opportunity opportunity) => Outcome switch
    {
        ReviewOutcome.Unanswered or ReviewOutcome.Annotated => opportunity,
        ReviewOutcome.Vetoed => opportunity with
        {
            BelowThreshold = [.. opportunity.BelowThreshold, $"vetoed by the validation model: {Words}"],
            Uncertainty = opportunity.Uncertainty is { } uncertainty ? uncertainty with { Stake = Ratio.Zero } : null,
        },
    };
}
