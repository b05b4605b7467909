using System.CommandLine;
using Serilog;
using Serilog.Core;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>One run of a command: its home, its output, its log. The log opens with the configuration.</summary>
internal sealed class CommandScope : IDisposable
{
    private readonly CommandHost host;
    private Logger log = CommandLog.None;

    private CommandScope(CommandHost host, HomeFolder home, CommandOutput output, bool verbose, bool color)
    {
        this.host = host;
        Home = home;
        Output = output;
        Verbose = verbose;
        Progress = CommandOutput.CreateConsole(host.Error, host.ErrorIsTerminal, color, host.Width);
    }

    public HomeFolder Home { get; }

    public CommandOutput Output { get; }

    /// <summary>Progress bars and remarks, on stderr.</summary>
    public IAnsiConsole Progress { get; }

    public bool Verbose { get; }

    public TimeProvider Clock => host.Clock;

    public ILogger Log => log;

    /// <exception cref="CommandFailure">There is no home folder to be named.</exception>
    public static CommandScope Open(CommandHost host, GlobalOptions globals, ParseResult arguments)
    {
        HomeFolder home = HomeFolder.Find(
            arguments.GetValue(globals.Home),
            host.Environment.GetValueOrDefault(HomeFolder.Variable),
            host.ApplicationData);
        bool json = arguments.GetValue(globals.Format) == "json";
        bool color = !arguments.GetValue(globals.NoColor)
            && !(host.Environment.GetValueOrDefault("NO_COLOR")?.Length > 0);
        CommandOutput output = CommandOutput.Create(
            host.Out, json ? OutputFormat.Json : OutputFormat.Table, host.OutIsTerminal, color, host.Width);
        return new CommandScope(host, home, output, arguments.GetValue(globals.Verbose), color);
    }

    /// <summary>Reads the configuration without judging it; for commands that report its errors themselves.</summary>
    public LoadedConfiguration ReadConfiguration(IReadOnlyList<FlagValue>? flags = null) =>
        new ConfigurationLoader(Home, host.Environment).Load(flags);

    /// <summary>Reads the configuration, opens the log and passes on the warnings.</summary>
    /// <exception cref="CommandFailure">The configuration has errors; exit code 2, all of them named.</exception>
    public Configuration RequireConfiguration(IReadOnlyList<FlagValue>? flags = null)
    {
        LoadedConfiguration loaded = ReadConfiguration(flags);
        if (loaded.Configuration is not { } configuration)
        {
            throw new CommandFailure(ExitCode.Usage, "The configuration has errors; nothing was started.",
                [.. loaded.Errors.Select(error => error.ToString())]);
        }

        OpenLog(configuration.Logging);
        foreach (ConfigurationWarning warning in loaded.Warnings)
        {
            log.Warning("{Warning:l}", warning);
        }

        return configuration;
    }

    /// <summary>A word to the reader beside the result.</summary>
    public void Remark(string text) => host.Error.Write(TerminalText.Clean(text, 1_000) + "\n");

    public void Dispose() => log.Dispose();

    private void OpenLog(LoggingOptions options)
    {
        log.Dispose();
        log = CommandLog.Open(host.Error, Verbose, Home.Exists ? options : null);
    }
}
