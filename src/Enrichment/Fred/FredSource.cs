using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>
/// What has already been published: a macro market whose number is out is decided, however the price may look.
/// </summary>
internal sealed class FredSource(FredClient fred) : IEvidenceSource
{
    /// <summary>A first print that was revised since may have fallen on the other side of the strike.</summary>
    private static readonly Ratio RevisionDoubt = Ratio.FromPartsPerMillion(100_000);

    public string Name => "fred";

    public bool Covers(MarketQuestion question) =>
        Indicator.Of(question.SeriesTicker) is not null && TickerParts.Month(question.Market.Ticker) is not null;

    public async Task<MarketEvidence?> AskAsync(MarketQuestion question, CancellationToken cancellation)
    {
        if (Indicator.Of(question.SeriesTicker) is not { } indicator
            || TickerParts.Month(question.Market.Ticker) is not { } month
            || month.FirstDay > DateOnly.FromDateTime(question.At.UtcDateTime))
        {
            return null;
        }

        DateOnly from = month.Plus(-indicator.MonthsBack).FirstDay;
        IReadOnlyList<FredObservation> observations = await fred.Observations(indicator.Series, from, null, cancellation);
        if (indicator.Lacking(month, observations) is { } lacking)
        {
            throw new SourceException(Name, FailureKind.Missing, $"{indicator.Series} of {lacking} is listed without a value");
        }

        if (indicator.ValueFor(month, observations) is not { } value || StrikeTest.Decide(question.Market, value) is not { } side)
        {
            return null;
        }

        ProbabilityBand certain = side == Side.Yes ? ProbabilityBand.Between(Ratio.One, Ratio.One)
            : ProbabilityBand.Between(Ratio.Zero, Ratio.Zero);
        return new MarketEvidence
        {
            Ticker = question.Market.Ticker,
            Source = Name,
            Yes = indicator.IsRevised ? certain.Widened(RevisionDoubt) : certain,
            ObservedAt = question.At,
            Provenance = $"FRED {indicator.Series} for {month}: {value}",
            Applies = $"{question.SeriesTicker} of {month} settles on this statistic, and it is published",
            Reservations = indicator.IsRevised
                ? ["the newest value, where the market settles on the first print"]
                : [],
            Decided = side,
        };
    }
}
