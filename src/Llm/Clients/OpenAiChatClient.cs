using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Dutchbook.Llm;

/// <summary>
/// Any server that speaks <c>POST {base}/chat/completions</c>: OpenAI and its like, and Ollama under <c>/v1</c>.
/// Structured answers are
/// asked for with <c>response_format</c>.
/// </summary>
public sealed class OpenAiChatClient : IChatClient
{
    private readonly HttpClient _http;
    private readonly Uri _endpoint;

    public OpenAiChatClient(Uri address, string? apiKey, HttpMessageHandler transport)
    {
        _http = new HttpClient(transport) { Timeout = TimeSpan.FromMinutes(10) };
        _endpoint = new Uri(address.ToString().TrimEnd('/') + "/chat/completions");
        if (apiKey is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        }
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        JsonObject body = new()
        {
            ["model"] = options?.ModelId,
            ["max_tokens"] = options?.MaxOutputTokens,
            ["messages"] = new JsonArray([.. messages.Select(static message => new JsonObject
            {
                ["role"] = message.Role.Value,
                ["content"] = message.Text,
            })]),
        };
        if (options?.ResponseFormat is ChatResponseFormatJson { Schema: { } schema })
        {
            body["response_format"] = new JsonObject
            {
                ["type"] = "json_schema",
                ["json_schema"] = new JsonObject
                {
                    ["name"] = "answer",
                    ["strict"] = true,
                    ["schema"] = JsonNode.Parse(schema.GetRawText()),
                },
            };
        }

        using HttpResponseMessage response = await _http.PostAsJsonAsync(_endpoint, body, cancellationToken);
        string text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode ? Read(text) : throw new ModelStatusException(response.StatusCode, text);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ChatResponse response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (ChatResponseUpdate update in response.ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => _http.Dispose();

    private static ChatResponse Read(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("choices", out JsonElement choices)
            || choices.ValueKind != JsonValueKind.Array || choices.GetArrayLength() == 0)
        {
            throw new JsonException("the answer has no choices");
        }

        JsonElement choice = choices[0];
        JsonElement message = choice.TryGetProperty("message", out JsonElement found) ? found : default;
        bool refused = Text(message, "refusal") is { Length: > 0 };
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, Text(message, "content") ?? ""))
        {
            ResponseId = Text(document.RootElement, "id"),
            FinishReason = refused ? ChatFinishReason.ContentFilter : Text(choice, "finish_reason") switch
            {
                "stop" => ChatFinishReason.Stop,
                "length" => ChatFinishReason.Length,
                "content_filter" => ChatFinishReason.ContentFilter,
                { } other => new ChatFinishReason(other),
                null => null,
            },
            Usage = document.RootElement.TryGetProperty("usage", out JsonElement usage) ? Usage(usage) : null,
        };
    }

    private static UsageDetails Usage(JsonElement usage) => new()
    {
        InputTokenCount = Number(usage, "prompt_tokens"),
        OutputTokenCount = Number(usage, "completion_tokens"),
        CachedInputTokenCount = usage.ValueKind == JsonValueKind.Object
            && usage.TryGetProperty("prompt_tokens_details", out JsonElement details) ? Number(details, "cached_tokens") : null,
    };

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : null;
}
