using System.CommandLine;
using System.Text.Json;
using Dutchbook.Cli;
using Xunit;

namespace Dutchbook.Unit.Cli;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("docter", "doctor")]
    [InlineData("iinit", "init")]
    public async Task A_misspelt_command_is_bad_usage_with_a_hint(string typed, string meant)
    {
        using Trial trial = new();
        Assert.Equal(2, await trial.Run(typed));
        Assert.Empty(trial.Output);
        Assert.Contains($"Did you mean '{meant}'?", trial.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_option_is_bad_usage_with_a_hint()
    {
        using Trial trial = new();
        Assert.Equal(2, await trial.Run("doctor", "--fromat", "json"));
        Assert.Contains("Did you mean '--format'?", trial.Errors, StringComparison.Ordinal);
        Assert.Equal(0, trial.Exchange.Asked);
    }

    [Fact]
    public async Task An_unknown_format_is_bad_usage()
    {
        using Trial trial = new();
        Assert.Equal(2, await trial.Run("doctor", "--format", "xml"));
        Assert.Contains("'json'", trial.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_command_is_bad_usage_and_names_the_commands()
    {
        using Trial trial = new();
        Assert.Equal(2, await trial.Run());
        Assert.Contains("init", trial.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_is_never_printed_raw()
    {
        using Trial trial = new();
        Assert.Equal(2, await trial.Run("\u001b[31mx"));
        Assert.DoesNotContain('\u001b', trial.Errors);
    }

    [Fact]
    public async Task Every_command_has_help_with_examples()
    {
        using Trial outer = new();
        foreach (Command command in CommandLine.Build(outer.Host, CompositionRoot.Create()).Subcommands)
        {
            using Trial trial = new();
            Assert.Equal(0, await trial.Run(command.Name, "--help"));
            Assert.Contains("Examples:", trial.Output, StringComparison.Ordinal);
            Assert.Contains($"dutchbook {command.Name}", trial.Output, StringComparison.Ordinal);
            Assert.Empty(trial.Errors);
        }
    }

    [Fact]
    public async Task Ctrl_C_ends_with_130()
    {
        using Trial trial = new();
        using CancellationTokenSource interrupt = new();
        trial.Exchange.Before = interrupt.Cancel;
        Assert.Equal(130, await trial.Run(interrupt.Token, "doctor"));
    }

    [Fact]
    public async Task Init_writes_both_files_and_says_so()
    {
        using Trial trial = new();
        Assert.Equal(0, await trial.Run("init"));
        Assert.Equal(2, trial.Output.Split("created: ").Length - 1);
        Assert.Contains("dry_run: true", await File.ReadAllTextAsync(trial.Home.ConfigFile), StringComparison.Ordinal);
        Assert.Contains("KALSHI_KEY_ID=", await File.ReadAllTextAsync(trial.Home.EnvFile), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(trial.Home.EnvFile));
        }
    }

    [Theory]
    [InlineData("config.yaml", ".env")]
    [InlineData(".env", "config.yaml")]
    public async Task Init_never_writes_over_a_file(string there, string missing)
    {
        using Trial trial = new();
        trial.Write(there, "# mine\n");
        Assert.Equal(0, await trial.Run("init"));
        Assert.Equal("# mine\n", await File.ReadAllTextAsync(Path.Combine(trial.Folder, there)));
        Assert.True(File.Exists(Path.Combine(trial.Folder, missing)));
        Assert.Contains($"exists, left as it is: {Path.Combine(trial.Folder, there)}", trial.Output,
            StringComparison.Ordinal);

        string template = await File.ReadAllTextAsync(Path.Combine(trial.Folder, missing));
        Assert.Equal(0, await trial.Run("init"));
        Assert.Equal(template, await File.ReadAllTextAsync(Path.Combine(trial.Folder, missing)));
    }

    [Fact]
    public async Task Init_tells_a_program_what_it_made()
    {
        using Trial trial = new();
        trial.DotEnv("# mine\n");
        Assert.Equal(0, await trial.Run("init", "--format", "json"));
        JsonElement answer = JsonDocument.Parse(trial.Output).RootElement;
        Assert.Equal(1, answer.GetProperty("schema").GetInt32());
        Assert.Equal([true, false], answer.GetProperty("files").EnumerateArray()
            .Select(file => file.GetProperty("created").GetBoolean()));
    }

    [Fact]
    public async Task Init_fails_where_the_home_is_a_file()
    {
        using Trial trial = new();
        trial.Write("taken", "");
        string path = Path.Combine(trial.Folder, "taken");
        using Trial other = new();
        Assert.Equal(1, await other.Run("init", "--home", path));
        Assert.Contains("cannot be prepared", other.Errors, StringComparison.Ordinal);
    }
}
