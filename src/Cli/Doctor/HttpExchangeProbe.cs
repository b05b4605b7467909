using System.Text.Json;

namespace Dutchbook.Cli;

/// <summary>Asks `GET /exchange/status`, which needs no key.</summary>
internal sealed class HttpExchangeProbe : IExchangeProbe
{
    private const int LargestAnswer = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<ExchangeAnswer> Ask(Uri endpoint, CancellationToken cancellation)
    {
        using HttpClientHandler handler = new() { AllowAutoRedirect = false };
        using HttpClient client = new(handler) { Timeout = Patience, MaxResponseContentBufferSize = LargestAnswer };
        try
        {
            using HttpResponseMessage response =
                await client.GetAsync(new Uri(endpoint.AbsoluteUri.TrimEnd('/') + "/exchange/status"), cancellation);
            string body = await response.Content.ReadAsStringAsync(cancellation);
            return new ExchangeAnswer((int)response.StatusCode, response.Headers.Date, TradingActive(body));
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new HttpRequestException($"no answer within {Patience.TotalSeconds:0} seconds", late);
        }
    }

    private static bool? TradingActive(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("trading_active", out JsonElement active)
                && active.ValueKind is JsonValueKind.True or JsonValueKind.False
                    ? active.GetBoolean()
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
