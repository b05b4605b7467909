using Dutchbook.Alerts;

namespace Dutchbook.Cli;

/// <summary>Alerts for the length of one command: what is raised is written down, tried once, and kept where that fails.</summary>
internal sealed class AlertSession : IDisposable
{
    private readonly ChannelSet _channels;
    private readonly FileOutbox _outbox;

    private AlertSession(ChannelSet channels, FileOutbox outbox, AlertDesk desk) =>
        (_channels, _outbox, Desk) = (channels, outbox, desk);

    public AlertDesk Desk { get; }

    public IReadOnlyList<IAlertChannel> Channels => _channels.Channels;

    public IAlertOutbox Outbox => _outbox;

    /// <exception cref="CommandFailure">Another process delivers alerts from the same home, or the outbox cannot be written.</exception>
    public static AlertSession Open(CommandScope scope, AlertsOptions options) =>
        TryOpen(scope, options, out string problem) ?? throw new CommandFailure(
            ExitCode.Failed, $"the outbox of alerts cannot be opened: {problem}",
            ["A running instance of the same home holds it; otherwise look at the rights of the home folder."]);

    /// <summary>Null where another process holds the outbox, or it cannot be written.</summary>
    public static AlertSession? TryOpen(CommandScope scope, AlertsOptions options, out string problem)
    {
        ChannelSet channels = new(AlertSetup.Channels(options));
        try
        {
            problem = "";
            FileOutbox outbox = FileOutbox.Open(AlertSetup.OutboxPath(scope.Home), scope.Clock.GetUtcNow());
            return new AlertSession(
                channels, outbox, new AlertDesk(channels.Channels, outbox, AlertSetup.Policy(options), scope.Clock));
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            channels.Dispose();
            problem = trouble.Message;
            return null;
        }
    }

    public void Dispose()
    {
        _outbox.Dispose();
        _channels.Dispose();
    }
}
