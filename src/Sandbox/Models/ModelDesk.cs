using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Dutchbook.Sandbox;

/// <summary>
/// What the model server knows and does: who may ask, what it answers, what it bills, and the batches it has.
/// </summary>
internal sealed class ModelDesk(string apiKey, IReadOnlyCollection<string> models, Func<ModelCall, ModelReply> script)
{
    private const int BytesPerToken = 4;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _cached = new(StringComparer.Ordinal);
    private int _asked;
    private long _input;
    private long _cacheWrite;
    private long _cacheRead;
    private long _output;
    private long _batchOutput;

    public List<ModelBatch> Batches { get; } = [];

    public int Asked => Volatile.Read(ref _asked);

    public (long Input, long CacheWrite, long CacheRead, long Output, long BatchOutput) Billed =>
        (_input, _cacheWrite, _cacheRead, _output, _batchOutput);

    /// <summary>Null for whoever has the key and names a version where one is needed.</summary>
    public ModelResponse? Stranger(HttpRequest request)
    {
        bool known = request.Headers["x-api-key"] == apiKey || request.Headers.Authorization == "Bearer " + apiKey;
        bool isClaude = request.Path.StartsWithSegments("/v1/messages", StringComparison.Ordinal)
            || request.Path.StartsWithSegments("/v1/models", StringComparison.Ordinal);
        return !known ? Error(401, "authentication_error", "invalid x-api-key")
            : isClaude && request.Headers["anthropic-version"].Count == 0 ? Error(400, "invalid_request_error", "anthropic-version: header is required")
            : null;
    }

    public ModelResponse Model(string id) => models.Contains(id, StringComparer.Ordinal)
        ? new ModelResponse(200, new JsonObject
        {
            ["type"] = "model",
            ["id"] = id,
            ["display_name"] = id,
            ["created_at"] = "2026-09-22T00:00:00Z",
            ["max_input_tokens"] = 1_000_000,
            ["max_tokens"] = 128_000,
        }.ToJsonString())
        : Error(404, "not_found_error", $"model: {id}");

    public static ModelResponse Count(JsonElement body) =>
        new(200, new JsonObject
        {
            ["input_tokens"] = Tokens(body.GetProperty("messages").GetRawText()) + Part(body, "system") + Part(body, "output_config"),
        }.ToJsonString());

    public ModelResponse Message(JsonElement body, bool inBatch = false)
    {
        lock (_lock)
        {
            (ModelCall? call, bool caches, string? problem) = MessageBody.Read(body, inBatch, _asked);
            if (call is null)
            {
                return Error(400, "invalid_request_error", problem!);
            }

            if (!models.Contains(call.Model, StringComparer.Ordinal))
            {
                return Error(404, "not_found_error", $"model: {call.Model}");
            }

            _asked++;
            ModelReply reply = script(call);
            if (reply.Status != 200)
            {
                return Error(reply.Status, reply.ErrorType, reply.ErrorMessage, reply.ErrorCode) with { RetryAfter = reply.RetryAfter };
            }

            JsonObject usage = Bill(call, reply, caches);
            return new ModelResponse(200, new JsonObject
            {
                ["id"] = "msg_" + _asked.ToString(CultureInfo.InvariantCulture),
                ["type"] = "message",
                ["role"] = "assistant",
                ["model"] = call.Model,
                ["content"] = reply.Text.Length == 0 ? [] : new JsonArray(new JsonObject { ["type"] = "text", ["text"] = reply.Text }),
                ["stop_reason"] = reply.StopReason,
                ["stop_sequence"] = null,
                ["usage"] = usage,
            }.ToJsonString()) with
            {
                Cut = reply.Cut,
            };
        }
    }

    public ModelResponse Completion(JsonElement body)
    {
        lock (_lock)
        {
            ModelCall call = new()
            {
                Model = body.GetProperty("model").GetString()!,
                System = "",
                User = string.Join('\n', body.GetProperty("messages").EnumerateArray().Select(static item => item.GetProperty("content").GetString())),
                Schema = body.TryGetProperty("response_format", out JsonElement format)
                    ? format.GetProperty("json_schema").GetProperty("schema") : null,
                MaxTokens = body.GetProperty("max_tokens").GetInt64(),
                InBatch = false,
                Before = _asked++,
            };
            ModelReply reply = script(call);
            return reply.Status != 200
                ? Error(reply.Status, reply.ErrorType, reply.ErrorMessage)
                : new ModelResponse(200, new JsonObject
                {
                    ["id"] = "chatcmpl-" + _asked.ToString(CultureInfo.InvariantCulture),
                    ["object"] = "chat.completion",
                    ["choices"] = new JsonArray(new JsonObject
                    {
                        ["index"] = 0,
                        ["finish_reason"] = reply.StopReason == "max_tokens" ? "length" : "stop",
                        ["message"] = new JsonObject
                        {
                            ["role"] = "assistant",
                            ["content"] = reply.Text,
                            ["refusal"] = reply.StopReason == "refusal" ? "I cannot help with that." : null,
                        },
                    }),
                    ["usage"] = new JsonObject { ["prompt_tokens"] = Tokens(call.User), ["completion_tokens"] = Tokens(reply.Text) },
                }.ToJsonString()) with
                {
                    Cut = reply.Cut,
                };
        }
    }

    public ModelResponse TakeBatch(JsonElement body)
    {
        // What is in a request is judged only when its turn comes, as by the real server.
        ModelBatch batch = new(Batches.Count, [.. body.GetProperty("requests").EnumerateArray().Select(static request =>
            (request.GetProperty("custom_id").GetString()!, request.GetProperty("params").Clone()))]);
        if (batch.Requests.Any(static request => !IsName(request.Name)))
        {
            return Error(400, "invalid_request_error", "custom_id: String should match pattern '^[a-zA-Z0-9_-]{1,64}$'");
        }

        Batches.Add(batch);
        return new ModelResponse(200, batch.ToJson().ToJsonString());
    }

    public ModelResponse ListBatches() => new(200, new JsonObject
    {
        ["data"] = new JsonArray([.. Batches.AsEnumerable().Reverse().Select(static batch => (JsonNode)batch.ToJson())]),
        ["has_more"] = false,
        ["first_id"] = Batches.Count == 0 ? null : Batches[^1].Id,
        ["last_id"] = Batches.Count == 0 ? null : Batches[0].Id,
    }.ToJsonString());

    /// <summary>A batch ends at the second look.</summary>
    public ModelResponse Batch(string id)
    {
        if (Find(id) is not { } batch)
        {
            return Error(404, "not_found_error", "batch not found");
        }

        batch.Looks++;
        return new ModelResponse(200, batch.ToJson().ToJsonString());
    }

    public ModelResponse Results(string id)
    {
        if (Find(id) is not { HasEnded: true } batch)
        {
            return Error(404, "not_found_error", "batch not found or not ended");
        }

        batch.Lines ??= [.. batch.Requests.AsEnumerable().Reverse().Select(request => Line(request.Name, Message(request.Body, inBatch: true)))];
        return new ModelResponse(200, string.Concat(batch.Lines), "application/x-jsonl");
    }

    private static long Part(JsonElement body, string name) =>
        body.TryGetProperty(name, out JsonElement part) ? Tokens(part.GetRawText()) : 0;

    private static string Line(string name, ModelResponse response)
    {
        JsonNode body = JsonNode.Parse(response.Body)!;
        return new JsonObject
        {
            ["custom_id"] = name,
            ["result"] = response.Status == 200
                ? new JsonObject { ["type"] = "succeeded", ["message"] = body }
                : new JsonObject { ["type"] = "errored", ["error"] = body },
        }.ToJsonString() + "\n";
    }

    private ModelBatch? Find(string id) => Batches.Find(batch => batch.Id == id);

    private JsonObject Bill(ModelCall call, ModelReply reply, bool caches)
    {
        long prefix = caches ? Tokens(call.System) : 0;
        bool isNew = caches && _cached.Add(call.Model + call.System);
        (long write, long read) = isNew ? (prefix, 0L) : (0L, prefix);
        long fresh = Tokens(call.User) + (caches ? 0 : Tokens(call.System));
        long output = Math.Min(reply.OutputTokens ?? Tokens(reply.Text), call.MaxTokens);
        _input += fresh;
        _cacheWrite += write;
        _cacheRead += read;
        _output += call.InBatch ? 0 : output;
        _batchOutput += call.InBatch ? output : 0;
        return new JsonObject
        {
            ["input_tokens"] = fresh,
            ["cache_creation_input_tokens"] = write,
            ["cache_read_input_tokens"] = read,
            ["output_tokens"] = output,
            ["service_tier"] = call.InBatch ? "batch" : "standard",
        };
    }

    private static long Tokens(string text) => (Encoding.UTF8.GetByteCount(text) + BytesPerToken - 1) / BytesPerToken;

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 64 && name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');

    private static ModelResponse Error(int status, string type, string message, string code = "")
    {
        JsonObject error = new() { ["type"] = type, ["message"] = message };
        if (code.Length > 0)
        {
            error["details"] = new JsonObject { ["error_code"] = code };
        }

        JsonObject body = new() { ["type"] = "error", ["error"] = error, ["request_id"] = "req_sandbox" };
        return new ModelResponse(status, body.ToJsonString());
    }
}

/// <summary>A batch at the model server.</summary>
internal sealed class ModelBatch(int number, List<(string Name, JsonElement Body)> requests)
{
    public string Id { get; } = "msgbatch_" + number.ToString(CultureInfo.InvariantCulture);

    public List<(string Name, JsonElement Body)> Requests { get; } = requests;

    public List<string>? Lines { get; set; }

    public int Looks { get; set; }

    public bool HasEnded => Looks >= 2;

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["type"] = "message_batch",
        ["processing_status"] = HasEnded ? "ended" : "in_progress",
        ["request_counts"] = new JsonObject
        {
            ["processing"] = HasEnded ? 0 : Requests.Count,
            ["succeeded"] = HasEnded ? Requests.Count : 0,
            ["errored"] = 0,
            ["canceled"] = 0,
            ["expired"] = 0,
        },
        ["created_at"] = "2026-03-01T12:00:00Z",
        ["expires_at"] = "2026-03-02T12:00:00Z",
        ["ended_at"] = HasEnded ? "2026-03-01T12:30:00Z" : null,
        ["archived_at"] = null,
        ["cancel_initiated_at"] = null,
        ["results_url"] = HasEnded ? $"/v1/messages/batches/{Id}/results" : null,
    };
}
