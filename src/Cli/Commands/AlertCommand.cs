using System.CommandLine;
using Dutchbook.Alerts;

namespace Dutchbook.Cli;

/// <summary>`alert`: try the channels, see what waits, and say that a critical alert was seen.</summary>
internal sealed class AlertCommand(CommandHost host, GlobalOptions globals)
{
    private readonly Argument<string> id = new("id") { Description = "The alert's id, as its message or `alert list` shows it." };

    public Command Create()
    {
        DocumentedCommand command = new("alert", "Try the alert channels, see what waits to be sent, acknowledge what is critical.",
            new Example("dutchbook alert test", "send a message to every channel that is set up"));
        DocumentedCommand test = new("test", "Sends a message to every channel that is set up and says what became of it.",
            new Example("dutchbook alert test", "try all channels, also while alerts.enabled is false"));
        test.SetAction((arguments, cancellation) => Test(arguments, cancellation));
        DocumentedCommand list = new("list", "What still waits to be sent, and critical alerts nobody has acknowledged.",
            new Example("dutchbook alert list", "look at the outbox"));
        list.SetAction((arguments, _) => Task.FromResult(List(arguments)));
        DocumentedCommand acknowledge = new("ack", "Says that a critical alert was seen: it is not told again.",
            new Example("dutchbook alert ack halt@1795464000", "acknowledge one"));
        acknowledge.Arguments.Add(id);
        acknowledge.SetAction((arguments, _) => Task.FromResult(Acknowledge(arguments)));
        command.Subcommands.Add(test);
        command.Subcommands.Add(list);
        command.Subcommands.Add(acknowledge);
        return command;
    }

    private async Task<int> Test(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        Configuration configuration = scope.RequireConfiguration();
        using ChannelSet channels = new(AlertSetup.Channels(configuration.Alerts));
        if (channels.Channels.Count == 0)
        {
            throw new CommandFailure(ExitCode.Usage, "No alert channel is set up.",
                ["Set one under alerts in config.yaml; docs/alerts.md has the steps for each."]);
        }

        DateTimeOffset at = scope.Clock.GetUtcNow();
        Alert alert = new()
        {
            Id = $"test@{at.ToUnixTimeSeconds()}",
            Kind = AlertKind.Test,
            Severity = AlertSeverity.Critical,
            Title = "Dutchbook: a test of the alert channels",
            Text = "If you read this, alerts arrive here.",
            DedupeKey = "test",
            At = at,
        };
        (IAlertChannel Channel, Delivery Delivery)[] results = await Task.WhenAll(
            channels.Channels.Select(async channel => (channel, await channel.SendAsync(alert, cancellation))));
        if (scope.Output.IsJson)
        {
            scope.Output.Document(new
            {
                Schema = 1,
                Channels = results.Select(static result => new
                {
                    Channel = result.Channel.Name,
                    Severity = result.Channel.Least.Word(),
                    Delivered = result.Delivery.Outcome == DeliveryOutcome.Delivered,
                    result.Delivery.Words,
                }),
            });
        }
        else
        {
            foreach ((IAlertChannel channel, Delivery delivery) in results)
            {
                scope.Output.Line($"{channel.Name}: {delivery.Words} (from {channel.Least.Word()} on)");
            }

            if (!configuration.Alerts.Enabled)
            {
                scope.Remark("alerts.enabled is false: nothing but this test is sent.");
            }
        }

        string[] delivered = [.. results.Where(static result => result.Delivery.Outcome == DeliveryOutcome.Delivered)
            .Select(static result => result.Channel.Name)];
        if (delivered.Length > 0)
        {
            HomeRecord.Write(AlertTest.PathIn(scope.Home), new AlertTest { Id = alert.Id, At = at, Channels = delivered });
            scope.Remark($"When it has arrived: dutchbook alert ack {alert.Id}");
        }

        bool all = results.All(static result => result.Delivery.Outcome == DeliveryOutcome.Delivered);
        return (int)(all ? ExitCode.Done : ExitCode.Failed);
    }

    private int List(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        Configuration configuration = scope.RequireConfiguration();
        using AlertSession session = AlertSession.Open(scope, configuration.Alerts);
        IReadOnlyList<Pending> waiting = session.Outbox.Waiting();
        IReadOnlyList<Alert> unacknowledged = session.Outbox.Unacknowledged();
        if (scope.Output.IsJson)
        {
            scope.Output.Document(new
            {
                Schema = 1,
                Waiting = waiting.Select(static item => new { item.Alert.Id, item.Channel, item.Attempts, item.Alert.Title }),
                Unacknowledged = unacknowledged.Select(static alert => new { alert.Id, alert.Title }),
            });
            return (int)ExitCode.Done;
        }

        scope.Output.Line($"{waiting.Count} waiting, {unacknowledged.Count} critical and not acknowledged");
        foreach (Pending item in waiting)
        {
            scope.Output.Line(TerminalText.Clean($"  {item.Alert.Id} to {item.Channel}, {item.Attempts} attempts: {item.Alert.Title}", 300));
        }

        foreach (Alert alert in unacknowledged)
        {
            scope.Output.Line(TerminalText.Clean($"  acknowledge {alert.Id}: {alert.Title}", 300));
        }

        return (int)ExitCode.Done;
    }

    private int Acknowledge(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        Configuration configuration = scope.RequireConfiguration();
        using AlertSession session = AlertSession.Open(scope, configuration.Alerts);
        string wanted = arguments.GetValue(id)!;
        if (HomeRecord.Read<AlertTest>(AlertTest.PathIn(scope.Home), out _) is { } test && test.Id == wanted)
        {
            HomeRecord.Write(AlertTest.PathIn(scope.Home), test with { AcknowledgedAt = scope.Clock.GetUtcNow() });
            scope.Output.Line($"acknowledged {wanted}: the channels work");
            return (int)ExitCode.Done;
        }

        if (!session.Desk.Acknowledge(wanted))
        {
            throw new CommandFailure(ExitCode.NoMatch, $"no open critical alert has the id {TerminalText.Clean(wanted, 100)}");
        }

        scope.Output.Line($"acknowledged {TerminalText.Clean(wanted, 100)}");
        return (int)ExitCode.Done;
    }
}
