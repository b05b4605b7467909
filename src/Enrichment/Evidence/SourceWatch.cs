namespace Dutchbook.Enrichment;

/// <summary>
/// Remembers of each source what it last did, whatever it failed by, and leaves one alone for a while that does not even end its own
/// waits.
/// </summary>
internal sealed class SourceWatch(IReadOnlyList<IEvidenceSource> sources, TimeProvider time)
{
    /// <summary>How long a source is not asked that had to be given up on.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, SourceHealth> _health = sources.Select(static source => source.Name)
        .Distinct(StringComparer.Ordinal)
        .ToDictionary(static name => name, static name => new SourceHealth(name, null, null, null, null), StringComparer.Ordinal);

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<SourceHealth> Health
    {
        get
        {
            lock (_gate)
            {
                DateTimeOffset now = time.GetUtcNow();
                return
                [
                    .. _health.Values.Select(state => state.RestingUntil <= now ? state with { RestingUntil = null } : state)
                        .OrderBy(static state => state.Source, StringComparer.Ordinal),
                ];
            }
        }
    }

    /// <summary>Why a source is not asked now; null where it is.</summary>
    public SourceFailure? Resting(string source)
    {
        lock (_gate)
        {
            return _health[source] is { RestingUntil: { } until, LastFailure: { } failure } && until > time.GetUtcNow()
                ? failure with { Detail = $"left alone until {until:HH:mm:ss} UTC after: {failure.Detail}" }
                : null;
        }
    }

    /// <param name="facts">The time of what it told; null where it knew nothing.</param>
    public void Answered(string source, DateTimeOffset? facts)
    {
        lock (_gate)
        {
            SourceHealth state = _health[source];
            _health[source] = state with
            {
                LastAnswer = time.GetUtcNow(),
                NewestFact = facts is null || state.NewestFact > facts ? state.NewestFact : facts,
                Answers = state.Answers + 1,
                RestingUntil = null,
            };
        }
    }

    /// <param name="rests">It had to be given up on.</param>
    public void Failed(SourceFailure failure, bool rests)
    {
        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            SourceHealth state = _health[failure.Source];
            _health[failure.Source] = state with
            {
                LastFailure = failure,
                FailedAt = now,
                Failures = state.Failures + 1,
                RestingUntil = rests ? now + Rest : state.RestingUntil,
            };
        }
    }
}
