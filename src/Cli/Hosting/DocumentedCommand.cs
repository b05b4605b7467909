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

/// <summary>The ordinary help followed by the command's examples; for the root, by where to start.</summary>
internal sealed class HelpWithExamples(HelpAction ordinary) : SynchronousCommandLineAction
{
    private static readonly Example[] Start =
    [
        new("dutchbook init", "write config.yaml and .env templates"),
        new("dutchbook doctor", "check this machine, the configuration and the exchange"),
    ];

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        ordinary.MaxWidth = CommandOutput.WidestTable;
        int code = ordinary.Invoke(parseResult);
        IReadOnlyList<Example> examples = parseResult.CommandResult.Command switch
        {
            DocumentedCommand command => command.Examples,
            RootCommand => Start,
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
