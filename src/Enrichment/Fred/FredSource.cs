using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>
/// What has already been published: a macro market whose number is out is decided, however the price may look.
/// </summary>
internal sealed class FredSource(FredClient fred) : IEvidenceSource
{
    /// <summary>A first print that was revised since may have fallen on the other side of the strike.</summary>
    private static readonly Ratio RevisionDoubt = Ratio.FromPartsPerMillion(100_000);

    private readonly PublishedNumbers _numbers = new(fred);

    public string Name => "fred";

    public bool Covers(MarketQuestion question) =>
        Indicator.Of(question.SeriesTicker) is not null && TickerParts.Month(question.Market.Ticker) is not null;

    public async Task<MarketEvidence?> AskAsync(MarketQuestion question, CancellationToken cancellation)
    {
        // No month is published before it is over.
        if (Indicator.Of(question.SeriesTicker) is not { } indicator
            || TickerParts.Month(question.Market.Ticker) is not { } month
            || DateOnly.FromDateTime(question.At.UtcDateTime) < month.Plus(1).FirstDay
            || await _numbers.Read(indicator, month, cancellation) is not { } number
            || StrikeTest.Decide(question.Market, number.Value) is not { } side)
        {
            return null;
        }

        Ratio chance = side == Side.Yes ? Ratio.One : Ratio.Zero;
        ProbabilityBand certain = ProbabilityBand.Between(chance, chance);
        return new MarketEvidence
        {
            Ticker = question.Market.Ticker,
            Source = Name,
            Yes = number.Doubt is null ? certain : certain.Widened(RevisionDoubt),
            ObservedAt = number.FirstOn is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : question.At,
            Provenance = number.FirstOn is { } first
                ? FormattableString.Invariant($"FRED {indicator.Series} for {month} as first published on {first:yyyy-MM-dd}: {number.Value}")
                : $"FRED {indicator.Series} for {month}: {number.Value}",
            Applies = $"{question.SeriesTicker} of {month} settles on {(indicator.IsRevised ? "the first print of " : "")}"
                + "this statistic, and it is published",
            Reservations = number.Doubt is { } why
                ? [$"the newest value, where the market settles on the first print: {why}"]
                : [],
            Decided = side,
        };
    }
}
