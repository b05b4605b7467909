using System.Text.Json;
using Dutchbook.Cli;
using Dutchbook.Execution;
using Dutchbook.Storage;
using Xunit;

namespace Dutchbook.Unit.Cli;

public sealed class HaltCommandTests : IDisposable
{
    private readonly Trial trial = new();

    private FileHaltFlag Flag => new(trial.Home.HaltFile);

    [Fact]
    public async Task Halt_is_there_for_every_process_and_resume_takes_it_away_after_a_minute()
    {
        Assert.Equal(0, await trial.Run("halt", "--reason", "prices look wrong"));
        Assert.Equal((TradingMode.Halted, "prices look wrong"), (Flag.Read().Mode, Flag.Read().Reason));
        Assert.Equal((int)ExitCode.Failed, await trial.Run("resume"));
        Assert.Equal(TradingMode.Halted, Flag.Read().Mode);
        trial.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(0, await trial.Run("resume"));
        Assert.Equal(TradingMode.Active, Flag.Read().Mode);
    }

    [Fact]
    public async Task A_halt_that_smelled_of_malfunction_needs_somebody_who_has_looked()
    {
        Flag.Set(new TradingModeState(TradingMode.Halted, "cash differs", trial.Clock.GetUtcNow(), NeedsPerson: true));
        trial.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((int)ExitCode.Failed, await trial.Run("resume"));
        Assert.Contains("cash differs", trial.Errors, StringComparison.Ordinal);

        // Halting by hand as well does not make it harmless.
        Assert.Equal(0, await trial.Run("halt"));
        trial.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((int)ExitCode.Failed, await trial.Run("resume"));
        Assert.Equal(0, await trial.Run("resume", "--i-have-looked"));
        Assert.Equal(TradingMode.Active, Flag.Read().Mode);
    }

    [Fact]
    public async Task Reducing_never_loosens_a_halt()
    {
        Assert.Equal(0, await trial.Run("reduce"));
        Assert.Equal(TradingMode.Reducing, Flag.Read().Mode);
        Assert.Equal(0, await trial.Run("halt"));
        Assert.Equal((int)ExitCode.Failed, await trial.Run("reduce"));
        Assert.Equal(TradingMode.Halted, Flag.Read().Mode);
    }

    [Fact]
    public async Task Status_says_what_the_gate_reads()
    {
        Assert.Equal(0, await trial.Run("halt", "--reason", "a reason"));
        Assert.Equal(0, await trial.Run("status", "--format", "json"));
        string last = trial.Output[trial.Output.IndexOf('{', StringComparison.Ordinal)..];
        using JsonDocument document = JsonDocument.Parse(last);
        Assert.Equal("Halted", document.RootElement.GetProperty("mode").GetString());
        Assert.Equal("a reason", document.RootElement.GetProperty("reason").GetString());
        Assert.True(document.RootElement.GetProperty("dryRun").GetBoolean());
    }

    [Fact]
    public async Task The_configured_kill_switch_halts_whatever_the_file_says()
    {
        trial.Config("trading:\n  kill_switch: true\n");
        Assert.Equal(0, await trial.Run("status"));
        Assert.Contains("trading.kill_switch", trial.Output, StringComparison.Ordinal);
    }

    public void Dispose() => trial.Dispose();
}
