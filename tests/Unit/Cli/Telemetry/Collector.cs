using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Dutchbook.Unit.Cli;

/// <summary>A collector of metrics on this machine, which keeps what it is sent.</summary>
internal sealed class Collector : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<byte[]> _messages = new();

    public Collector()
    {
        using (TcpListener free = new(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/v1/metrics";
        }

        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _ = TakeAsync();
    }

    public string Address { get; }

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = 200;

    public IReadOnlyCollection<byte[]> Messages => _messages;

    /// <summary>What came with the newest message, by name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; private set; } = new Dictionary<string, string>();

    /// <summary>Nothing is answered before this ends.</summary>
    public Task Answering { get; set; } = Task.CompletedTask;

    public void Dispose() => _listener.Close();

    private async Task TakeAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                using MemoryStream body = new();
                await context.Request.InputStream.CopyToAsync(body);
                if (context.Request.HttpMethod == "POST" && context.Request.ContentType == "application/x-protobuf")
                {
                    Headers = context.Request.Headers.AllKeys.OfType<string>()
                        .ToDictionary(static name => name, name => context.Request.Headers[name]!, StringComparer.OrdinalIgnoreCase);
                    _messages.Enqueue(body.ToArray());
                }

                await Answering;
                context.Response.StatusCode = Status;
                context.Response.Close();
            }
        }
        catch (Exception problem) when (problem is ObjectDisposedException or HttpListenerException)
        {
            // It is closed.
        }
    }
}
