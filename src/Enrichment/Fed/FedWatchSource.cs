using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>What federal funds futures imply for the committee's decisions.</summary>
internal sealed class FedWatchSource(IFundsQuotes quotes, FredClient fred, FomcCalendar calendar) : IEvidenceSource
{
    /// <summary>A settlement of the last session, over a weekend and a holiday.</summary>
    private static readonly TimeSpan OldestQuote = TimeSpan.FromDays(5);

    /// <summary>Half a tick of 0.005 in each of two rates is two hundredths of a move; the rest is term premium.</summary>
    private const double UsualError = 0.05;

    /// <summary>Added where a contract had to be stood in for.</summary>
    private const double StandInError = 0.05;

    public string Name => "fedwatch";

    public bool Covers(MarketQuestion question) =>
        question.SeriesTicker is "KXFED" or "KXFEDDECISION" && Meeting(question) is not null;

    public async Task<MarketEvidence?> AskAsync(MarketQuestion question, CancellationToken cancellation)
    {
        DateOnly today = DateOnly.FromDateTime(question.At.UtcDateTime);
        if (Meeting(question) is not { } day || day < today)
        {
            return null;
        }

        (FundsStrip strip, DateTimeOffset at) = await quotes.Read(today, cancellation);
        if (question.At - at > OldestQuote)
        {
            throw new SourceException(Name, FailureKind.Stale, $"the newest futures quote is of {at:yyyy-MM-dd HH:mm} UTC");
        }

        MeetingOdds? odds = new FedWatch(strip, calendar).Meetings(today).FirstOrDefault(meeting => meeting.Day == day);
        if (odds is null)
        {
            throw new SourceException(Name, FailureKind.Missing, $"the contracts quoted do not reach the meeting of {day:yyyy-MM-dd}");
        }

        decimal? chance = question.SeriesTicker == "KXFED"
            ? await UpperLimit(question, odds, today, cancellation)
            : FedDecisionExtensions.Parse(TickerParts.Last(question.Market.Ticker))?.ChanceIn(odds.Own);
        if (chance is not { } probability
            || ProbabilityBand.Around((double)probability, odds.Approximate ? UsualError + StandInError : UsualError) is not { } band)
        {
            return null;
        }

        return new MarketEvidence
        {
            Ticker = question.Market.Ticker,
            Source = Name,
            Yes = band,
            ObservedAt = at,
            Provenance = $"{quotes.Source}: federal funds futures of {at:yyyy-MM-dd HH:mm} UTC",
            Applies = $"the decision of {day:yyyy-MM-dd} is what {question.SeriesTicker} of {TickerParts.Period(question.Market.Ticker)} settles on",
            Reservations = ["moves of 25 basis points, independent meetings and no term premium are assumed"],
        };
    }

    private DateOnly? Meeting(MarketQuestion question) =>
        TickerParts.Month(question.Market.Ticker) is { } month ? calendar.MeetingIn(month) : null;

    /// <summary>The probability by the present target range, which must be newer than the last decision.</summary>
    private async Task<decimal?> UpperLimit(
        MarketQuestion question, MeetingOdds odds, DateOnly today, CancellationToken cancellation)
    {
        if (question.Market is not { StrikeType.Value: StrikeType.Greater, FloorStrike: { } strike })
        {
            return null;
        }

        IReadOnlyList<FredObservation> observed = await fred.Observations("DFEDTARU", today.AddDays(-21), cancellation);
        if (observed.LastOrDefault(static item => item.Value is not null) is not { Value: { } upper } newest)
        {
            throw new SourceException(Name, FailureKind.Missing, "the target range (DFEDTARU) is not published");
        }

        DateOnly? decided = calendar.Meetings.Where(meeting => meeting < today).Select(static meeting => (DateOnly?)meeting).LastOrDefault();
        if (newest.Day <= decided)
        {
            throw new SourceException(
                Name, FailureKind.Stale, $"the target range is of {newest.Day:yyyy-MM-dd}, before the decision of {decided:yyyy-MM-dd} took effect");
        }

        return odds.UpperLimitAbove(strike, upper);
    }
}
