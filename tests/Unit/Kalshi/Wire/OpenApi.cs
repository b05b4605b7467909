using Dutchbook.Unit.House;
using YamlDotNet.RepresentationModel;

namespace Dutchbook.Unit.Kalshi;

/// <summary>The venue's specification beside the checkout; tests that read it skip, visibly, where it is not.</summary>
internal sealed class OpenApi
{
    private static readonly Lock gate = new();
    private static OpenApi? loaded;

    private readonly YamlMappingNode root;

    private OpenApi(YamlMappingNode root) => this.root = root;

    public static OpenApi Load()
    {
        string path = Repository.Recorded("reference", "kalshi-openapi-3.13.yaml");
        lock (gate)
        {
            return loaded ??= Read(path);
        }
    }

    private static OpenApi Read(string path)
    {
        using StreamReader text = File.OpenText(path);
        YamlStream yaml = [];
        yaml.Load(text);
        return new OpenApi((YamlMappingNode)yaml.Documents[0].RootNode);
    }

    public IEnumerable<string> Paths => Map(Map(root, "paths")!).Select(static pair => pair.Key);

    /// <summary>The name of the schema of a successful answer to GET.</summary>
    public string AnswerOf(string path)
    {
        YamlNode schema = Map(Map(root, "paths")!, path, "get", "responses", "200", "content", "application/json", "schema")
            ?? throw new InvalidOperationException($"The specification has no answer to GET {path}.");
        return Text(schema, "$ref")!.Split('/')[^1];
    }

    /// <summary>The names of the query parameters of GET.</summary>
    public IReadOnlyCollection<string> QueryOf(string path) =>
        [.. ((YamlSequenceNode?)Map(Map(root, "paths")!, path, "get", "parameters") ?? [])
            .Select(Resolve).Where(static item => Text(item, "in") == "query").Select(static item => Text(item, "name")!)];

    public YamlNode Schema(string name) => Map(Map(root, "components")!, "schemas", name)
        ?? throw new InvalidOperationException($"The specification has no schema {name}.");

    /// <summary>Follows references, also those wrapped in a single allOf; what stands beside a reference is lost.</summary>
    public YamlNode Resolve(YamlNode node)
    {
        if (Text(node, "$ref") is { } reference)
        {
            return Resolve(Map(root, reference.TrimStart('#', '/').Split('/'))
                ?? throw new InvalidOperationException($"The specification lacks {reference}."));
        }

        return Map(node, "allOf") is YamlSequenceNode { Children: [YamlNode only] } ? Resolve(only) : node;
    }

    public static YamlNode? Map(YamlNode node, params string[] keys)
    {
        YamlNode? at = node;
        foreach (string key in keys)
        {
            at = at is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? next) ? next : null;
        }

        return at;
    }

    public static string? Text(YamlNode node, string key) => (Map(node, key) as YamlScalarNode)?.Value;

    private static IEnumerable<KeyValuePair<string, YamlNode>> Map(YamlNode node) =>
        ((YamlMappingNode)node).Children.Select(static pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, pair.Value));
}
