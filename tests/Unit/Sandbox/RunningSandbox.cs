using System.Net;
using System.Text.Json;
using Dutchbook.Sandbox;
using Microsoft.Extensions.Time.Testing;

namespace Dutchbook.Unit.Sandbox;

/// <summary>A sandbox exchange with the demo universe and a client that asks it for JSON.</summary>
internal sealed class RunningSandbox : IAsyncDisposable
{
    private readonly HttpClient _client = new();

    private RunningSandbox(SandboxServer server) => Server = server;

    public SandboxServer Server { get; }

    public static async Task<RunningSandbox> Start(Func<SandboxRequest, Fault?>? faults = null) => new(
        await SandboxServer.StartAsync(
            Demo.Universe,
            new SandboxOptions { Time = new FakeTimeProvider(Demo.At), Faults = faults, PrivateKeyPem = Demo.PrivateKeyPem },
            CancellationToken.None));

    public Task<HttpResponseMessage> Send(string path, params (string Name, string Value)[] headers)
    {
        HttpRequestMessage request = new(HttpMethod.Get, Server.RestBase + path);
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return _client.SendAsync(request);
    }

    /// <summary>The body of a 200.</summary>
    public async Task<JsonElement> Get(string path)
    {
        using HttpResponseMessage response = await Send(path);
        string body = await response.Content.ReadAsStringAsync();
        return response.StatusCode == HttpStatusCode.OK
            ? JsonDocument.Parse(body).RootElement
            : throw new InvalidOperationException($"{path}: {response.StatusCode} {body}");
    }

    /// <summary>Every item of a paged list; throws when the pages do not end.</summary>
    public async Task<List<JsonElement>> All(string path, string list)
    {
        List<JsonElement> items = [];
        string cursor = "";
        for (int page = 0; page < 1_000; page++)
        {
            JsonElement answer = await Get($"{path}&cursor={Uri.EscapeDataString(cursor)}");
            items.AddRange(answer.GetProperty(list).EnumerateArray());
            cursor = answer.GetProperty("cursor").GetString()!;
            if (cursor.Length == 0)
            {
                return items;
            }
        }

        throw new InvalidOperationException("The pages do not end.");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Server.DisposeAsync();
    }
}
