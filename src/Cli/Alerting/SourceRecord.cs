using System.Text.Json.Serialization;
using Dutchbook.Enrichment;

namespace Dutchbook.Cli;

/// <summary>How an outside source did when a run or a scan last asked it.</summary>
internal sealed record SourceStanding
{
    public required string Name { get; init; }

    public DateTimeOffset? LastAnswer { get; init; }

    /// <summary>The time of the newest facts it told of.</summary>
    public DateTimeOffset? NewestFact { get; init; }

    /// <summary>Named, as in <c>timed out: no answer within 8 s</c>.</summary>
    public string? LastFailure { get; init; }

    public DateTimeOffset? FailedAt { get; init; }

    public DateTimeOffset? RestingUntil { get; init; }

    public int Answers { get; init; }

    public int Failures { get; init; }

    [JsonIgnore]
    public bool IsFailing => LastFailure is not null && (LastAnswer is null || FailedAt >= LastAnswer);

    public static SourceStanding Of(SourceHealth health) => new()
    {
        Name = health.Source,
        LastAnswer = health.LastAnswer,
        NewestFact = health.NewestFact,
        LastFailure = health.LastFailure is { } failure ? JsonText.Clean($"{failure.Kind.Word()}: {failure.Detail}") : null,
        FailedAt = health.FailedAt,
        RestingUntil = health.RestingUntil,
        Answers = health.Answers,
        Failures = health.Failures,
    };

    /// <summary>One line for a reader.</summary>
    public string Line(DateTimeOffset now)
    {
        if (LastAnswer is null && LastFailure is null)
        {
            return $"{Name}: not asked yet";
        }

        string facts = NewestFact is { } told ? $", facts {Age(now - told)} old" : "";
        string last = LastAnswer is { } at ? $"last answer {Age(now - at)} ago{facts}" : "no answer yet";
        string failed = LastFailure is { } words && FailedAt is { } when
            ? $"; {(IsFailing ? "FAILING" : "last failure")} {Age(now - when)} ago: {words}"
            : "";
        string rests = RestingUntil > now ? FormattableString.Invariant($"; left alone until {RestingUntil:HH:mm:ss} UTC") : "";
        return FormattableString.Invariant($"{Name}: {last}; {Answers} answers, {Failures} failures{failed}{rests}");
    }

    private static string Age(TimeSpan age) => age switch
    {
        { TotalSeconds: < 120 } => FormattableString.Invariant($"{Math.Max(0, age.TotalSeconds):0} s"),
        { TotalMinutes: < 120 } => FormattableString.Invariant($"{age.TotalMinutes:0} min"),
        { TotalHours: < 48 } => FormattableString.Invariant($"{age.TotalHours:0} h"),
        _ => FormattableString.Invariant($"{age.TotalDays:0} days"),
    };
}

/// <summary>The sources of a home as they did last, whoever asked; kept beside the database so that <c>status</c> can tell.</summary>
internal sealed record SourceRecord
{
    public required DateTimeOffset At { get; init; }

    public required IReadOnlyList<SourceStanding> Sources { get; init; }

    /// <summary>Null where none was ever asked.</summary>
    public static SourceRecord? Read(HomeFolder home, out string problem) => HomeRecord.Read<SourceRecord>(PathIn(home), out problem);

    /// <summary>Keeps what was heard; of sources that were not asked this time, what was known stays.</summary>
    /// <exception cref="CommandFailure">It cannot be written.</exception>
    public static void Keep(HomeFolder home, IReadOnlyList<SourceHealth> heard, DateTimeOffset now)
    {
        SourceStanding[] fresh = [.. heard.Where(static health => !health.IsUnasked).Select(SourceStanding.Of)];
        if (fresh.Length == 0)
        {
            return;
        }

        IReadOnlyList<SourceStanding> before = Read(home, out _)?.Sources ?? [];
        home.Create();
        HomeRecord.Write(PathIn(home), new SourceRecord
        {
            At = now,
            Sources =
            [
                .. fresh.Concat(before.Where(old => fresh.All(item => item.Name != old.Name)))
                    .OrderBy(static item => item.Name, StringComparer.Ordinal),
            ],
        });
    }

    private static string PathIn(HomeFolder home) => Path.Combine(home.Root, "sources.json");
}
