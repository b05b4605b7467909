using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>
/// The Atlanta Fed's nowcast of real growth against the advance estimate, before that is out. Its error is large and known:
/// its own record has a root mean square of about 1.2 points against the advance estimate.
/// </summary>
internal sealed class NowcastSource(FredClient fred) : IEvidenceSource
{
    private const string Series = "GDPNOW";
    private const double Deviation = 1.2;

    /// <summary>For the error not being normal, and the nowcast moving until the release.</summary>
    private const double ModelError = 0.10;

    public string Name => "gdpnow";

    public bool Covers(MarketQuestion question) =>
        question.SeriesTicker == "KXGDP" && TickerParts.Date(question.Market.Ticker) is not null;

    public async Task<MarketEvidence?> AskAsync(MarketQuestion question, CancellationToken cancellation)
    {
        if (TickerParts.Date(question.Market.Ticker) is not { } release
            || release < DateOnly.FromDateTime(question.At.UtcDateTime))
        {
            return null;
        }

        // The ticker has the day of the release: the quarter that ended before it.
        YearMonth quarter = YearMonth.Of(release.AddMonths(-3));
        quarter = new YearMonth(quarter.Year, ((quarter.Month - 1) / 3 * 3) + 1);
        IReadOnlyList<FredObservation> observations =
            await fred.Observations(Series, quarter.Plus(-3).FirstDay, cancellation);
        if (observations.FirstOrDefault(item => item.Day == quarter.FirstDay)?.Value is not { } growth)
        {
            return null;
        }

        if (growth is < -60 or > 60)
        {
            throw new SourceException(Name, FailureKind.OutOfRange, $"{Series} says {growth} % a year");
        }

        double? chance = StrikeTest.Chance(
            question.Market, strike => Normal.Cumulative(((double)growth - strike) / Deviation));
        if (chance is not { } probability || ProbabilityBand.Around(probability, ModelError) is not { } band)
        {
            return null;
        }

        return new MarketEvidence
        {
            Ticker = question.Market.Ticker,
            Source = Name,
            Yes = band,
            ObservedAt = question.At,
            Provenance = $"FRED {Series} for the quarter from {quarter}: {growth} % a year",
            Applies = $"the advance estimate of {release:yyyy-MM-dd} is of this quarter",
            Reservations = ["an error of 1.2 points, taken for normal, and 10 points of probability for the model"],
        };
    }
}
