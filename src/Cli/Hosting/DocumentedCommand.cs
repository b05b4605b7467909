using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Dutchbook.Cli;

/// <summary>A line somebody may type, and what it does.</summary>
internal sealed record Example(string Line, string Does);

/// <summary>A command whose `--help` ends in examples.</summary>
internal sealed class DocumentedCommand(string name, string description, params IReadOnlyList<Example> examples)
    : Command(name, description)
{
    public IReadOnlyList<Example> Examples { get; } = examples;
}

/// <summary>
/// The ordinary help followed by the command's examples; for the root, by the first example of each command.
/// </summary>
internal sealed class HelpWithExamples(HelpAction ordinary) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        ordinary.MaxWidth = CommandOutput.WidestTable;
        int code = ordinary.Invoke(parseResult);
        IReadOnlyList<Example> examples = parseResult.CommandResult.Command switch
        {
            DocumentedCommand command => command.Examples,
            RootCommand root =>
                [.. root.Subcommands.OfType<DocumentedCommand>().Select(command => command.Examples[0])],
            _ => [],
        };
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (examples.Count > 0)
        {
            output.Write("Examples:\n");
        }

        foreach (Example example in examples)
        {
            output.Write($"  {example.Line}\n      {example.Does}\n");
        }

        return code;
    }
}
