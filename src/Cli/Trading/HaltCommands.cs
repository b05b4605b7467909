using System.CommandLine;
using System.Globalization;
using Dutchbook.Execution;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>`halt`, `reduce`, `resume`: the kill switch, from any shell, also when a running process hangs.</summary>
internal sealed class HaltCommands(CommandHost host, GlobalOptions globals)
{
    /// <summary>The venue may cancel what is placed within a minute after a cancel of everything.</summary>
    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(60);

    private readonly Option<string> reason = new("--reason")
    {
        Description = "Why, for whoever looks later.",
        DefaultValueFactory = static _ => "by hand",
        HelpName = "text",
    };

    private readonly Option<bool> looked = new("--i-have-looked")
    {
        Description = "Resume although trading halted itself because something smelled of malfunction.",
    };

    public Command Halt()
    {
        DocumentedCommand command = new("halt", "Stops all sending at once; resting orders are cancelled by the running process.",
            new Example("dutchbook halt --reason \"prices look wrong\"", "nothing is sent any more until `dutchbook resume`"));
        command.Options.Add(reason);
        command.SetAction(arguments => (int)Set(arguments, TradingMode.Halted));
        return command;
    }

    public Command Reduce()
    {
        DocumentedCommand command = new("reduce", "Finishes or unwinds open trades and begins none.",
            new Example("dutchbook reduce", "before stopping for the night"));
        command.Options.Add(reason);
        command.SetAction(arguments => (int)Set(arguments, TradingMode.Reducing));
        return command;
    }

    public Command Resume()
    {
        DocumentedCommand command = new("resume", "Lets trading go on after a halt.",
            new Example("dutchbook resume", "after a halt by hand"),
            new Example("dutchbook resume --i-have-looked", "after trading halted itself, once you know why"));
        command.Options.Add(looked);
        command.SetAction(arguments => (int)Resume(arguments));
        return command;
    }

    private ExitCode Set(ParseResult arguments, TradingMode mode)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        FileHaltFlag flag = new(scope.Home.HaltFile);
        TradingModeState now = flag.Read();
        if (now.Mode == TradingMode.Halted && mode == TradingMode.Reducing)
        {
            throw new CommandFailure(ExitCode.Failed, $"Trading is halted already: {now.Reason}. `dutchbook resume` comes first.");
        }

        bool needsPerson = now is { Mode: TradingMode.Halted, NeedsPerson: true };
        string why = needsPerson ? now.Reason : arguments.GetValue(reason)!;
        flag.Set(new TradingModeState(mode, why, scope.Clock.GetUtcNow(), needsPerson));
        StatusCommand.Tell(scope, flag.Read());
        return ExitCode.Done;
    }

    private ExitCode Resume(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        FileHaltFlag flag = new(scope.Home.HaltFile);
        TradingModeState now = flag.Read();
        if (now is { Mode: TradingMode.Halted, NeedsPerson: true } && !arguments.GetValue(looked))
        {
            throw new CommandFailure(ExitCode.Failed, $"Trading halted itself: {now.Reason}.",
                ["`dutchbook status` and docs/runbook.md say what to look at; then resume with --i-have-looked."]);
        }

        TimeSpan since = scope.Clock.GetUtcNow() - now.Since;
        if (now.Mode == TradingMode.Halted && since < LeastPause)
        {
            throw new CommandFailure(ExitCode.Failed, string.Create(CultureInfo.InvariantCulture,
                $"Trading was halted {since.TotalSeconds:0} s ago. Wait until a minute has passed: the venue may still cancel orders."));
        }

        flag.Set(new TradingModeState(TradingMode.Active, "", scope.Clock.GetUtcNow()));
        StatusCommand.Tell(scope, flag.Read());
        return ExitCode.Done;
    }
}
