using System.CommandLine;
using System.Text.Json;

namespace Dutchbook.Cli;

/// <summary>`dashboard`: the running instance in this terminal, or a link to its page.</summary>
internal sealed class DashboardCommand(CommandHost host, GlobalOptions globals)
{
    private readonly Option<bool> web = new("--web") { Description = "Print a link that opens the page once." };

    public Command Create()
    {
        DocumentedCommand command = new("dashboard", "Watches the running instance, in this terminal or in a browser.",
            new Example("dutchbook dashboard", "live tables; h halts, q leaves; away from a terminal one look as text"),
            new Example("dutchbook dashboard --web", "a link for your browser, good for one use"));
        command.Options.Add(web);
        command.SetAction((arguments, cancellation) => Run(arguments, cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        using InstanceClient client = await InstanceClient.RequireAsync(scope.Home, cancellation);
        if (arguments.GetValue(web))
        {
            await PrintLinkAsync(scope, client, cancellation);
            return (int)ExitCode.Done;
        }

        if (scope.Output.IsJson)
        {
            JsonElement state = await client.GetAsync("state", cancellation);
            scope.Output.Document(state);
            return (int)ExitCode.Done;
        }

        if (host.OutIsTerminal && scope.Output.Console.Profile.Capabilities.Interactive)
        {
            await new TerminalDashboard(scope, client).RunAsync(cancellation);
            return (int)ExitCode.Done;
        }

        ScreenView screen = new(await ScreenContent.ReadAsync(client, cancellation), new ScreenState(), scope.Clock.GetUtcNow());
        scope.Output.Console.Write(screen.Render(forKeys: false));
        return (int)ExitCode.Done;
    }

    private static async Task PrintLinkAsync(CommandScope scope, InstanceClient client, CancellationToken cancellation)
    {
        JsonElement answer = await client.PostAsync("links", "{}", cancellation);
        if (scope.Output.IsJson)
        {
            scope.Output.Document(answer);
            return;
        }

        scope.Output.Line(TerminalText.Clean(answer.GetProperty("link").GetString() ?? "", 500));
    }
}
