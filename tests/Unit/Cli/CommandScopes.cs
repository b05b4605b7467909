using Dutchbook.Cli;
using Spectre.Console;
using Xunit;

namespace Dutchbook.Unit.Cli;

public sealed class CommandScopes
{
    [Fact]
    public void A_broken_configuration_starts_nothing_and_names_every_error()
    {
        using Trial trial = new();
        trial.Config("trading:\n  dry_run: yes\n  max_daily_loss: x\n");
        using CommandScope scope = trial.Open();
        CommandFailure failure = Assert.Throws<CommandFailure>(() => scope.RequireConfiguration());
        Assert.Equal(ExitCode.Usage, failure.Code);
        Assert.Equal(2, failure.Details.Count);
        Assert.Contains("config.yaml:2: trading.dry_run", failure.Details[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_go_to_stderr_and_to_the_log_in_the_home_folder()
    {
        using Trial trial = new();
        trial.Config("kalshi:\n  email: x\n");
        using (CommandScope scope = trial.Open())
        {
            scope.RequireConfiguration();
        }

        Assert.Contains("warning: ", trial.Errors, StringComparison.Ordinal);
        Assert.Contains("kalshi.email", trial.Errors, StringComparison.Ordinal);
        Assert.Empty(trial.Output);
        Assert.Contains("kalshi.email", File.ReadAllText(Path.Combine(trial.Home.Logs, "trader.log")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_happens_in_trading_stands_in_a_log_of_its_own_whatever_the_level_of_the_other()
    {
        using Trial trial = new();
        trial.Config("logging:\n  level: ERROR\n");
        using (CommandScope scope = trial.Open())
        {
            scope.RequireConfiguration();
            scope.Log.Information("a pass");
            new DeskEvents(scope.Log, alerts: null, isPaper: true).Raise(new Dutchbook.Execution.TradingEvent(
                Dutchbook.Execution.TradingEventKind.TradeEnded, DateTimeOffset.UnixEpoch, "d1", "Complete"));
        }

        string trades = File.ReadAllText(Path.Combine(trial.Home.Logs, "trades.log"));
        Assert.Contains("TradeEnded d1 Complete", trades, StringComparison.Ordinal);
        Assert.DoesNotContain("a pass", trades, StringComparison.Ordinal);
    }

    [Fact]
    public void Log_lines_are_cleaned_and_errors_keep_their_trace()
    {
        using Trial trial = new();
        using (CommandScope scope = trial.Open())
        {
            scope.RequireConfiguration();
            scope.Log.Warning(new InvalidOperationException("bad\u001b[2J"), "Title {Title}", "a\u001b[31m\nb");
        }

        string log = File.ReadAllText(Path.Combine(trial.Home.Logs, "trader.log"));
        Assert.DoesNotContain('\u001b', log + trial.Errors);
        Assert.Contains("InvalidOperationException: bad", log, StringComparison.Ordinal);
        Assert.Single(trial.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Information_reaches_stderr_only_when_asked_for()
    {
        using Trial trial = new();
        using (CommandScope quiet = trial.Open())
        {
            quiet.RequireConfiguration();
            quiet.Log.Information("quiet");
        }

        using (CommandScope verbose = trial.Open("--verbose"))
        {
            verbose.RequireConfiguration();
            verbose.Log.Information("loud");
        }

        Assert.Equal("information: loud\n", trial.Errors);
    }

    [Fact]
    public void A_home_that_does_not_exist_is_not_made_for_a_log()
    {
        using Trial trial = new();
        using CommandScope scope = trial.Open();
        Directory.Delete(trial.Folder);
        scope.RequireConfiguration();
        scope.Log.Warning("said");
        Assert.False(scope.Home.Exists);
        Assert.Contains("said", trial.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_is_camel_case_json_that_no_terminal_obeys()
    {
        StringWriter writer = new();
        CommandOutput output =
            CommandOutput.Create(writer, OutputFormat.Json, terminal: false, color: true, width: 200);
        output.StreamItem(new { Schema = 1, MinPayout = "1.0000", Title = "\u001b[31m\u202e" });
        Assert.Equal("{\"schema\":1,\"minPayout\":\"1.0000\",\"title\":\"\\u001B[31m\\u202E\"}\n", writer.ToString());
    }

    [Fact]
    public void A_table_never_exceeds_100_columns()
    {
        StringWriter writer = new();
        CommandOutput output =
            CommandOutput.Create(writer, OutputFormat.Table, terminal: false, color: true, width: 250);
        Table table = output.NewTable();
        table.AddColumns("a", "b");
        table.AddRow(new string('x', 90), string.Join(' ', Enumerable.Repeat("word", 60)));
        output.Table(table);
        Assert.All(writer.ToString().Split('\n'), line => Assert.True(line.TrimEnd().Length <= 100));
        Assert.DoesNotContain('\u001b', writer.ToString());
    }
}
