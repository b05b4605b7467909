using Dutchbook.Llm;

namespace Dutchbook.Unit.Mapping.Words;

/// <summary>A model that answers what the test wants, and remembers what it was asked.</summary>
internal sealed class ScriptedModel(Func<ModelRequest, ModelAnswer> script) : IModel
{
    public List<ModelRequest> Asked { get; } = [];

    public string Name => "scripted";

    public static ScriptedModel Saying(string json) => new(_ => new ModelAnswer.Given(json, FromCache: false));

    public Task<ModelAnswer> Ask(ModelRequest request, CancellationToken cancellation)
    {
        Asked.Add(request);
        return Task.FromResult(script(request));
    }
}
