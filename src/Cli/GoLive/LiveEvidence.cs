using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>What a home folder holds that speaks for or against trading for real.</summary>
internal sealed record LiveEvidence
{
    public required RunRecord Runs { get; init; }

    /// <summary>Relations that wait for a person.</summary>
    public required int Queue { get; init; }

    /// <summary>Relations that people approved or rejected.</summary>
    public required int Decided { get; init; }

    public required JournalContent Paper { get; init; }

    public required JournalContent Live { get; init; }

    /// <summary>A message that was delivered and acknowledged; null where there was none.</summary>
    public required AlertTest? AlertTest { get; init; }

    public static LiveEvidence Read(CommandScope scope)
    {
        RunRecord runs = RunRecord.Read(scope.Home);
        AlertTest? tested = HomeRecord.Read<AlertTest>(AlertTest.PathIn(scope.Home), out _);
        if (!File.Exists(scope.Home.Database))
        {
            JournalContent nothing = new([], [], []);
            return new LiveEvidence
            {
                Runs = runs,
                Queue = 0,
                Decided = 0,
                Paper = nothing,
                Live = nothing,
                AlertTest = tested,
            };
        }

        using SqliteDatabase database = SqliteDatabase.OpenReader(scope.Home.Database);
        IReadOnlyList<StoredReview> reviews = database.Reviews.List(null);
        using SqliteJournal paper = SqliteJournal.OpenReader(scope.Home.Database, isPaper: true);
        using SqliteJournal live = SqliteJournal.OpenReader(scope.Home.Database, isPaper: false);
        return new LiveEvidence
        {
            Runs = runs,
            Queue = reviews.Count(static review => review.Status == RelationStatus.Pending),
            Decided = reviews.Count(static review => review.Status != RelationStatus.Pending),
            Paper = paper.Load(),
            Live = live.Load(),
            AlertTest = tested,
        };
    }
}

/// <summary>The last test of the alert channels.</summary>
internal sealed record AlertTest
{
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required IReadOnlyList<string> Channels { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public static string PathIn(HomeFolder home) => Path.Combine(home.Root, "alert-test.json");
}
