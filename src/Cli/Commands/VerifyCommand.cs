using System.CommandLine;
using Dutchbook.Verification;

namespace Dutchbook.Cli;

/// <summary>`verify`: re-checks a proof offline, with code that shares nothing with the code that made it.</summary>
internal sealed class VerifyCommand(CommandHost host, GlobalOptions globals)
{
    private readonly Argument<string[]> files = new("proof")
    {
        Description = "Files that `scan --proofs` wrote.",
        Arity = ArgumentArity.OneOrMore,
    };

    public Command Create()
    {
        DocumentedCommand command = new("verify", "Re-checks proofs offline: every cost, fee, world and sum.",
            new Example("dutchbook verify proofs/3f2a90b1c4d5e6f7.json", "one proof; exit code 1 when anything in it is not so"),
            new Example("dutchbook verify proofs/*.json --format json", "all of them, for a program"));
        command.Arguments.Add(files);
        command.SetAction(arguments => (int)Run(arguments));
        return command;
    }

    private ExitCode Run(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        List<(string File, Verdict Verdict)> verdicts = [];
        foreach (string file in arguments.GetValue(files) ?? [])
        {
            verdicts.Add((file, ProofVerifier.Verify(Read(file))));
        }

        if (scope.Output.IsJson)
        {
            scope.Output.Document(new
            {
                Schema = ScanJson.Schema,
                Proofs = verdicts.Select(static item => new
                {
                    item.File,
                    item.Verdict.ProofId,
                    item.Verdict.Holds,
                    item.Verdict.Checked,
                    Faults = item.Verdict.Faults.Select(static fault =>
                        new { fault.Line, Path = JsonText.Clean(fault.Path), Message = JsonText.Clean(fault.Message) }),
                }),
            });
        }
        else
        {
            foreach ((string file, Verdict verdict) in verdicts)
            {
                Show(scope, file, verdict);
            }
        }

        return verdicts.TrueForAll(static item => item.Verdict.Holds) ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Show(CommandScope scope, string file, Verdict verdict)
    {
        string name = TerminalText.Clean(file, 500);
        if (verdict.Holds)
        {
            scope.Output.Line($"{name}: holds");
            foreach (string found in verdict.Checked)
            {
                scope.Output.Line($"  {TerminalText.Clean(found, 200)}");
            }

            scope.Output.Line("  Whether the relations are true is for their evidence and for you to judge.");
            return;
        }

        scope.Output.Line($"{name}: DOES NOT HOLD");
        foreach (Fault fault in verdict.Faults)
        {
            scope.Output.Line($"  {TerminalText.Clean(fault.ToString(), 500)}");
        }
    }

    private static byte[] Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Usage, $"{file} cannot be read: {problem.Message}");
        }
    }
}
