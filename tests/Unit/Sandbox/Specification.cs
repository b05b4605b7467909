using System.Collections.Concurrent;
using Dutchbook.Unit.House;
using YamlDotNet.RepresentationModel;

namespace Dutchbook.Unit.Sandbox;

/// <summary>The venue's specifications beside the checkout, read once; tests that need one skip, visibly, where it is not.</summary>
internal static class Specification
{
    private static readonly ConcurrentDictionary<string, Lazy<YamlMappingNode>> Files = new(StringComparer.Ordinal);

    public static YamlMappingNode Schemas(string file)
    {
        string path = Repository.Recorded("reference", file);
        return Files.GetOrAdd(path, static path => new Lazy<YamlMappingNode>(() =>
        {
            YamlStream yaml = [];
            using StreamReader reader = new(path);
            yaml.Load(reader);
            return (YamlMappingNode)yaml.Documents[0].RootNode["components"]["schemas"];
        })).Value;
    }
}
