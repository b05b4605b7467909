using Dutchbook.Domain;
using Dutchbook.Llm;

namespace Dutchbook.Enrichment;

/// <summary>When a validation model is asked, and when it is heard.</summary>
/// <param name="FromValue">Opportunities that cost at least so much, fees included; soft relations always.</param>
/// <param name="VetoFrom">The confidence, from 1 to 10, from which on "no longer valid" is a veto.</param>
public sealed record ReviewLimits(Money FromValue, int VetoFrom);

/// <summary>
/// Asks a model for a second opinion on soft relations and on anything of value. It may veto or annotate. Whatever it says, and
/// whatever text it was shown, no size, price, confidence or edge is raised.
/// </summary>
public sealed class ModelReview(IModel model, ReviewLimits limits)
{
    private const int ReasonShown = 300;

    public bool Wants(Opportunity opportunity) =>
        opportunity.Cost + opportunity.Fees >= limits.FromValue
        || opportunity.Relations.Any(static use => use.Relation.Strength == Strength.Soft);

    /// <summary>It throws only when cancelled: a model that cannot be used leaves the opportunity as it was.</summary>
    public async Task<ModelOpinion> AskAsync(Opportunity opportunity, OutsideView? outside, CancellationToken cancellation) =>
        Orders(opportunity) ?? await model.Ask(ReviewPrompt.Of(opportunity, outside), cancellation) switch
        {
            ModelAnswer.Given given => Read(opportunity, given.Json),
            ModelAnswer.Refused => Unanswered(opportunity, "the model declined"),
            ModelAnswer.Truncated => Unanswered(opportunity, "the answer did not fit"),
            ModelAnswer.OverBudget over => Unanswered(opportunity, $"the budget is spent: {over.Limit}") with { IsOverBudget = true },
            ModelAnswer.Failed failed => Unanswered(opportunity, failed.Failure.ToString()),
            _ => Unanswered(opportunity, "an answer of an unknown kind"),
        };

    /// <summary>Rules that speak to a model are not put before one: a person reads them first.</summary>
    private static ModelOpinion? Orders(Opportunity opportunity)
    {
        foreach (Market market in opportunity.Legs.Select(static leg => leg.Claim.Market))
        {
            if (StrangersOrders.Find($"{market.Title}\n{market.YesSubTitle}\n{market.RulesPrimary}\n{market.RulesSecondary}") is { } order)
            {
                return Unanswered(opportunity, $"{market.Ticker} gives orders to a language model (\"{order}\"): a person must read its rules")
                    with
                { Outcome = ReviewOutcome.Vetoed };
            }
        }

        return null;
    }

    private ModelOpinion Read(Opportunity opportunity, string json)
    {
        try
        {
            WireValue answer = WireValue.Parse("model", System.Text.Encoding.UTF8.GetBytes(json));
            decimal confidence = answer["confidence"].Number();
            if (confidence is < 1 or > 10 || confidence != decimal.Floor(confidence))
            {
                return Unanswered(opportunity, $"a confidence of {confidence} is not from 1 to 10");
            }

            HashSet<string> tickers = [.. opportunity.Legs.Select(static leg => leg.Claim.Market.Ticker)];
            List<ModelEstimate> fair = [];
            foreach (WireValue? item in answer["fair"].Items())
            {
                if (item is { } estimate && tickers.Contains(estimate["ticker"].Text()))
                {
                    if (ProbabilityBand.Outward((double)estimate["low"].Number(), (double)estimate["high"].Number()) is not { } band)
                    {
                        return Unanswered(opportunity, "a fair price is no probability");
                    }

                    fair.Add(new ModelEstimate(estimate["ticker"].Text(), band));
                }
            }

            string mispriced = answer["mispriced"].Text();
            bool valid = answer["still_valid"].Flag();
            return new ModelOpinion
            {
                OpportunityId = opportunity.Id,
                Outcome = !valid && confidence >= limits.VetoFrom ? ReviewOutcome.Vetoed : ReviewOutcome.Annotated,
                Words = ReviewPrompt.Clean(answer["reason"].Text(), ReasonShown),
                Mispriced = tickers.Contains(mispriced) ? mispriced : null,
                Confidence = (int)confidence,
                Fair = fair,
            };
        }
        catch (SourceException problem)
        {
            return Unanswered(opportunity, problem.Failure.Detail);
        }
    }

    private static ModelOpinion Unanswered(Opportunity opportunity, string words) => new()
    {
        OpportunityId = opportunity.Id,
        Outcome = ReviewOutcome.Unanswered,
        Words = ReviewPrompt.Clean(words, ReasonShown),
    };
}
