using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Dutchbook.Alerts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Dutchbook.Bench;

/// <summary>
/// `alerts [KILLS] [SEED]`: how long an alert takes from being raised to a webhook on this machine, and whether one is lost when the
/// process that raises and sends is killed at random points.
/// </summary>
internal static class AlertBench
{
    private const int Desks = 12;

    /// <summary>What a webhook bears in a minute.</summary>
    private const int AlertsOfDesk = 25;

    public static async Task<int> RunAsync(string[] options)
    {
        if (options is ["child", string folder, string address])
        {
            return await RaiseAsync(folder, new Uri(address));
        }

        int kills = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 40;
        Random random = new(options.Length > 1 ? int.Parse(options[1], CultureInfo.InvariantCulture) : 1);
        string home = Directory.CreateTempSubdirectory("dutchbook-alerts-").FullName;
        try
        {
            await using Receiver receiver = await Receiver.StartAsync();
            await LatencyAsync(home, receiver);
            return await KillsAsync(home, receiver, kills, random);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    private static async Task LatencyAsync(string home, Receiver receiver)
    {
        List<double> took = [];
        for (int desk = 0; desk < Desks; desk++)
        {
            using ChannelSet channels = new(new ChannelSettings { Webhook = receiver.Address, AllowPrivateAddresses = true });
            using FileOutbox outbox = FileOutbox.Open(Path.Combine(home, $"latency-{desk}.jsonl"), TimeProvider.System.GetUtcNow());
            AlertDesk alerts = new(channels.Channels, outbox, new AlertPolicy(), TimeProvider.System);
            using CancellationTokenSource stop = new();
            Task running = alerts.RunAsync(stop.Token);
            for (int i = 0; i < AlertsOfDesk; i++)
            {
                string id = $"latency/{desk}/{i}";
                long from = Stopwatch.GetTimestamp();
                alerts.Raise(Of(id));
                took.Add(await receiver.ArrivalAsync(id, from));
            }

            await stop.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        took.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{took.Count} alerts one after another, from raised to received: median {At(took, 0.5):0.0} ms, 99th percentile {At(took, 0.99):0.0} ms, "
            + $"worst {took[^1]:0.0} ms"));
    }

    private static async Task<int> KillsAsync(string home, Receiver receiver, int kills, Random random)
    {
        for (int i = 0; i < kills; i++)
        {
            using Process child = Child(home, receiver.Address);
            string? begun = await child.StandardOutput.ReadLineAsync();
            if (begun != "raising")
            {
                Console.WriteLine($"a process did not begin: {begun}");
                return 1;
            }

            await Task.Delay(random.Next(0, 300));
            child.Kill();
            await child.WaitForExitAsync();
        }

        string[] raised = File.Exists(Raised(home)) ? await File.ReadAllLinesAsync(Raised(home)) : [];
        int before = raised.Count(id => receiver.Times(id) > 0);
        using (FileOutbox outbox = FileOutbox.Open(Outbox(home), TimeProvider.System.GetUtcNow()))
        {
            using DirectChannel channel = new(receiver.Address);
            await new AlertDesk([channel], outbox, new AlertPolicy(), TimeProvider.System).DeliverAsync(CancellationToken.None);
        }

        // The last line may be cut: its alert was raised, and nobody was told that it was.
        string[] whole = [.. raised.Where(static id => id.EndsWith(';'))];
        int lost = whole.Count(id => receiver.Times(id) == 0);
        Console.WriteLine($"{kills} processes killed; {whole.Length} alerts raised, {whole.Length - before} not yet received at the last kill, "
            + $"{whole.Count(id => receiver.Times(id) > 1)} received more than once, {lost} lost");
        return lost == 0 ? 0 : 1;
    }

    /// <summary>Raises as fast as the disk lets it, sends beside, and notes what was raised once that is certain; until it is killed.</summary>
    private static async Task<int> RaiseAsync(string home, Uri address)
    {
        using FileOutbox outbox = FileOutbox.Open(Outbox(home), TimeProvider.System.GetUtcNow());
        using DirectChannel channel = new(address);
        AlertDesk desk = new([channel], outbox, new AlertPolicy(), TimeProvider.System);
        Task running = desk.RunAsync(CancellationToken.None);
        await using FileStream raised = new(Raised(home), FileMode.Append, FileAccess.Write, FileShare.Read);
        Console.WriteLine("raising");
        for (int i = 0; !running.IsCompleted; i++)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}/{i};");
            desk.Raise(Of(id));
            raised.Write(System.Text.Encoding.UTF8.GetBytes(id + "\n"));
            raised.Flush(flushToDisk: true);
            await Task.Yield();
        }

        await running;
        return 1;
    }

    private static Process Child(string home, Uri address)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, ["alerts", "child", home, address.AbsoluteUri])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("no process");
    }

    private static string Outbox(string home) => Path.Combine(home, "kills.jsonl");

    private static string Raised(string home) => Path.Combine(home, "raised.txt");

    private static double At(List<double> sorted, double share) => sorted[(int)(share * (sorted.Count - 1))];

    private static Alert Of(string id) => new()
    {
        Id = id,
        Kind = AlertKind.Trade,
        Severity = AlertSeverity.Notice,
        Title = "Trade ended",
        Text = "Complete, 10 baskets, 0.9561 at worst",
        DedupeKey = id,
        At = TimeProvider.System.GetUtcNow(),
    };

    /// <summary>A channel without a rate, so that kills meet it at work.</summary>
    private sealed class DirectChannel(Uri address) : IAlertChannel, IDisposable
    {
        private readonly HttpClient _http = new();

        public string Name => "direct";

        public AlertSeverity Least => AlertSeverity.Info;

        public int PerMinute => 1_000_000;

        public async Task<Delivery> SendAsync(Alert alert, CancellationToken cancellation)
        {
            using StringContent body = new($$"""{"id":"{{alert.Id}}"}""");
            using HttpResponseMessage answer = await _http.PostAsync(address, body, cancellation);
            return answer.IsSuccessStatusCode ? Delivery.Done : new Delivery(DeliveryOutcome.Postponed, "refused");
        }

        public void Dispose() => _http.Dispose();
    }

    /// <summary>A webhook on this machine that remembers which alerts came, and when first.</summary>
    private sealed class Receiver : IAsyncDisposable
    {
        private readonly WebApplication _application;
        private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> _first = new(StringComparer.Ordinal);
        private readonly ConcurrentDictionary<string, int> _times = new(StringComparer.Ordinal);

        private Receiver(WebApplication application) => _application = application;

        public Uri Address { get; private set; } = new("http://127.0.0.1/");

        public static async Task<Receiver> StartAsync()
        {
            WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            Receiver receiver = new(builder.Build());
            receiver._application.Run(receiver.TakeAsync);
            await receiver._application.StartAsync();
            receiver.Address = new Uri(receiver._application.Urls.Single() + "/");
            return receiver;
        }

        public int Times(string id) => _times.GetValueOrDefault(id);

        public async Task<double> ArrivalAsync(string id, long from) =>
            Stopwatch.GetElapsedTime(from, await First(id).Task).TotalMilliseconds;

        public ValueTask DisposeAsync() => _application.DisposeAsync();

        private async Task TakeAsync(HttpContext context)
        {
            using System.Text.Json.JsonDocument body = await System.Text.Json.JsonDocument.ParseAsync(context.Request.Body);
            string id = body.RootElement.GetProperty("id").GetString()!;
            _times.AddOrUpdate(id, 1, static (_, times) => times + 1);
            First(id).TrySetResult(Stopwatch.GetTimestamp());
        }

        private TaskCompletionSource<long> First(string id) =>
            _first.GetOrAdd(id, static _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
