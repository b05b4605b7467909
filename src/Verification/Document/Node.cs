using System.Text.Json;

namespace Dutchbook.Verification;

/// <summary>A value of the document with the line it stands on and the way to it.</summary>
/// <param name="parent">The object or list it stands in; null for the document itself.</param>
/// <param name="name">Its name in an object; empty in a list.</param>
/// <param name="place">Its place in a list.</param>
internal sealed class Node(Node? parent, string name, int place, int line, JsonTokenType type, string text)
{
    private Dictionary<string, Node>? _members;
    private List<Node>? _items;

    /// <summary>Wanted only where something is wrong, so it is put together only then.</summary>
    public string Path => parent is null ? ""
        : name.Length == 0 ? $"{parent.Path}[{place}]"
        : parent.Path is { Length: > 0 } way ? $"{way}.{name}"
        : name;

    public int Line => line;

    public JsonTokenType Type => type;

    /// <summary>A string's content, or a number as it is written; empty for objects and lists.</summary>
    public string Text => text;

    public IReadOnlyList<Node> Items => _items is null ? [] : _items;

    public bool IsNull => type == JsonTokenType.Null;

    /// <exception cref="ProofException">There is no such member.</exception>
    public Node this[string member] => _members is not null && _members.TryGetValue(member, out Node? node)
        ? node
        : throw new ProofException(this, $"\"{member}\" is missing");

    /// <summary>False when there is a member of that name.</summary>
    public bool TryAdd(string member, Node node) => (_members ??= new(StringComparer.Ordinal)).TryAdd(member, node);

    public void Add(Node item) => (_items ??= []).Add(item);
}

/// <summary>The document cannot be read as a proof; the place says where.</summary>
internal sealed class ProofException(Node? node, string message) : Exception(message)
{
    public Node? Node { get; } = node;
}
