using System.IO.Compression;
using System.Net;
using System.Net.NetworkInformation;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Sandbox;

/// <summary>Who can reach the exchange, and who may ask what.</summary>
public sealed class ServerDoor
{
    [Fact]
    public async Task It_listens_on_loopback_only_whatever_the_environment_says()
    {
        string[] names = ["ASPNETCORE_URLS", "DOTNET_URLS", "ASPNETCORE_HTTP_PORTS", "Kestrel__Endpoints__Http__Url"];
        string?[] before = [.. names.Select(Environment.GetEnvironmentVariable)];
        try
        {
            Environment.SetEnvironmentVariable(names[0], "http://0.0.0.0:5123");
            Environment.SetEnvironmentVariable(names[1], "http://0.0.0.0:5124");
            Environment.SetEnvironmentVariable(names[2], "5125");
            Environment.SetEnvironmentVariable(names[3], "http://0.0.0.0:5126");
            await using RunningSandbox sandbox = await RunningSandbox.Start();
            Assert.Equal("127.0.0.1", sandbox.Server.RestBase.Host);
            Assert.Equal("/trade-api/v2", sandbox.Server.RestBase.AbsolutePath);
            IPEndPoint[] listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
            Assert.Contains(
                listeners, end => end.Port == sandbox.Server.RestBase.Port && IPAddress.IsLoopback(end.Address));
            Assert.DoesNotContain(listeners, end =>
                (end.Port == sandbox.Server.RestBase.Port && !IPAddress.IsLoopback(end.Address))
                || end.Port is >= 5123 and <= 5126);
        }
        finally
        {
            for (int i = 0; i < names.Length; i++)
            {
                Environment.SetEnvironmentVariable(names[i], before[i]);
            }
        }
    }

    [Fact]
    public async Task A_port_that_is_taken_is_an_error()
    {
        await using RunningSandbox first = await RunningSandbox.Start();
        SandboxOptions options = new() { Port = first.Server.RestBase.Port };
        await Assert.ThrowsAnyAsync<IOException>(
            () => SandboxServer.StartAsync(Demo.Universe, options, CancellationToken.None));
    }

    [Fact]
    public async Task Gzip_is_used_when_asked_for_and_says_the_same()
    {
        await using RunningSandbox sandbox = await RunningSandbox.Start();
        using HttpResponseMessage plain = await sandbox.Send("/events?limit=50");
        using HttpResponseMessage zipped = await sandbox.Send("/events?limit=50", ("Accept-Encoding", "br, gzip"));
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Equal(["gzip"], zipped.Content.Headers.ContentEncoding);
        await using GZipStream unzipped = new(await zipped.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using StreamReader reader = new(unzipped);
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task Account_limits_need_a_signature()
    {
        await using RunningSandbox sandbox = await RunningSandbox.Start();
        using HttpResponseMessage refused = await sandbox.Send("/account/limits");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using HttpResponseMessage allowed = await sandbox.Send(
            "/account/limits?x=1", Signed(sandbox, Demo.At, "/trade-api/v2/account/limits"));
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        JsonElement limits = JsonDocument.Parse(await allowed.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(200, limits.GetProperty("read").GetProperty("refill_rate").GetInt32());
        Assert.Equal("basic", limits.GetProperty("usage_tier").GetString());
    }

    [Theory]
    [InlineData(0, "/trade-api/v2/account/limit", "INCORRECT_API_KEY_SIGNATURE")]
    [InlineData(0, "/account/limits", "INCORRECT_API_KEY_SIGNATURE")]
    [InlineData(31, "/trade-api/v2/account/limits", "INVALID_TIMESTAMP")]
    [InlineData(-31, "/trade-api/v2/account/limits", "INVALID_TIMESTAMP")]
    public async Task A_wrong_signature_is_refused_with_its_reason(int seconds, string path, string reason)
    {
        await using RunningSandbox sandbox = await RunningSandbox.Start();
        using HttpResponseMessage response = await sandbox.Send(
            "/account/limits", Signed(sandbox, Demo.At.AddSeconds(seconds), path));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        JsonElement error = JsonDocument.Parse(
            await response.Content.ReadAsStringAsync()).RootElement.GetProperty("error");
        Assert.Equal(reason, error.GetProperty("details").GetString());
    }

    [Fact]
    public async Task A_wrong_signature_on_public_data_is_refused_too()
    {
        await using RunningSandbox sandbox = await RunningSandbox.Start();
        using HttpResponseMessage right = await sandbox.Send(
            "/events?limit=1", Signed(sandbox, Demo.At, "/trade-api/v2/events"));
        using HttpResponseMessage wrong = await sandbox.Send(
            "/events?limit=1", Signed(sandbox, Demo.At, "/trade-api/v2/events?limit=1"));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
    }

    [Fact]
    public async Task Endpoint_costs_are_public()
    {
        await using RunningSandbox sandbox = await RunningSandbox.Start();
        Assert.Equal(10, (await sandbox.Get("/account/endpoint_costs")).GetProperty("default_cost").GetInt32());
    }

    private static (string, string)[] Signed(RunningSandbox sandbox, DateTimeOffset at, string path)
    {
        using RSA key = RSA.Create();
        key.ImportFromPem(sandbox.Server.PrivateKeyPem);
        string timestamp = at.ToUnixTimeMilliseconds().ToString();
        byte[] signature = key.SignData(
            Encoding.UTF8.GetBytes(timestamp + "GET" + path), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        return
        [
            ("KALSHI-ACCESS-KEY", sandbox.Server.KeyId),
            ("KALSHI-ACCESS-TIMESTAMP", timestamp),
            ("KALSHI-ACCESS-SIGNATURE", Convert.ToBase64String(signature)),
        ];
    }
}
