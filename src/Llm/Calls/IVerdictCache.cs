using System.Security.Cryptography;
using System.Text;

namespace Dutchbook.Llm;

/// <summary>Answers that were paid for, by what was asked: they are never paid for twice.</summary>
public interface IVerdictCache
{
    CachedVerdict? Find(string key);

    void Keep(CachedVerdict verdict);
}

/// <summary>An answer with what it answered.</summary>
public sealed record CachedVerdict
{
    public required string Key { get; init; }

    public required string Purpose { get; init; }

    public required string Model { get; init; }

    public required string PromptVersion { get; init; }

    public required string Subject { get; init; }

    /// <summary>The JSON text; null when the model refused.</summary>
    public required string? Answer { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The key of a question: rules, prompt version and model.</summary>
    public static string KeyOf(ModelRequest request, string model) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', request.Purpose, request.PromptVersion, model, request.Subject))).AsSpan(0, 16));
}
