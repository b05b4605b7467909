using System.CommandLine;
using System.CommandLine.Parsing;

namespace Dutchbook.Cli;

/// <summary>What is written for a command line that cannot be understood.</summary>
internal static class UsageMessage
{
    public static void Write(TextWriter error, ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count == 0)
        {
            error.Write($"Name a command: {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}.\n");
        }
        else
        {
            WriteErrors(error, parsed);
        }

        error.Write($"'{string.Join(' ', Path(command))} --help' shows what it takes.\n");
    }

    private static void WriteErrors(TextWriter error, ParseResult parsed)
    {
        string[] unknown = [.. parsed.UnmatchedTokens.Distinct(StringComparer.Ordinal)];
        foreach (string message in parsed.Errors
            .Where(problem => unknown.Length == 0
                || problem.SymbolResult is not CommandResult { Command.Subcommands.Count: > 0 }
                || unknown.Any(token => problem.Message.Contains(token, StringComparison.Ordinal)))
            .Select(problem => problem.Message).Distinct(StringComparer.Ordinal))
        {
            error.Write(TerminalText.Clean(message, 500) + "\n");
        }

        List<string> known = [.. Known(parsed.CommandResult.Command)];
        foreach (string token in unknown)
        {
            if (Spelling.Nearest(token, known) is { } meant)
            {
                error.Write($"Did you mean '{meant}'?\n");
            }
        }
    }

    private static IEnumerable<string> Known(Command command) =>
        command.Subcommands.Select(sub => sub.Name)
            .Concat(command.Options.Select(option => option.Name))
            .Concat(command.Parents.OfType<Command>()
                .SelectMany(parent => parent.Options.Where(option => option.Recursive))
                .Select(option => option.Name));

    private static IEnumerable<string> Path(Command command) =>
        command is RootCommand
            ? ["dutchbook"]
            : [.. command.Parents.OfType<Command>().Take(1).SelectMany(Path), command.Name];
}
