using Dutchbook.Cli;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>How other commands find the running instance, and what they do not believe.</summary>
public sealed class InstanceFiles
{
    private static readonly InstanceFile Mine = new(
        new Uri("http://127.0.0.1:1/"), "secret", Environment.ProcessId, TimeProvider.System.GetUtcNow(), IsDemo: false);

    [Fact]
    public void It_is_read_as_it_was_written_and_by_its_user_alone()
    {
        using Trial trial = new();
        Mine.Write(trial.Home);
        InstanceFile read = InstanceFile.Read(trial.Home)!;
        Assert.Equal(Mine with { StartedAt = read.StartedAt }, read);
        Assert.True(read.IsAlive());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(trial.Home.InstanceFile));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"address": 1, "token": "t", "pid": 1, "startedAt": "2026-01-01T00:00:00Z", "kind": "run"}""")]
    [InlineData("""{"address": "http://127.0.0.1:1/", "token": null, "pid": "x"}""")]
    public void What_says_nothing_is_no_instance(string text)
    {
        using Trial trial = new();
        trial.Write("instance.json", text);
        Assert.Null(InstanceFile.Read(trial.Home));
    }

    [Fact]
    public void One_left_by_a_crash_is_recognised()
    {
        Assert.False((Mine with { Pid = int.MaxValue }).IsAlive());
        Assert.False((Mine with { StartedAt = DateTimeOffset.UnixEpoch }).IsAlive());
    }

    [Fact]
    public void Nobody_removes_the_file_of_another()
    {
        using Trial trial = new();
        Mine.Write(trial.Home);
        (Mine with { Token = "other" }).Remove(trial.Home);
        Assert.True(File.Exists(trial.Home.InstanceFile));
        Mine.Remove(trial.Home);
        Assert.False(File.Exists(trial.Home.InstanceFile));
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("http://192.0.2.1/")]
    [InlineData("https://127.0.0.1:1/")]
    public async Task Where_nothing_answers_nothing_runs(string address)
    {
        using Trial trial = new() { Time = TimeProvider.System };
        (Mine with { Address = new Uri(address) }).Write(trial.Home);
        Assert.Equal(3, await trial.Run("dashboard"));
        Assert.Contains("Nothing runs from", trial.Errors, StringComparison.Ordinal);
        trial.Config("alerts:\n  enabled: false\n");
        Assert.Equal(0, await trial.Run("status"));
        Assert.DoesNotContain("Running since", trial.Output, StringComparison.Ordinal);
    }
}
