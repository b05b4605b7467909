using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>A decision of the committee that has taken effect: the target range says what it was.</summary>
internal sealed class TargetRangeSource(FredClient fred, FomcCalendar calendar) : IEvidenceSource
{
    public const string Series = "DFEDTARU";

    public string Name => "target-range";

    public bool Covers(MarketQuestion question) =>
        question.SeriesTicker is "KXFED" or "KXFEDDECISION"
        && TickerParts.Month(question.Market.Ticker) is { } month
        && calendar.MeetingIn(month) is { } day
        && day < DateOnly.FromDateTime(question.At.UtcDateTime);

    public async Task<MarketEvidence?> AskAsync(MarketQuestion question, CancellationToken cancellation)
    {
        if (TickerParts.Month(question.Market.Ticker) is not { } month || calendar.MeetingIn(month) is not { } day)
        {
            return null;
        }

        IReadOnlyList<FredObservation> observed = await fred.Observations(Series, day.AddDays(-7), cancellation);
        if (observed.LastOrDefault(item => item.Day <= day && item.Value is not null)?.Value is not { } before
            || observed.FirstOrDefault(item => item.Day > day && item.Value is not null)?.Value is not { } after
            || SideOf(question, before, after) is not { } side)
        {
            return null;
        }

        Ratio chance = side == Side.Yes ? Ratio.One : Ratio.Zero;
        return new MarketEvidence
        {
            Ticker = question.Market.Ticker,
            Source = Name,
            Yes = ProbabilityBand.Between(chance, chance),
            ObservedAt = question.At,
            Provenance = $"FRED {Series}: {before} before and {after} after {day:yyyy-MM-dd}",
            Applies = $"the decision of {day:yyyy-MM-dd} has taken effect",
            Decided = side,
        };
    }

    private static Side? SideOf(MarketQuestion question, decimal before, decimal after)
    {
        if (question.SeriesTicker == "KXFED")
        {
            return StrikeTest.Decide(question.Market, after);
        }

        return FedDecisionExtensions.Parse(TickerParts.Last(question.Market.Ticker)) is { } decision
            ? decision.ChanceIn(MoveOdds.Mean((after - before) / MoveOdds.Step)) == 1m ? Side.Yes : Side.No
            : null;
    }
}
