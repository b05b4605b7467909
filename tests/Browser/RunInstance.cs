using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;

namespace Dutchbook.Browser;

/// <summary>The built program as a process: `run`, in dry run, with its dashboard on a port that stays.</summary>
internal sealed class RunInstance : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly BrowserHome _home;
    private readonly int _port;
    private Process? _process;

    public RunInstance(BrowserHome home)
    {
        _home = home;
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        _port = ((IPEndPoint)free.LocalEndpoint).Port;
    }

    public Uri Address => new($"http://127.0.0.1:{_port}/");

    private static string Program =>
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Dutchbook.Cli.exe" : "Dutchbook.Cli");

    /// <summary>Starts it and waits until its first pass is over.</summary>
    /// <param name="more">What `run` is told besides, such as `--live`.</param>
    public async Task StartAsync(params string[] more)
    {
        _process = Start(["run", "--format", "json", "--dashboard-port", $"{_port}", .. more]);
        TaskCompletionSource passed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        List<string> told = [];
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("\"event\":\"pass\"", StringComparison.Ordinal) == true)
            {
                passed.TrySetResult();
            }
        };
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (told)
            {
                told.Add(line.Data ?? "");
            }
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Task ended = _process.WaitForExitAsync();
        if (await Task.WhenAny(passed.Task, ended, Task.Delay(Patience)) != passed.Task)
        {
            lock (told)
            {
                throw new InvalidOperationException($"The instance made no pass: {string.Join('\n', told)}");
            }
        }
    }

    /// <summary>Another command on the same home, to its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> CommandAsync(params string[] arguments)
    {
        using Process process = Start(arguments);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>It stands still, as a process does whose machine is out of memory; false where that cannot be done.</summary>
    public bool TryPause() => TrySignal("-STOP");

    public bool TryContinue() => TrySignal("-CONT");

    /// <summary>A link that opens the dashboard once, asked for as `dutchbook dashboard --web` does.</summary>
    public async Task<string> NewLinkAsync()
    {
        using JsonDocument file = JsonDocument.Parse(await File.ReadAllTextAsync(_home.InstanceFile));
        using HttpClient client = new() { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", file.RootElement.GetProperty("token").GetString());
        client.DefaultRequestHeaders.Add("X-Dutchbook", "1");
        using HttpResponseMessage answer = await client.PostAsync(new Uri("api/v1/links", UriKind.Relative), null);
        answer.EnsureSuccessStatusCode();
        using JsonDocument told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return told.RootElement.GetProperty("link").GetString()!;
    }

    public async Task StopAsync()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        _process?.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private Process Start(IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = new(Program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["DUTCHBOOK_HOME"] = _home.Folder;
        return Process.Start(start)!;
    }

    private bool TrySignal(string signal)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        using Process kill = Process.Start("kill", [signal, $"{_process!.Id}"]);
        kill.WaitForExit();
        return kill.ExitCode == 0;
    }
}
