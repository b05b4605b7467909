using Dutchbook.Cli;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Storage;
using Dutchbook.Unit.Storage;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>What a run saw is in its database when it has ended.</summary>
public sealed class StoredRuns
{
    [Fact]
    public async Task What_was_told_at_the_very_end_is_written_too()
    {
        using Trial trial = new();
        using CommandScope scope = trial.Open();
        StoredRun stored = new(scope, new LayerWatch(trial.Clock));
        Opportunity found = Stored.Found("1", status: OpportunityStatus.Validated).Opportunity;
        OpportunityBook book = new(10);
        stored.Look([found], book.Observe([found], static _ => true, Stored.Noon));
        using CancellationTokenSource stopped = new();
        await stopped.CancelAsync();
        await stored.WriteAsync(stopped.Token);
        using SqliteDatabase database = SqliteDatabase.OpenReader(trial.Home.Database);
        Assert.Equal(OpportunityStatus.Validated, database.Opportunities.Find("1")!.Status);
    }
}
