using System.CommandLine;

namespace Dutchbook.Cli;

/// <summary>What is written for a command line that cannot be understood.</summary>
internal static class UsageMessage
{
    public static void Write(TextWriter error, ParseResult parsed)
    {
        foreach (string message in parsed.Errors.Select(problem => problem.Message).Distinct(StringComparer.Ordinal))
        {
            error.Write(TerminalText.Clean(message, 500) + "\n");
        }

        List<string> known = [.. Known(parsed.CommandResult.Command)];
        foreach (string token in parsed.UnmatchedTokens.Distinct(StringComparer.Ordinal))
        {
            if (Spelling.Nearest(token, known) is { } meant)
            {
                error.Write($"Did you mean '{meant}'?\n");
            }
        }

        string command = string.Join(' ', Path(parsed.CommandResult.Command));
        error.Write($"'{command} --help' shows what it takes.\n");
    }

    private static IEnumerable<string> Known(Command command) =>
        command.Subcommands.Select(sub => sub.Name)
            .Concat(command.Options.Select(option => option.Name))
            .Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive))
                .Select(option => option.Name));

    private static IEnumerable<string> Path(Command command) =>
        command is RootCommand
            ? ["dutchbook"]
            : [.. command.Parents.OfType<Command>().Take(1).SelectMany(Path), command.Name];
}
