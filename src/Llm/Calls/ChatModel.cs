using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Dutchbook.Llm;

/// <summary>
/// A model behind an <see cref="IChatClient"/>: the cache before it, the budget inside it, and its answer sorted by how
/// it ended.
/// </summary>
/// <param name="client">The client; its innermost middleware keeps the budget.</param>
/// <param name="name">The model.</param>
/// <param name="pass">The pass that pays.</param>
/// <param name="verdicts">Answers given before.</param>
/// <param name="time">The clock.</param>
/// <param name="prefix">Marks text that stays the same from call to call; null where the provider caches by itself or not at all.</param>
public sealed class ChatModel(
    IChatClient client, string name, string pass, IVerdictCache verdicts, TimeProvider time, Func<TextContent, TextContent>? prefix = null)
    : IModel
{
    /// <summary>An answer that did not fit is asked for once more, with this many times the room.</summary>
    private const int MoreRoom = 3;

    public string Name { get; } = name;

    public async Task<ModelAnswer> Ask(ModelRequest request, CancellationToken cancellation)
    {
        string key = CachedVerdict.KeyOf(request, Name);
        if (verdicts.Find(key) is { } known)
        {
            return known.Answer is { } answer ? new ModelAnswer.Given(answer, FromCache: true) : new ModelAnswer.Refused(FromCache: true);
        }

        try
        {
            ChatResponse response = await Send(request, key, request.MaxOutputTokens, cancellation);
            if (response.FinishReason == ChatFinishReason.Length)
            {
                response = await Send(request, key, request.MaxOutputTokens * MoreRoom, cancellation);
            }

            return Sort(request, key, response);
        }
        catch (BudgetReachedException reached)
        {
            return new ModelAnswer.OverBudget(reached.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error) when (error is not InvalidOperationException)
        {
            return new ModelAnswer.Failed(ModelFailure.Of(error));
        }
    }

    private async Task<ChatResponse> Send(ModelRequest request, string key, int room, CancellationToken cancellation)
    {
        TextContent system = new(request.System);
        ChatOptions options = new()
        {
            ModelId = Name,
            MaxOutputTokens = room,
            ResponseFormat = ChatResponseFormat.ForJsonSchema(Schema(request), "answer"),
        };
        new CallLabel(pass, request.Purpose, request.PromptVersion, key).Attach(options);
        return await client.GetResponseAsync(
            [
                new ChatMessage(ChatRole.System, [prefix is null ? system : prefix(system)]),
                new ChatMessage(ChatRole.User, request.User),
            ],
            options,
            cancellation);
    }

    private ModelAnswer Sort(ModelRequest request, string key, ChatResponse response)
    {
        if (response.FinishReason == ChatFinishReason.Length)
        {
            return new ModelAnswer.Truncated();
        }

        bool refused = response.FinishReason == ChatFinishReason.ContentFilter;
        if (!refused && response.FinishReason != ChatFinishReason.Stop)
        {
            return new ModelAnswer.Failed(new ModelFailure(FailureKind.Malformed, $"the model stopped with \"{response.FinishReason}\""));
        }

        string? json = refused ? null : response.Text;
        if (json is not null && !IsJson(json))
        {
            // Not kept: asking again may help, and costs what it costs.
            return new ModelAnswer.Failed(new ModelFailure(FailureKind.Malformed, "the answer is no JSON"));
        }

        verdicts.Keep(new CachedVerdict
        {
            Key = key,
            Purpose = request.Purpose,
            Model = Name,
            PromptVersion = request.PromptVersion,
            Subject = request.Subject,
            Answer = json,
            At = time.GetUtcNow(),
        });
        return json is null ? new ModelAnswer.Refused(FromCache: false) : new ModelAnswer.Given(json, FromCache: false);
    }

    private static JsonElement Schema(ModelRequest request) => JsonDocument.Parse(request.Schema).RootElement;

    private static bool IsJson(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
