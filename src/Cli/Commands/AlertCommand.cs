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
        DocumentedCommand list = new("list", "How each channel does, what still waits to be sent, and critical alerts nobody has acknowledged.",
            new Example("dutchbook alert list", "look at the outbox"));
        list.SetAction((arguments, _) => Task.FromResult(List(arguments)));
        DocumentedCommand acknowledge = new("ack", "Says that a critical alert was seen: it is not told again.",
            new Example("dutchbook alert ack halt@1795464000", "acknowledge one"));
        acknowledge.Arguments.Add(id);
        acknowledge.SetAction((arguments, cancellation) => Acknowledge(arguments, cancellation));
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

    /// <summary>Also while a running instance delivers: the outbox is only read.</summary>
    private int List(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        Configuration configuration = scope.RequireConfiguration();
        AlertStanding standing = AlertStanding.Read(scope.Home, configuration.Alerts);
        if (scope.Output.IsJson)
        {
            scope.Output.Document(new
            {
                Schema = 1,
                Channels = standing.ChannelDocuments,
                Waiting = standing.Outbox.Waiting.Select(static item => new { item.Alert.Id, item.Channel, item.Attempts, item.Alert.Title }),
                Unacknowledged = standing.Outbox.Unacknowledged.Select(static alert => new { alert.Id, alert.Title }),
            });
            return (int)ExitCode.Done;
        }

        foreach (string line in standing.Lines(int.MaxValue, int.MaxValue))
        {
            scope.Output.Line(line);
        }

        return (int)ExitCode.Done;
    }

    private async Task<int> Acknowledge(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        Configuration configuration = scope.RequireConfiguration();
        string wanted = arguments.GetValue(id)!;
        if (HomeRecord.Read<AlertTest>(AlertTest.PathIn(scope.Home), out _) is { } test && test.Id == wanted)
        {
            HomeRecord.Write(AlertTest.PathIn(scope.Home), test with { AcknowledgedAt = scope.Clock.GetUtcNow() });
            scope.Output.Line($"acknowledged {wanted}: the channels work");
            return (int)ExitCode.Done;
        }

        using AlertSession? session = AlertSession.TryOpen(scope, configuration.Alerts, out string problem);
        bool? done = session is not null ? session.Desk.Acknowledge(wanted) : await HandOver(scope, wanted, problem, cancellation);
        if (done == false)
        {
            throw new CommandFailure(ExitCode.NoMatch, $"no open critical alert has the id {TerminalText.Clean(wanted, 100)}");
        }

        scope.Output.Line(done == true
            ? $"acknowledged {TerminalText.Clean(wanted, 100)}"
            : $"noted for {TerminalText.Clean(wanted, 100)}: the process that delivers alerts takes it when it looks next");
        return (int)ExitCode.Done;
    }

    /// <summary>To the process that holds the outbox; null where it did not look yet.</summary>
    private static async Task<bool?> HandOver(CommandScope scope, string wanted, string problem, CancellationToken cancellation)
    {
        AcknowledgeBox box = new(scope.Home);
        try
        {
            box.Put(wanted);
            for (int look = 0; look < 30; look++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
                if (box.OutcomeOf(wanted) is { } outcome)
                {
                    return outcome;
                }
            }

            return null;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Failed, $"it was not acknowledged: {problem}", [trouble.Message]);
        }
    }
}
