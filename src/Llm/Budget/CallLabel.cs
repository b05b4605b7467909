using Dutchbook.Domain;
using Microsoft.Extensions.AI;

namespace Dutchbook.Llm;

/// <summary>
/// What the ledger wants to know of a call beside its text. It travels inside our process only, never to the provider.
/// </summary>
public sealed record CallLabel(string Pass, string Purpose, string PromptVersion, string VerdictKey)
{
    private const string Key = "dutchbook";

    public static CallLabel Of(ChatOptions? options) => options?.AdditionalProperties?.GetValueOrDefault(Key) as CallLabel
        ?? throw new InvalidOperationException("a call has no label: the ledger would not know what was paid for");

    /// <summary>Puts the label where the middleware finds it.</summary>
    public void Attach(ChatOptions options) => (options.AdditionalProperties ??= [])[Key] = this with { Model = options.ModelId ?? "" };

    public string Model { get; init; } = "";

    public PlannedCall Plan(DateTimeOffset at, Money atMost) => new()
    {
        At = at,
        Pass = Pass,
        Purpose = Purpose,
        Model = Model,
        PromptVersion = PromptVersion,
        VerdictKey = VerdictKey,
        AtMost = atMost,
    };
}
