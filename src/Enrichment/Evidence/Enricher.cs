using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>
/// Asks every source that covers a market, all at once, each market once however many baskets hold it. A source that does not
/// answer within its time costs that time once: all wait together, and none waits for another's market.
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

    public IReadOnlyList<string> Sources { get; } = [.. sources.Select(static source => source.Name)];

    /// <summary>The outside view of each opportunity, in their order.</summary>
    public async Task<IReadOnlyList<OutsideView>> ViewAsync(
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

        await Task.WhenAll(asked.Values);
        Dictionary<string, Answers> answers = new(StringComparer.Ordinal);
        foreach ((string ticker, Task<Answers> answer) in asked)
        {
            answers[ticker] = await answer;
        }

        Dictionary<string, FairValue> values = answers.ToDictionary(
            static pair => pair.Key, static pair => FairValue.Of(pair.Value.Evidence), StringComparer.Ordinal);
        return [.. opportunities.Select(opportunity => OutsideWeighing.Weigh(
            opportunity,
            values,
            [.. opportunity.Legs.SelectMany(leg => answers[leg.Claim.Market.Ticker].Failures).Distinct()],
            limits))];
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
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        CancellationToken token = limit.Token;
        try
        {
            if (!source.Covers(question))
            {
                return (null, null);
            }

            // On its own, because a source may block; and its token may be ignored: the wait ends all the same.
            MarketEvidence? evidence = await Task.Run(() => source.AskAsync(question, token), token)
                .WaitAsync(timeOut, time, cancellation);
            return (evidence, Objection(source, question, evidence)) switch
            {
                (_, { } objection) => (null, objection),
                _ => (evidence, null),
            };
        }
        catch (TimeoutException)
        {
            await limit.CancelAsync();
            return (null, new SourceFailure(source.Name, FailureKind.TimedOut, $"no answer within {timeOut.TotalSeconds:0.#} s"));
        }
        catch (SourceException problem)
        {
            return (null, problem.Failure with { Source = source.Name });
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            // A source from outside this project may throw anything; it must not take the scan with it.
            return (null, new SourceFailure(source.Name, FailureKind.Malformed, $"{problem.GetType().Name}: {problem.Message}"));
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

    private sealed record Answers(IReadOnlyList<MarketEvidence> Evidence, IReadOnlyList<SourceFailure> Failures);
}
