using System.Text.Json;

namespace Dutchbook.Verification;

/// <summary>A value of the document with the line it stands on and the way to it.</summary>
internal sealed class Node(string path, int line, JsonTokenType type, string text)
{
    public string Path { get; } = path;

    public int Line { get; } = line;

    public JsonTokenType Type { get; } = type;

    /// <summary>A string's content, or a number as it is written; empty for objects and lists.</summary>
    public string Text { get; } = text;

    public Dictionary<string, Node> Members { get; } = new(StringComparer.Ordinal);

    public List<Node> Items { get; } = [];

    public bool IsNull => Type == JsonTokenType.Null;

    /// <exception cref="ProofException">There is no such member.</exception>
    public Node this[string name] => Members.TryGetValue(name, out Node? node)
        ? node
        : throw new ProofException(this, $"\"{name}\" is missing");
}

/// <summary>The document cannot be read as a proof; the place says where.</summary>
internal sealed class ProofException(Node? node, string message) : Exception(message)
{
    public Node? Node { get; } = node;
}
