using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dutchbook.Sandbox;

/// <summary>Vectors as servers of embeddings give them, in OpenAI's, Voyage's and Ollama's shapes, well or badly.</summary>
public sealed class EmbeddingShelf
{
    private const int OwnLength = 64;

    /// <summary>Requests that reached it.</summary>
    public int Asked { get; private set; }

    /// <summary>Texts of which vectors were made.</summary>
    public ICollection<string> Texts { get; } = [];

    /// <summary>The answers to come in place of the right ones, the first first: a status, or a body of 200.</summary>
    public Queue<EmbeddingFault> Faults { get; } = new();

    /// <summary>The last request as it came.</summary>
    public string LastBody { get; private set; } = "";

    /// <summary>A vector of a text; by default texts that share words point the same way.</summary>
    public Func<string, int, float[]> Vector { get; set; } = Words;

    internal ModelResponse Answer(JsonElement body)
    {
        bool isVoyage = body.TryGetProperty("output_dimension", out JsonElement size) || body.TryGetProperty("input_type", out _);
        if (!isVoyage)
        {
            body.TryGetProperty("dimensions", out size);
        }

        if (Take(body) is { } fault)
        {
            return fault;
        }

        JsonArray data = [.. Inputs(body).Select((text, i) => (JsonNode)new JsonObject
        {
            ["object"] = "embedding",
            ["index"] = i,
            ["embedding"] = Numbers(text, size),
        })];
        long tokens = Tokens(body);
        JsonObject usage = isVoyage
            ? new JsonObject { ["total_tokens"] = tokens }
            : new JsonObject { ["prompt_tokens"] = tokens, ["total_tokens"] = tokens };
        return new ModelResponse(200, new JsonObject
        {
            ["object"] = "list",
            ["data"] = data,
            ["model"] = body.GetProperty("model").GetString(),
            ["usage"] = usage,
        }.ToJsonString());
    }

    internal ModelResponse AnswerAsOllama(JsonElement body)
    {
        body.TryGetProperty("dimensions", out JsonElement size);
        return Take(body) ?? new ModelResponse(200, new JsonObject
        {
            ["model"] = body.GetProperty("model").GetString(),
            ["embeddings"] = new JsonArray([.. Inputs(body).Select(text => (JsonNode)Numbers(text, size))]),
            ["total_duration"] = 1,
            ["load_duration"] = 1,
            ["prompt_eval_count"] = Tokens(body),
        }.ToJsonString());
    }

    private static string[] Inputs(JsonElement body) => [.. body.GetProperty("input").EnumerateArray().Select(static text => text.GetString()!)];

    private static long Tokens(JsonElement body) => Inputs(body).Sum(static text => (text.Length + 3) / 4);

    private ModelResponse? Take(JsonElement body)
    {
        Asked++;
        LastBody = body.GetRawText();
        if (Inputs(body).Any(static text => text.Length == 0))
        {
            return new ModelResponse(400, """{"error":{"message":"input cannot be an empty string","type":"invalid_request_error"}}""");
        }

        if (Faults.TryDequeue(out EmbeddingFault? fault))
        {
            return new ModelResponse(fault.Status, fault.Body) with { Cut = fault.Cut };
        }

        foreach (string text in Inputs(body))
        {
            Texts.Add(text);
        }

        return null;
    }

    private JsonArray Numbers(string text, JsonElement size) =>
        [.. Vector(text, size.ValueKind == JsonValueKind.Number ? size.GetInt32() : OwnLength).Select(static number => (JsonNode)number)];

    private static float[] Words(string text, int length)
    {
        float[] vector = new float[length];
        foreach (string word in text.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            uint hash = 2_166_136_261;
            foreach (char letter in word)
            {
                hash = unchecked((hash ^ letter) * 16_777_619);
            }

            vector[hash % (uint)length] += 1;
        }

        return vector;
    }
}

/// <summary>What a server of vectors answers in place of vectors.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">What it says.</param>
/// <param name="Cut">The connection dies in the middle of it.</param>
public sealed record EmbeddingFault(int Status, string Body, bool Cut = false);
