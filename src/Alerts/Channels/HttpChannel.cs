using System.Net;
using System.Text;
using System.Text.Json;

namespace Dutchbook.Alerts;

/// <summary>A channel that posts JSON. Its address is a secret: no word of it is ever in an outcome.</summary>
internal sealed class HttpChannel(string name, AlertSeverity least, int perMinute, HttpClient http, IMessageForm form) : IAlertChannel
{
    private static readonly TimeSpan TimeOut = TimeSpan.FromSeconds(10);

    public string Name => name;

    public AlertSeverity Least => least;

    public int PerMinute => perMinute;

    public async Task<Delivery> SendAsync(Alert alert, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeOut);
        try
        {
            using HttpRequestMessage message = new(HttpMethod.Post, form.Address)
            {
                Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(form.Message(alert))),
            };
            message.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
            if (form.Bearer is { } bearer)
            {
                message.Headers.Authorization = new("Bearer", bearer);
            }

            using HttpResponseMessage response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            string body = await ReadAsync(response, limit.Token);
            return Judge(response, body);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Delivery(DeliveryOutcome.Postponed, $"no answer within {TimeOut.TotalSeconds:0} s");
        }
        catch (PrivateAddressException)
        {
            return new Delivery(DeliveryOutcome.Refused, "the address is a private one; alerts.allow_private_addresses allows it");
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            return problem.InnerException is PrivateAddressException
                ? new Delivery(DeliveryOutcome.Refused, "the address is a private one; alerts.allow_private_addresses allows it")
                : new Delivery(DeliveryOutcome.Postponed, $"no connection ({(problem as HttpRequestException)?.HttpRequestError.ToString() ?? "broken"})");
        }
        catch (Exception problem) when (problem is NotSupportedException or InvalidOperationException or FormatException)
        {
            return new Delivery(DeliveryOutcome.Refused, $"the address or token cannot be used ({problem.GetType().Name})");
        }
    }

    private Delivery Judge(HttpResponseMessage response, string body)
    {
        int status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode)
        {
            return form.Accepts(body) ? Delivery.Done : new Delivery(DeliveryOutcome.Postponed, $"status {status} with an unknown answer");
        }

        return response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || status >= 500
            ? new Delivery(DeliveryOutcome.Postponed, $"status {status}", Patience(response, body))
            : new Delivery(DeliveryOutcome.Refused, $"status {status}");
    }

    /// <summary>The wait from the header, or from the places where Discord and Telegram put it.</summary>
    private static TimeSpan? Patience(HttpResponseMessage response, string body)
    {
        if (response.Headers.RetryAfter?.Delta is { } header)
        {
            return header;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            JsonElement place = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("parameters", out JsonElement parameters)
                ? parameters
                : root;
            return place.ValueKind == JsonValueKind.Object && place.TryGetProperty("retry_after", out JsonElement seconds)
                && seconds.TryGetDouble(out double wait) && wait is > 0 and < 86_400
                    ? TimeSpan.FromSeconds(wait)
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using Stream stream = await response.Content.ReadAsStreamAsync(cancellation);
        byte[] body = new byte[4_096];
        int read = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellation);
        return Encoding.UTF8.GetString(body, 0, read);
    }
}
