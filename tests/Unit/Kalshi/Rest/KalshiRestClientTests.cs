using System.Net;
using System.Security.Cryptography;
using System.Text;
using Dutchbook.Kalshi;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

public sealed class KalshiRestClientTests
{
    private static readonly KalshiOptions options = new(new Uri("http://127.0.0.1:1/trade-api/v2"));
    private readonly FakeTimeProvider time = new() { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };

    [Fact]
    public async Task Pages_follow_the_cursor_to_the_end()
    {
        Script script = new((200, """{"cursor":"a b","markets":[{"cursor":"no"}]}"""), (200, """{"markets":[],"cursor":""}"""));
        using KalshiRestClient client = new(options, time, new Random(1), script);
        int pages = 0;
        await foreach (RawPage page in client.GetMarkets("open", default))
        {
            Assert.Equal("/trade-api/v2/markets", page.Path);
            pages++;
        }

        Assert.Equal(2, pages);
        Assert.Equal("?limit=1000&mve_filter=exclude&status=open&cursor=a%20b", script.Asked[1].RequestUri!.Query);
        Assert.False(script.Asked[0].Headers.Contains("KALSHI-ACCESS-KEY"));
    }

    [Theory]
    [InlineData("""{"cursor":"x"}""")]
    [InlineData("""{"cursor":7}""")]
    [InlineData("<html>")]
    public async Task A_loop_or_a_page_of_another_shape_is_a_typed_error(string body)
    {
        using KalshiRestClient client = new(options, time, new Random(1), new Script((200, body), (200, body)));
        KalshiException e = await Assert.ThrowsAsync<KalshiException>(async () =>
        {
            await foreach (RawPage _ in client.GetEvents(null, default))
            {
            }
        });
        Assert.Equal(KalshiErrorKind.WrongShape, e.Kind);
    }

    [Theory]
    [InlineData(400, """{"code":"bad","message":"no\u001b[2J"}""", KalshiErrorKind.BadRequest, "bad")]
    [InlineData(401, """{"error":{"code":"auth","message":"no"}}""", KalshiErrorKind.Unauthorized, "auth")]
    [InlineData(404, """{"error":"gone"}""", KalshiErrorKind.NotFound, null)]
    [InlineData(403, "<html>", KalshiErrorKind.Forbidden, null)]
    [InlineData(302, "", KalshiErrorKind.WrongShape, null)]
    public async Task Errors_are_typed_and_not_retried(int status, string body, KalshiErrorKind kind, string? code)
    {
        Script script = new((status, body));
        using KalshiRestClient client = new(options, time, new Random(1), script);
        KalshiException e = await Assert.ThrowsAsync<KalshiException>(() => client.GetMarket("A", default));
        Assert.Equal((kind, code, 1), (e.Kind, e.Code, script.Asked.Count));
        Assert.DoesNotContain('\u001b', e.Message);
    }

    [Fact]
    public async Task A_bulk_read_repeats_the_parameter_and_refuses_more_than_a_hundred()
    {
        Script script = new((200, "{}"));
        using KalshiRestClient client = new(options, time, new Random(1), script);
        await client.GetOrderbooks(["A", "B&C"], default);
        Assert.Equal("?tickers=A&tickers=B%26C", script.Asked[0].RequestUri!.Query);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.GetOrderbooks(new string[101], default));
    }

    [Fact]
    public void A_signature_verifies_with_the_public_key_over_the_path_without_its_query()
    {
        using RSA key = RSA.Create(2048);
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, key.ExportRSAPrivateKeyPem());
            using RequestSigner signer = RequestSigner.Open(options with { KeyId = "id", PrivateKeyPath = file }, time)!;
            using HttpRequestMessage request = new(HttpMethod.Get, "http://127.0.0.1/trade-api/v2/markets?limit=1");
            signer.Sign(request);
            string stamp = request.Headers.GetValues("KALSHI-ACCESS-TIMESTAMP").Single();
            byte[] signature = Convert.FromBase64String(request.Headers.GetValues("KALSHI-ACCESS-SIGNATURE").Single());
            byte[] message = Encoding.UTF8.GetBytes(stamp + "GET/trade-api/v2/markets");
            Assert.True(key.VerifyData(message, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private sealed class Script(params (int Status, string Body)[] answers) : HttpMessageHandler
    {
        public List<HttpRequestMessage> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
        {
            (int status, string body) = answers[Asked.Count];
            Asked.Add(request);
            return Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) });
        }
    }
}
