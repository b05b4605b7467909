using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>
/// Asks every source that covers a market, all at once, each market once however many baskets hold it. A source that does not
/// answer within its time costs that time once, and only those whose markets it covers: all wait together, and no basket waits for
/// another's market.
/// </summary>
public sealed class Enricher(IReadOnlyList<IEvidenceSource> sources, EnrichmentLimits limits, TimeSpan timeOut, TimeProvider time)
{
    /// <summary>The clocks of a source and of this machine may differ by so much.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    /// <summary>The longest that one source is waited for.</summary>
    public TimeSpan TimeOut => timeOut;

    /// <summary>Another venue to watch for gaps; null for none.</summary>
    public ICrossVenue? CrossVenue { get; init; }

    /// <summary>How our fees are rounded, for gaps to that venue.</summary>
    public MemberKind Member { get; init; } = MemberKind.Direct;

    private readonly SourceWatch _watch = new(sources, time);

    public IReadOnlyList<string> Sources { get; } = [.. sources.Select(static source => source.Name)];

    /// <summary>How each source has been doing.</summary>
    public IReadOnlyList<SourceHealth> Health => _watch.Health;

    /// <summary>The outside view of each opportunity, in their order.</summary>
    public async Task<IReadOnlyList<OutsideView>> ViewAsync(
        IReadOnlyList<Opportunity> opportunities, VenueSnapshot snapshot, CancellationToken cancellation) =>
        await Task.WhenAll(ViewEach(opportunities, snapshot, cancellation));

    /// <summary>The same, each as soon as the sources of its own legs have answered.</summary>
    public IReadOnlyList<Task<OutsideView>> ViewEach(
        IReadOnlyList<Opportunity> opportunities, VenueSnapshot snapshot, CancellationToken cancellation)
    {
        Dictionary<string, Event> events = new(StringComparer.Ordinal);
        foreach (Event item in snapshot.Events)
        {
            events.TryAdd(item.Ticker, item);
        }

        DateTimeOffset at = time.GetUtcNow();
        SortedDictionary<string, Task<Answers>> asked = new(StringComparer.Ordinal);
        foreach (Market market in opportunities.SelectMany(static item => item.Legs).Select(static leg => leg.Claim.Market))
        {
            if (!asked.ContainsKey(market.Ticker))
            {
                MarketQuestion question = new(
                    market, events.GetValueOrDefault(market.EventTicker), snapshot.Series.GetValueOrDefault(market.SeriesTicker), at);
                asked[market.Ticker] = AskAsync(question, cancellation);
            }
        }

        return [.. opportunities.Select(opportunity => ViewAsync(opportunity, asked))];
    }

    private async Task<OutsideView> ViewAsync(Opportunity opportunity, IReadOnlyDictionary<string, Task<Answers>> asked)
    {
        Dictionary<string, FairValue> values = new(StringComparer.Ordinal);
        List<SourceFailure> failures = [];
        foreach (string ticker in opportunity.Legs.Select(static leg => leg.Claim.Market.Ticker))
        {
            Answers answers = await asked[ticker];
            values[ticker] = FairValue.Of(answers.Evidence);
            failures.AddRange(answers.Failures);
        }

        return OutsideWeighing.Weigh(opportunity, values, [.. failures.Distinct()], limits);
    }

    private async Task<Answers> AskAsync(MarketQuestion question, CancellationToken cancellation)
    {
        (MarketEvidence? Evidence, SourceFailure? Failure)[] results = await Task.WhenAll(
            sources.Select(source => AskOneAsync(source, question, cancellation)));
        return new Answers(
            [.. results.Select(static result => result.Evidence).OfType<MarketEvidence>()],
            [.. results.Select(static result => result.Failure).OfType<SourceFailure>()]);
    }

    /// <summary>One source and one market; whatever the source does, this ends in time with evidence or a named failure.</summary>
    private async Task<(MarketEvidence?, SourceFailure?)> AskOneAsync(
        IEvidenceSource source, MarketQuestion question, CancellationToken cancellation)
    {
        (MarketEvidence? evidence, SourceFailure? failure, Ending ending) = await TryAsync(source, question, cancellation);
        switch (ending)
        {
            case Ending.Answered:
                _watch.Answered(source.Name, evidence?.ObservedAt);
                break;
            case Ending.Failed or Ending.GivenUp when failure is not null:
                _watch.Failed(failure, rests: ending == Ending.GivenUp);
                break;
        }

        return (evidence, failure);
    }

    private async Task<(MarketEvidence?, SourceFailure?, Ending)> TryAsync(
        IEvidenceSource source, MarketQuestion question, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        CancellationToken token = limit.Token;
        try
        {
            if (!source.Covers(question))
            {
                return (null, null, Ending.NotAsked);
            }

            if (_watch.Resting(source.Name) is { } resting)
            {
                return (null, resting, Ending.NotAsked);
            }

            // On its own, because a source may block; and its token may be ignored: the wait ends all the same.
            MarketEvidence? evidence = await Task.Run(() => source.AskAsync(question, token), token)
                .WaitAsync(timeOut, time, cancellation);
            return Objection(source, question, evidence) is { } objection
                ? (null, objection, Ending.Failed)
                : (evidence, null, Ending.Answered);
        }
        catch (TimeoutException)
        {
            await limit.CancelAsync();
            return (
                null, new SourceFailure(source.Name, FailureKind.TimedOut, $"no answer within {timeOut.TotalSeconds:0.#} s"), Ending.GivenUp);
        }
        catch (SourceException problem)
        {
            return (null, problem.Failure with { Source = source.Name }, Ending.Failed);
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            // A source from outside this project may throw anything; it must not take the scan with it.
            return (
                null, new SourceFailure(source.Name, FailureKind.Malformed, $"{problem.GetType().Name}: {problem.Message}"), Ending.Failed);
        }
    }

    private static SourceFailure? Objection(IEvidenceSource source, MarketQuestion question, MarketEvidence? evidence)
    {
        if (evidence is null)
        {
            return null;
        }

        if (!string.Equals(evidence.Ticker, question.Market.Ticker, StringComparison.Ordinal))
        {
            return new SourceFailure(
                source.Name, FailureKind.Malformed, $"asked of {question.Market.Ticker}, it speaks of {evidence.Ticker}");
        }

        return evidence.ObservedAt > question.At + ClockSlack
            ? new SourceFailure(source.Name, FailureKind.FromTheFuture, $"its evidence is of {evidence.ObservedAt:yyyy-MM-dd HH:mm} UTC")
            : null;
    }

    private enum Ending
    {
        NotAsked,
        Answered,
        Failed,
        GivenUp,
    }

    private sealed record Answers(IReadOnlyList<MarketEvidence> Evidence, IReadOnlyList<SourceFailure> Failures);
}
