using System.CommandLine;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>`halt`, `reduce`, `resume`: the kill switch, from any shell, also when a running process hangs.</summary>
internal sealed class HaltCommands(CommandHost host, GlobalOptions globals, Composition composition)
{
    private readonly Option<string> reason = new("--reason")
    {
        Description = "Why, for whoever looks later.",
        DefaultValueFactory = static _ => "by hand",
        HelpName = "text",
    };

    private readonly Option<bool> looked = new("--i-have-looked")
    {
        Description = "Although trading halted itself because something smelled of malfunction.",
    };

    private readonly Option<bool> all = new("--cancel-all")
    {
        Description = "Cancel every order of the account, also those that are not ours.",
    };

    public Command Halt()
    {
        DocumentedCommand command = new("halt", "Stops all sending at once, and cancels our resting orders.",
            new Example("dutchbook halt --reason \"prices look wrong\"", "nothing is sent any more until `dutchbook resume`"),
            new Example("dutchbook halt --cancel-all", "cancels every order of the account, and looks until none rests"));
        command.Options.Add(reason);
        command.Options.Add(all);
        command.SetAction((arguments, cancellation) => HaltAsync(arguments, cancellation));
        return command;
    }

    public Command Reduce()
    {
        DocumentedCommand command = new("reduce", "Finishes or unwinds open trades and begins none.",
            new Example("dutchbook reduce", "before stopping for the night"),
            new Example("dutchbook reduce --i-have-looked", "after trading halted itself, so that open trades end and `flatten` may sell"));
        command.Options.Add(reason);
        command.Options.Add(looked);
        command.SetAction(arguments => (int)Reduce(arguments));
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

    /// <summary>First the flag, durably; then whatever needs the network.</summary>
    private async Task<int> HaltAsync(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        FileHaltFlag flag = new(scope.Home.HaltFile);
        TradingSwitch.Halt(flag, arguments.GetValue(reason)!, scope.Clock.GetUtcNow());
        bool cancelsAll = arguments.GetValue(all);
        CancelReport? report = cancelsAll || RestingCancels.MayRest(scope.Home)
            ? await RestingCancels.RunAsync(
                composition, () => scope.RequireConfiguration(), scope.Home, scope.Clock, cancelsAll, cancellation)
            : null;
        HaltView.Show(scope, flag.Read(), report, OpenLegs.Read(scope.Home));
        return (int)(report is { IsVerified: false } ? ExitCode.Failed : ExitCode.Done);
    }

    private ExitCode Reduce(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        FileHaltFlag flag = new(scope.Home.HaltFile);
        TradingSwitch.Reduce(flag, arguments.GetValue(reason)!, arguments.GetValue(looked), scope.Clock.GetUtcNow());
        StatusCommand.Tell(scope, flag.Read());
        return ExitCode.Done;
    }

    private ExitCode Resume(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        FileHaltFlag flag = new(scope.Home.HaltFile);
        TradingSwitch.Resume(flag, arguments.GetValue(looked), scope.Clock.GetUtcNow());
        StatusCommand.Tell(scope, flag.Read());
        return ExitCode.Done;
    }
}
