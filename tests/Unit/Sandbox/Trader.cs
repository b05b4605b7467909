using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dutchbook.Sandbox;
using Microsoft.Extensions.Time.Testing;

namespace Dutchbook.Unit.Sandbox;

/// <summary>A customer of a sandbox exchange whose clock the test moves; it signs as the venue's documentation says.</summary>
internal sealed class Trader : IAsyncDisposable
{
    /// <summary>A market of the demo with a cent grid, on the first shard, bid 62 and offered at 64.</summary>
    public const string Market = "KXPRESNOMB-28-ABR";

    private readonly HttpClient _client = new();
    private readonly RSA _key = RSA.Create();
    private readonly bool _ownsServer;

    private Trader(SandboxServer server, FakeTimeProvider time, SandboxKey key, bool ownsServer)
    {
        (Server, Time, Key, _ownsServer) = (server, time, key, ownsServer);
        _key.ImportFromPem(key.PrivateKeyPem);
    }

    public SandboxServer Server { get; }

    public FakeTimeProvider Time { get; }

    public SandboxKey Key { get; }

    public static async Task<Trader> Start(Func<SandboxOptions, SandboxOptions>? change = null)
    {
        FakeTimeProvider time = new(Demo.At);
        SandboxOptions options = new() { Time = time, Tier = UsageTier.Prestige, PrivateKeyPem = Demo.PrivateKeyPem };
        SandboxServer server = await SandboxServer.StartAsync(
            Demo.Universe, change is null ? options : change(options), CancellationToken.None);
        return new Trader(server, time, server.FundedKey, ownsServer: true);
    }

    /// <summary>Another customer of the same exchange.</summary>
    public Trader Another(AccountTerms? terms = null)
    {
        AccountTerms asked = terms ?? new AccountTerms { Tier = UsageTier.Prestige };
        return new Trader(Server, Time, Server.OpenAccount(asked with { PrivateKeyPem = Demo.PrivateKeyPem }), ownsServer: false);
    }

    public async Task<Reply> Send(string method, string path, object? body = null)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), Server.RestBase + path);
        string signed = new Uri(Server.RestBase + path).AbsolutePath;
        foreach ((string name, string value) in Headers(method, signed))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
        {
            request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }

        using HttpResponseMessage response = await _client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        return new Reply(response.StatusCode, text, response.Headers.RetryAfter is not null);
    }

    public IEnumerable<(string Name, string Value)> Headers(string method, string path)
    {
        string timestamp = Time.GetUtcNow().ToUnixTimeMilliseconds().ToString();
        byte[] signature = _key.SignData(
            Encoding.UTF8.GetBytes(timestamp + method + path), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        return
        [
            ("KALSHI-ACCESS-KEY", Key.KeyId),
            ("KALSHI-ACCESS-TIMESTAMP", timestamp),
            ("KALSHI-ACCESS-SIGNATURE", Convert.ToBase64String(signature)),
        ];
    }

    public Task<Reply> Get(string path) => Send("GET", path);

    public Task<Reply> Place(Ticket ticket) => Send("POST", "/portfolio/events/orders", ticket.Body());

    /// <summary>Places an order that must be taken, and returns its id.</summary>
    public async Task<string> Rest(Ticket ticket) => (await Place(ticket)).Expect(HttpStatusCode.Created)["order_id"]!;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _key.Dispose();
        if (_ownsServer)
        {
            await Server.DisposeAsync();
        }
    }
}

/// <summary>The fields of an order, with the usual ones filled in.</summary>
internal sealed record Ticket(string Side, string Price, string Count)
{
    public string Market { get; init; } = Trader.Market;

    public string TimeInForce { get; init; } = "good_till_canceled";

    public string SelfTrade { get; init; } = "taker_at_cross";

    public Dictionary<string, object> More { get; init; } = [];

    public Dictionary<string, object> Body() => new(More)
    {
        ["ticker"] = Market,
        ["side"] = Side,
        ["price"] = Price,
        ["count"] = Count,
        ["time_in_force"] = TimeInForce,
        ["self_trade_prevention_type"] = SelfTrade,
    };

    public Ticket With(string name, object value) => this with { More = new Dictionary<string, object>(More) { [name] = value } };
}

/// <summary>An answer with its JSON.</summary>
internal sealed record Reply(HttpStatusCode Status, string Text, bool HasRetryAfter)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>A member as text; null when absent or null.</summary>
    public string? this[string name] => Json.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null
        ? value.ToString() : null;

    public string? Code => Json.TryGetProperty("error", out JsonElement error) && error.ValueKind == JsonValueKind.Object
        ? error.GetProperty("code").GetString() : null;

    public Reply Expect(HttpStatusCode status) => Status == status
        ? this : throw new Xunit.Sdk.XunitException($"{(int)Status} {Text}");

    public Reply Ok() => Expect(HttpStatusCode.OK);

    public JsonElement[] List(string name) => [.. Ok().Json.GetProperty(name).EnumerateArray()];
}
