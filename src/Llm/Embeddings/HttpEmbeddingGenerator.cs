using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Dutchbook.Llm;

/// <summary>
/// Embeddings of any server that speaks OpenAI's, Voyage's or Ollama's interface. An answer that is not one vector of one length for
/// each text is none: whoever takes a vector for another's text finds the wrong neighbours for ever, because they are kept.
/// </summary>
public sealed class HttpEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly HttpClient _http;
    private readonly EmbeddingDialect _dialect;
    private readonly Uri _endpoint;
    private readonly string _model;

    public HttpEmbeddingGenerator(EmbeddingDialect dialect, Uri address, string? apiKey, string model, HttpMessageHandler transport)
    {
        (_dialect, _model) = (dialect, model);
        _http = new HttpClient(transport) { Timeout = TimeSpan.FromMinutes(5) };
        _endpoint = new Uri(address.ToString().TrimEnd('/') + (dialect == EmbeddingDialect.Ollama ? "/api/embed" : "/embeddings"));
        if (apiKey is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        }
    }

    /// <exception cref="ModelStatusException">The server refuses.</exception>
    /// <exception cref="JsonException">The answer is not one vector for each text.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        string[] texts = [.. values];
        using HttpResponseMessage response = await _http.PostAsJsonAsync(_endpoint, Body(texts, options?.Dimensions), cancellationToken);
        string text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new ModelStatusException(response.StatusCode, text);
        }

        using JsonDocument document = JsonDocument.Parse(text);
        float[][] vectors = EmbeddingAnswer.Read(document.RootElement, texts.Length, options?.Dimensions);
        return new GeneratedEmbeddings<Embedding<float>>(vectors.Select(vector => new Embedding<float>(vector) { ModelId = _model }))
        {
            Usage = EmbeddingAnswer.Tokens(document.RootElement) is { } tokens ? new UsageDetails { InputTokenCount = tokens } : null,
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => _http.Dispose();

    private JsonObject Body(string[] texts, int? dimensions)
    {
        JsonObject body = new()
        {
            ["model"] = _model,
            ["input"] = new JsonArray([.. texts.Select(static text => (JsonNode)text)]),
        };
        switch (_dialect)
        {
            case EmbeddingDialect.OpenAi:
                body["encoding_format"] = "float";
                break;
            case EmbeddingDialect.Voyage:
                // Events are likened to each other: both sides are documents.
                body["input_type"] = "document";
                body["truncation"] = true;
                break;
            case EmbeddingDialect.Ollama:
                body["truncate"] = true;
                break;
        }

        if (dimensions is { } size)
        {
            body[_dialect == EmbeddingDialect.Voyage ? "output_dimension" : "dimensions"] = size;
        }

        return body;
    }
}
