using System.Text.Json;
using Dutchbook.Llm;
using Dutchbook.Storage;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>Questions in bulk: half the price, nothing lost, nothing paid twice.</summary>
public sealed class MapBatchTests : MapTrial
{
    [Fact]
    public async Task A_pass_in_bulk_asks_through_batches_and_finds_the_same()
    {
        WithKey();
        int code = await RunWaiting("map", "--llm-budget", "1", "--yes", "--batch", "--format", "json");
        Assert.True(code == 0, _trial.Errors);
        Assert.Contains("words-subset", _trial.Output, StringComparison.Ordinal);
        Assert.Equal((3, 6), (_server.BatchesTaken, _server.Asked));
        Assert.Contains("batch: 0 of 2 answered (looked at every 30 s)", _trial.Errors, StringComparison.Ordinal);
        Assert.Contains("batch: 2 of 2 answered", _trial.Errors, StringComparison.Ordinal);
        Assert.Contains("1 of 1 questions answered in bulk", _trial.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Normal_forms_in_bulk_leave_no_pair_to_be_asked_about()
    {
        WithKey();
        _script = Orion.Reader;
        Assert.Equal(0, await RunWaiting("map", "--llm-budget", "1", "--yes", "--batch", "--format", "json"));
        Assert.Contains("form-deadline-ladder", _trial.Output, StringComparison.Ordinal);
        Assert.Equal((1, 4), (_server.BatchesTaken, _server.Asked));
    }

    [Fact]
    public async Task A_network_that_dies_between_question_and_answer_loses_nothing_and_pays_nothing_twice()
    {
        WithKey();
        Task<int> run = Run("map", "--llm-budget", "1", "--yes", "--batch");
        while (_server.BatchesTaken == 0 && !run.IsCompleted)
        {
            await Task.WhenAny(run, Task.Delay(5));
        }

        _server.IsDown = true;
        while (!run.IsCompleted)
        {
            _trial.Clock.Advance(TimeSpan.FromSeconds(30));
            await Task.WhenAny(run, Task.Delay(5));
        }

        Assert.Equal(0, await run);
        Assert.Contains("no connection (Network", _trial.Errors, StringComparison.Ordinal);
        Assert.Contains("the batches cannot be reached: Network", _trial.Output, StringComparison.Ordinal);
        Assert.Equal((1, 0), (_server.BatchesTaken, _server.Asked));

        // The provider has answered meanwhile; another process brings it home and pays for each question once.
        _server.IsDown = false;
        JsonElement report = await Document("map", "--llm-budget", "1", "--yes");
        if (report.GetProperty("stopped").ValueKind == JsonValueKind.String)
        {
            report = await Document("map", "--llm-budget", "1", "--yes");
        }

        Assert.Single(report.GetProperty("proposals").EnumerateArray());
        Assert.Equal((1, 6), (_server.BatchesTaken, _server.Asked));
        using SqliteDatabase database = SqliteDatabase.OpenReader(_trial.Home.Database);
        Assert.Equal(6, database.Calls.Calls(100).Count(static call => call.End.Outcome == CallOutcome.Answered));
        Assert.Equal(6, database.Calls.Calls(100).Count);
    }

    [Fact]
    public async Task What_is_out_in_a_batch_is_not_asked_a_second_time()
    {
        WithKey();
        _server.LoseNextBatchAnswer = true;
        JsonElement report = await Document("map", "--llm-budget", "1", "--yes", "--batch");
        Assert.Contains("still out in a batch", Text(report, "stopped"), StringComparison.Ordinal);
        report = await Document("map", "--llm-budget", "1", "--yes");
        Assert.Contains("still out in a batch", Text(report, "stopped"), StringComparison.Ordinal);
        Assert.Equal((1, 0), (_server.BatchesTaken, _server.Asked));
    }
}
