using System.Text.Json;

namespace Dutchbook.Sandbox;

/// <summary>Reads the body of a Messages request as strictly as the real one (version 2026-10-21).</summary>
internal static class MessageBody
{
    private static readonly string[] Allowed =
    [
        "model", "max_tokens", "messages", "system", "tools", "tool_choice", "thinking", "output_config", "metadata", "stop_sequences",
        "stream", "service_tier", "cache_control",
    ];

    /// <summary>The question, or why it is none (400).</summary>
    public static (ModelCall? Call, bool CachesPrefix, string? Problem) Read(JsonElement body, bool inBatch, int before)
    {
        foreach (JsonProperty member in body.EnumerateObject())
        {
            if (!Allowed.Contains(member.Name, StringComparer.Ordinal))
            {
                return (null, false, $"{member.Name}: Extra inputs are not permitted");
            }
        }

        if (!body.TryGetProperty("model", out JsonElement model))
        {
            return (null, false, "model: Field required");
        }

        if (!body.TryGetProperty("max_tokens", out JsonElement room) || room.GetInt64() < 1)
        {
            return (null, false, "max_tokens: Field required");
        }

        if (!body.TryGetProperty("messages", out JsonElement messages) || messages.GetArrayLength() == 0)
        {
            return (null, false, "messages: at least one message is required");
        }

        if (messages[messages.GetArrayLength() - 1].GetProperty("role").GetString() == "assistant")
        {
            return (null, false, "messages: this model does not support assistant message prefill");
        }

        if (body.TryGetProperty("thinking", out JsonElement thinking) && thinking.TryGetProperty("budget_tokens", out _))
        {
            return (null, false, "thinking: budget_tokens is not supported by this model");
        }

        JsonElement? schema = body.TryGetProperty("output_config", out JsonElement output)
            && output.TryGetProperty("format", out JsonElement format) ? format.GetProperty("schema") : null;
        if (schema is { } asked && Complaint(asked) is { } complaint)
        {
            return (null, false, complaint);
        }

        (string system, bool caches) = body.TryGetProperty("system", out JsonElement prefix) ? Text(prefix) : ("", false);
        ModelCall call = new()
        {
            Model = model.GetString()!,
            System = system,
            User = string.Join('\n', messages.EnumerateArray().Select(static message => Text(message.GetProperty("content")).Text)),
            Schema = schema?.Clone(),
            MaxTokens = room.GetInt64(),
            InBatch = inBatch,
            Before = before,
        };
        return (call, caches, null);
    }

    /// <summary>What the grammar compiler does not take.</summary>
    private static string? Complaint(JsonElement schema)
    {
        if (schema.ValueKind == JsonValueKind.Object)
        {
            bool isObject = schema.TryGetProperty("type", out JsonElement type)
                && type.ValueKind == JsonValueKind.String && type.GetString() == "object";
            if (isObject && !(schema.TryGetProperty("additionalProperties", out JsonElement more) && more.ValueKind == JsonValueKind.False))
            {
                return "output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false";
            }

            foreach (string banned in (string[])["minimum", "maximum", "multipleOf", "minLength", "maxLength", "maxItems"])
            {
                if (schema.TryGetProperty(banned, out JsonElement limit) && limit.ValueKind == JsonValueKind.Number)
                {
                    return $"output_config.format.schema: property '{banned}' is not supported";
                }
            }

            return schema.EnumerateObject().Select(static member => Complaint(member.Value)).FirstOrDefault(static found => found is not null);
        }

        return schema.ValueKind == JsonValueKind.Array
            ? schema.EnumerateArray().Select(Complaint).FirstOrDefault(static found => found is not null)
            : null;
    }

    private static (string Text, bool Caches) Text(JsonElement content) => content.ValueKind == JsonValueKind.String
        ? (content.GetString()!, false)
        : (string.Join('\n', content.EnumerateArray().Select(static block => block.GetProperty("text").GetString())),
            content.EnumerateArray().Any(static block => block.TryGetProperty("cache_control", out JsonElement cache)
                && cache.ValueKind == JsonValueKind.Object));
}
