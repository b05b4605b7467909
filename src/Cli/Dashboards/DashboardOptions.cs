using System.CommandLine;

namespace Dutchbook.Cli;

/// <summary>Whether a dashboard is wanted, and where.</summary>
/// <param name="IsUnwanted">None is started.</param>
/// <param name="Port">0 for a free one.</param>
internal sealed record DashboardWish(bool IsUnwanted, int Port);

/// <summary>What the commands share that start a dashboard.</summary>
internal sealed class DashboardOptions
{
    private readonly Option<bool> none = new("--no-dashboard") { Description = "Start no dashboard." };

    private readonly Option<int> port = new Option<int>("--dashboard-port")
    {
        Description = "The port of the dashboard on 127.0.0.1 (default: a free one).",
        HelpName = "port",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(none);
        command.Options.Add(port);
    }

    /// <exception cref="CommandFailure">The port is none.</exception>
    public DashboardWish Read(ParseResult arguments)
    {
        int wanted = arguments.GetValue(port);
        return wanted is >= 0 and <= ushort.MaxValue
            ? new DashboardWish(arguments.GetValue(none), wanted)
            : throw new CommandFailure(ExitCode.Usage, $"--dashboard-port {wanted} is no port. Write a number from 1 to 65535.");
    }
}
