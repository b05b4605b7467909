using System.CommandLine;

namespace Dutchbook.Cli;

/// <summary>Who decides, and why: asked by every command by which a person decides about what rules or models found.</summary>
internal sealed class DecisionOptions
{
    private readonly Option<string> reason = new("--reason") { Description = "Why.", HelpName = "text", Required = true };

    private readonly Option<string?> by = new("--by") { Description = "Who decides (default: the user of this shell).", HelpName = "name" };

    public void AddTo(Command command)
    {
        command.Options.Add(reason);
        command.Options.Add(by);
    }

    /// <param name="user">Who decides where nobody is named.</param>
    /// <exception cref="CommandFailure">One of the two is empty.</exception>
    public (string Who, string Why) Read(ParseResult arguments, string user)
    {
        string why = arguments.GetValue(reason)!.Trim();
        string who = (arguments.GetValue(by) ?? user).Trim();
        if (why.Length == 0 || who.Length == 0)
        {
            throw new CommandFailure(ExitCode.Usage, why.Length == 0
                ? "--reason is empty. Whoever reads the decision later wants to know why."
                : "Nobody knows who decides. Say it with --by NAME.");
        }

        return (who, why);
    }
}
