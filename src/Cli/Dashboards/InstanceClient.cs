using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Dutchbook.Cli;

/// <summary>Asks the running instance of a home, through the same API as everybody else.</summary>
internal sealed class InstanceClient : IDisposable
{
    private const long LongestAnswer = 64 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly HttpClient _http;

    private InstanceClient(InstanceFile file)
    {
        File = file;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = file.Address,
            Timeout = Patience,
            MaxResponseContentBufferSize = LongestAnswer,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", file.Token);
    }

    public InstanceFile File { get; }

    /// <summary>Null where none runs; a file that a crash left behind counts for nothing.</summary>
    public static async Task<InstanceClient?> FindAsync(HomeFolder home, CancellationToken cancellation)
    {
        // The token goes to this machine only, whatever the file says.
        if (InstanceFile.Read(home) is not { Address: { Scheme: "http", IsLoopback: true } } file || !file.IsAlive())
        {
            return null;
        }

        InstanceClient client = new(file);
        try
        {
            await client.GetAsync("health", cancellation);
            return client;
        }
        catch (CommandFailure)
        {
            client.Dispose();
            return null;
        }
    }

    /// <summary>The one that runs.</summary>
    /// <exception cref="CommandFailure">None does.</exception>
    public static async Task<InstanceClient> RequireAsync(HomeFolder home, CancellationToken cancellation) =>
        await FindAsync(home, cancellation) ?? throw new CommandFailure(
            ExitCode.NoMatch, $"Nothing runs from {home.Root}.", ["`dutchbook run` or `dutchbook demo` in another shell starts it."]);

    /// <exception cref="CommandFailure">It does not answer, or not with a document.</exception>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancellation) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v1/" + path), cancellation);

    /// <exception cref="CommandFailure">It does not answer, or not with a document.</exception>
    public Task<JsonElement> PostAsync(string path, string body, CancellationToken cancellation)
    {
        HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/" + path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Dutchbook", "1");
        return SendAsync(request, cancellation);
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            using HttpRequestMessage sent = request;
            using HttpResponseMessage answer = await _http.SendAsync(sent, cancellation);
            JsonElement json = JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(cancellation));
            return answer.IsSuccessStatusCode
                ? json
                : throw new CommandFailure(ExitCode.Failed, $"The running instance refused: "
                    + (json.TryGetProperty("error", out JsonElement error) ? error.GetString() : answer.StatusCode.ToString()));
        }
        catch (Exception problem) when (problem is HttpRequestException or JsonException
            || (problem is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new CommandFailure(ExitCode.Failed, $"The running instance does not answer: {problem.Message}");
        }
    }
}
