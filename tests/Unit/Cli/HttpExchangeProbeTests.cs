using Dutchbook.Cli;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>The probe of `doctor` against a server on this machine.</summary>
public sealed class HttpExchangeProbeTests
{
    [Theory]
    [InlineData("{\"exchange_active\":true,\"trading_active\":false}", false)]
    [InlineData("{\"trading_active\":true}", true)]
    [InlineData("{}", null)]
    [InlineData("[]", null)]
    [InlineData("<html>", null)]
    [InlineData("", null)]
    public async Task An_answer_is_read(string body, bool? expected)
    {
        (ExchangeAnswer answer, string path) = await Ask(200, body);
        Assert.Equal((200, expected), (answer.Status, answer.TradingActive));
        Assert.NotNull(answer.Date);
        Assert.Equal("/trade-api/v2/exchange/status", path);
    }

    [Fact]
    public async Task A_refusal_is_an_answer_too() => Assert.Equal(503, (await Ask(503, "busy")).Answer.Status);

    [Fact]
    public async Task Nobody_there_is_named()
    {
        Uri closed = await ClosedAddress();
        await Assert.ThrowsAsync<HttpRequestException>(
            () => new HttpExchangeProbe().Ask(closed, CancellationToken.None));
    }

    private static async Task<(ExchangeAnswer Answer, string Path)> Ask(int status, string body)
    {
        string path = "";
        await using WebApplication server = Server();
        server.Run(context =>
        {
            path = context.Request.Path;
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body);
        });
        await server.StartAsync();
        ExchangeAnswer answer =
            await new HttpExchangeProbe().Ask(new Uri(server.Urls.Single() + "/trade-api/v2"), CancellationToken.None);
        return (answer, path);
    }

    private static async Task<Uri> ClosedAddress()
    {
        await using WebApplication server = Server();
        await server.StartAsync();
        return new Uri(server.Urls.Single());
    }

    private static WebApplication Server()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        return builder.Build();
    }
}
