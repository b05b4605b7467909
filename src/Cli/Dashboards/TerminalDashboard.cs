using System.Text.Json;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>The running instance in a terminal: asked once a second, drawn when it or the screen changed, and turned by keys.</summary>
internal sealed class TerminalDashboard(CommandScope scope, InstanceClient client)
{
    private static readonly TimeSpan KeyStep = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ReadStep = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken cancellation)
    {
        IAnsiConsole console = scope.Output.Console;
        ScreenContent content = await ScreenContent.ReadAsync(client, cancellation);
        ScreenState state = new();
        await console.Live(View(content, state)).AutoClear(true).Overflow(VerticalOverflow.Crop).StartAsync(async live =>
        {
            DateTimeOffset read = scope.Clock.GetUtcNow();
            while (!cancellation.IsCancellationRequested)
            {
                bool isChanged = false;
                while (console.Input.IsKeyAvailable() && console.Input.ReadKey(intercept: true) is { } key)
                {
                    (state, ScreenWish wish) = state.Press(key, content.Shown(state).Count);
                    isChanged = true;
                    if (wish == ScreenWish.Quit)
                    {
                        return;
                    }

                    state = wish == ScreenWish.Halt ? state with { Message = await HaltAsync(cancellation) } : state;
                }

                if (scope.Clock.GetUtcNow() - read >= ReadStep)
                {
                    read = scope.Clock.GetUtcNow();
                    isChanged = true;
                    (content, state) = await ReadAsync(content, state, cancellation);
                }

                if (isChanged)
                {
                    live.UpdateTarget(View(content, state));
                }

                await Task.Delay(KeyStep, scope.Clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        });
    }

    private Spectre.Console.Rendering.IRenderable View(ScreenContent content, ScreenState state) =>
        new ScreenView(content, state, scope.Clock.GetUtcNow()).Render(forKeys: true);

    /// <summary>While it does not answer what was last known stays, and says so.</summary>
    private async Task<(ScreenContent Content, ScreenState State)> ReadAsync(
        ScreenContent content, ScreenState state, CancellationToken cancellation)
    {
        try
        {
            ScreenContent now = await ScreenContent.ReadAsync(client, cancellation);
            return (now, state with { Message = state.Message == Gone ? "" : state.Message });
        }
        catch (CommandFailure)
        {
            return (content, state with { Message = Gone });
        }
    }

    private const string Gone = "NO ANSWER: what you see is old";

    private async Task<string> HaltAsync(CancellationToken cancellation)
    {
        try
        {
            JsonElement answer = await client.PostAsync("halt", """{"reason": "from the terminal dashboard"}""", cancellation);
            return answer.TryGetProperty("refusal", out JsonElement refusal) ? refusal.GetString() ?? "" : "halted";
        }
        catch (CommandFailure failure)
        {
            return $"NOT HALTED: {failure.Message} Use `dutchbook halt`.";
        }
    }
}
