using System.Text.Json;
using AM = Anthropic.Models.Messages;

namespace Dutchbook.Llm;

/// <summary>The schema of an answer as the official client takes it.</summary>
internal static class AnswerFormat
{
    public static AM.OutputConfig Of(ModelRequest request) => new()
    {
        Format = new AM.JsonOutputFormat
        {
            Schema = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(request.Schema)!,
        },
    };
}
