namespace Dutchbook.Cli;

/// <summary>Asks the person at the terminal; without one nothing is taken for agreed.</summary>
internal sealed class Question(CommandHost host, CommandScope scope)
{
    /// <summary>True when what is typed is just what was asked for.</summary>
    /// <exception cref="CommandFailure">There is nobody to ask.</exception>
    public bool IsAnswered(string text, string wanted)
    {
        if (!host.OutIsTerminal || !host.ErrorIsTerminal)
        {
            throw new CommandFailure(ExitCode.Usage, "There is no terminal to ask on. Add --yes to go on without.");
        }

        scope.Remark($"{text} Type {wanted}:");
        return string.Equals(host.In.ReadLine()?.Trim(), wanted, StringComparison.OrdinalIgnoreCase);
    }
}
