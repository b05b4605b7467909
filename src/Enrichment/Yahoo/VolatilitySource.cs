using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>
/// What spot and one volatility imply for range, threshold and touch markets on indices and crypto. One volatility for all
/// strikes is biased by the skew of an index by 5 to 7 points of probability: that is the error bar, so that this evidence
/// never looks better than it is.
/// </summary>
internal sealed class VolatilitySource(YahooCharts charts, double rate, double yield) : IEvidenceSource
{
    /// <summary>The known bias of a flat volatility.</summary>
    private const double FlatError = 0.07;

    /// <summary>A touch is about twice as likely as the end beyond it, and so is its error.</summary>
    private const double TouchError = 0.14;

    private static readonly TimeSpan OldestIndex = TimeSpan.FromDays(4);
    private static readonly TimeSpan OldestCrypto = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan ShortTime = TimeSpan.FromHours(7);
    private const double HoursPerYear = 365 * 24;

    public string Name => "volatility";

    public bool Covers(MarketQuestion question) => Underlying.Of(question.SeriesTicker) is not null;

    public async Task<MarketEvidence?> AskAsync(MarketQuestion question, CancellationToken cancellation)
    {
        if (Underlying.Of(question.SeriesTicker) is not { } found
            || (question.Market.ExpectedExpirationTime ?? question.Market.CloseTime) is not { } ends
            || ends <= question.At)
        {
            return null;
        }

        (Underlying asset, PathQuestion path) = found;
        YahooChart spot = await charts.Read(asset.Symbol, "1y", cancellation);
        if (question.At - spot.At > (asset.IsIndex ? OldestIndex : OldestCrypto))
        {
            throw new SourceException(Name, FailureKind.Stale, $"{asset.Symbol} is of {spot.At:yyyy-MM-dd HH:mm} UTC");
        }

        double volatility = await Volatility(asset, spot, cancellation);
        double years = asset.IsIndex && ends - question.At < ShortTime
            ? (ends - question.At).TotalHours / Lognormal.TradingHoursPerYear
            : (ends - question.At).TotalHours / HoursPerYear;
        Lognormal model = Lognormal.Of(
            (double)spot.Last, asset.IsIndex ? rate : 0, asset.IsIndex ? yield : 0, volatility, years);
        MarketEvidence draft = new()
        {
            Ticker = question.Market.Ticker,
            Source = Name,
            Yes = ProbabilityBand.Unknown,
            ObservedAt = spot.At,
            Provenance = FormattableString.Invariant(
                $"{charts.Source}: {asset.Symbol} {spot.Last} of {spot.At:yyyy-MM-dd HH:mm} UTC, volatility {volatility:0.000}"),
            Applies = $"{question.SeriesTicker} asks of this index or coin by {ends:yyyy-MM-dd HH:mm} UTC",
            Reservations = [$"one volatility for all strikes: {(path == PathQuestion.End ? 7 : 14)} points of error either way"],
        };
        return path == PathQuestion.End ? End(question.Market, model, draft) : Touch(question.Market, model, spot, path, draft);
    }

    private async Task<double> Volatility(Underlying asset, YahooChart spot, CancellationToken cancellation)
    {
        if (asset.VolatilitySymbol is { } symbol)
        {
            YahooChart quoted = await charts.Read(symbol, "5d", cancellation);
            return quoted.Last is > 3 and < 200
                ? (double)quoted.Last / 100
                : throw new SourceException(Name, FailureKind.OutOfRange, $"{symbol} at {quoted.Last}");
        }

        return Realised.Volatility([.. spot.Bars.TakeLast(61)], 365) is { } measured and > 0.01 and < 5
            ? measured
            : throw new SourceException(Name, FailureKind.Missing, $"too few daily closes of {asset.Symbol} to measure its volatility");
    }

    private static MarketEvidence? End(Market market, Lognormal model, MarketEvidence draft) =>
        StrikeTest.Chance(market, model.Above) is { } chance && ProbabilityBand.Around(chance, FlatError) is { } band
            ? draft with { Yes = band }
            : null;

    private static MarketEvidence? Touch(
        Market market, Lognormal model, YahooChart spot, PathQuestion path, MarketEvidence draft)
    {
        if ((path == PathQuestion.TouchesAbove ? market.FloorStrike : market.CapStrike ?? market.FloorStrike) is not { } level || level <= 0)
        {
            return null;
        }

        // Only days that began after the market opened certainly belong to its period.
        bool touched = market.OpenTime is { } opened && spot.Bars.Where(bar => bar.At >= opened).Any(bar =>
            path == PathQuestion.TouchesAbove ? bar.High > level : bar.Low < level);
        if (touched)
        {
            return draft with
            {
                Yes = ProbabilityBand.Between(Ratio.One, Ratio.One),
                Provenance = $"{draft.Provenance}; a day since the market opened went beyond {level}",
                Decided = Side.Yes,
            };
        }

        bool beyond = path == PathQuestion.TouchesAbove ? spot.Last >= level : spot.Last <= level;
        double chance = beyond ? 1 : model.Touches((double)level, (double)spot.Last);
        return ProbabilityBand.Around(chance, TouchError) is { } band ? draft with { Yes = band } : null;
    }
}
