using System.CommandLine;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>`doctor`: looks at everything a run needs and says how to mend what is not in order.</summary>
internal sealed class DoctorCommand(CommandHost host, GlobalOptions globals, Composition composition)
{
    private readonly Option<bool> live = new("--live") { Description = "The checklist before real money, each point with its evidence." };

    public Command Create()
    {
        DocumentedCommand command = new("doctor",
            "Checks configuration, home folder, storage, key, exchange and clock; says how to mend each failure.",
            new Example("dutchbook doctor", "check everything"),
            new Example("dutchbook doctor --live", "the checklist before real money; `run --live` refuses while a point is failed"),
            new Example("dutchbook doctor --verbose", "and show every setting in force and where it comes from"),
            new Example("dutchbook doctor --format json", "the same for a program, settings included"));
        command.Options.Add(live);
        command.SetAction((arguments, cancellation) => Run(arguments, cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        LoadedConfiguration loaded = scope.ReadConfiguration();
        List<(string Name, DoctorFinding Finding)> findings = [];
        IReadOnlyList<IDoctorCheck> everyday = composition.DoctorChecks(scope, loaded);
        foreach (IDoctorCheck check in arguments.GetValue(live)
            ? GoLiveList.Of(scope, scope.RequireConfiguration(), everyday)
            : everyday)
        {
            findings.Add((check.Name, await Find(check, cancellation)));
        }

        if (scope.Output.IsJson)
        {
            WriteJson(scope, loaded, findings);
        }
        else
        {
            WriteTables(scope, loaded, findings);
        }

        bool failed = findings.Any(item => item.Finding.Result == DoctorResult.Failed);
        return (int)(failed ? ExitCode.Failed : ExitCode.Done);
    }

    /// <summary>A check that breaks is a finding too: the others still run.</summary>
    private static async Task<DoctorFinding> Find(IDoctorCheck check, CancellationToken cancellation)
    {
        try
        {
            return await check.Run(cancellation);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return DoctorFinding.Failed($"the check itself failed: {problem.Message}",
                "run again with --verbose and report it");
        }
    }

    private static void WriteTables(
        CommandScope scope, LoadedConfiguration loaded, List<(string Name, DoctorFinding Finding)> findings)
    {
        scope.Output.Line($"Home: {TerminalText.Clean(scope.Home.Root, 500)}");
        Table table = scope.Output.NewTable();
        table.AddColumn(new TableColumn("Check").NoWrap());
        table.AddColumn(new TableColumn("Result").NoWrap());
        table.AddColumn("Finding");
        foreach ((string name, DoctorFinding finding) in findings)
        {
            table.AddRow(name, Colored(finding.Result), Words(finding));
        }

        scope.Output.Table(table);
        if (scope.Verbose)
        {
            WriteSettings(scope, loaded);
        }
    }

    /// <summary>Each thing found, with its mend right below it.</summary>
    private static string Words(DoctorFinding finding)
    {
        string[] mends = finding.Mend?.Split('\n') ?? [];
        IEnumerable<string> lines = finding.Message.Split('\n').SelectMany((message, i) => i < mends.Length
            ? new[] { message, $"To mend: {mends[i]}" }
            : [message]);
        return string.Join('\n', lines.Select(static line => TerminalText.Markup(line, 2_000)));
    }

    private static void WriteSettings(CommandScope scope, LoadedConfiguration loaded)
    {
        Table table = scope.Output.NewTable();
        table.AddColumns("Setting", "Value", "From");
        foreach (EffectiveValue value in loaded.Values)
        {
            table.AddRow(value.Key, TerminalText.Markup(value.Value, 200), TerminalText.Markup(value.Origin, 200));
        }

        scope.Output.Table(table);
    }

    private static void WriteJson(
        CommandScope scope, LoadedConfiguration loaded, List<(string Name, DoctorFinding Finding)> findings) =>
        scope.Output.Document(new
        {
            Schema = 1,
            Home = scope.Home.Root,
            Checks = findings
                .Select(item => new { item.Name, item.Finding.Result, item.Finding.Message, item.Finding.Mend }),
            Errors = loaded.Errors,
            Warnings = loaded.Warnings,
            Configuration = loaded.Values.Select(value => new { value.Key, value.Value, value.Origin }),
        });

    private static string Colored(DoctorResult result) => result switch
    {
        DoctorResult.Ok => "[green]ok[/]",
        DoctorResult.Warning => "[yellow]warning[/]",
        DoctorResult.Failed => "[red]FAILED[/]",
    };
}
