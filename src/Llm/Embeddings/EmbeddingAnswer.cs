using System.Text.Json;

namespace Dutchbook.Llm;

/// <summary>
/// Reads either shape: <c>{"data":[{"index":0,"embedding":[...]}],"usage":{...}}</c> or
/// <c>{"embeddings":[[...]],"prompt_eval_count":7}</c>.
/// </summary>
internal static class EmbeddingAnswer
{
    /// <exception cref="JsonException">It is not one vector of the wanted length for each text.</exception>
    public static float[][] Read(JsonElement root, int count, int? dimensions)
    {
        float[]?[] vectors = new float[]?[count];
        int place = 0;
        foreach (JsonElement item in List(root).EnumerateArray())
        {
            bool isNamed = item.ValueKind == JsonValueKind.Object;
            int index = isNamed && item.TryGetProperty("index", out JsonElement number) && number.TryGetInt32(out int said) ? said : place;
            if (index < 0 || index >= count || vectors[index] is not null)
            {
                throw new JsonException("the answer has a vector for a text that was not sent");
            }

            vectors[index] = Vector(isNamed ? item.GetProperty("embedding") : item);
            place++;
        }

        int length = dimensions ?? vectors[0]?.Length ?? 0;
        return Array.TrueForAll(vectors, vector => vector is { Length: > 0 } && vector.Length == length)
            ? [.. vectors.OfType<float[]>()]
            : throw new JsonException($"the answer is not one vector of {length} numbers for each text");
    }

    /// <summary>Null where the server does not count.</summary>
    public static long? Tokens(JsonElement root)
    {
        if (root.TryGetProperty("usage", out JsonElement usage) && usage.ValueKind == JsonValueKind.Object)
        {
            return Number(usage, "prompt_tokens") ?? Number(usage, "total_tokens");
        }

        return Number(root, "prompt_eval_count");
    }

    private static JsonElement List(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object
        && (root.TryGetProperty("data", out JsonElement list) || root.TryGetProperty("embeddings", out list))
        && list.ValueKind == JsonValueKind.Array
            ? list
            : throw new JsonException("the answer has no vectors");

    private static float[] Vector(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("a vector is no list of numbers");
        }

        float[] vector = [.. json.EnumerateArray().Select(static number =>
            number.ValueKind == JsonValueKind.Number && number.TryGetSingle(out float value) && float.IsFinite(value)
                ? value : throw new JsonException("a vector holds something else than numbers"))];

        // At length one, so that the product of two is how alike they are.
        float length = MathF.Sqrt(vector.Sum(static value => value * value));
        return length > 0 && float.IsFinite(length)
            ? [.. vector.Select(value => value / length)]
            : throw new JsonException("a vector has no direction");
    }

    private static long? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number)
            && number >= 0 ? number : null;
}
