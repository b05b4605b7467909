using System.Text;
using System.Text.Json;

namespace Dutchbook.Verification;

/// <summary>A value of the document with the line it stands on and the way to it.</summary>
/// <param name="parent">The object or list it stands in; null for the document itself.</param>
/// <param name="name">Its name in an object; empty in a list.</param>
/// <param name="place">Its place in an object or list.</param>
/// <param name="raw">A string's content, or a number as it is written; empty for objects and lists.</param>
internal sealed class Node(Node? parent, string name, int place, int line, JsonTokenType type, ReadOnlyMemory<byte> raw)
{
    private readonly List<Node>? _children = type is JsonTokenType.StartObject or JsonTokenType.StartArray ? [] : null;

    /// <summary>Wanted only where something is wrong, so it is put together only then.</summary>
    public string Path => parent is null ? ""
        : name.Length == 0 ? $"{parent.Path}[{place}]"
        : parent.Path is { Length: > 0 } way ? $"{way}.{name}"
        : name;

    public int Line => line;

    public JsonTokenType Type => type;

    /// <summary>A string's content, or a number as it is written, in UTF-8; empty for objects and lists.</summary>
    public ReadOnlySpan<byte> Utf8 => raw.Span;

    /// <summary>The same as text, made when it is asked for: most of a document is only hashed.</summary>
    public string Text => Encoding.UTF8.GetString(raw.Span);

    public IReadOnlyList<Node> Items => type == JsonTokenType.StartArray ? _children! : [];

    /// <summary>How many values stand in it.</summary>
    public int Count => _children?.Count ?? 0;

    public bool IsNull => type == JsonTokenType.Null;

    /// <exception cref="ProofException">There is no such member.</exception>
    public Node this[string member] => Find(member) ?? throw new ProofException(this, $"\"{member}\" is missing");

    /// <summary>Objects of a proof have few members, which are gone through.</summary>
    public Node? Find(string member)
    {
        if (type == JsonTokenType.StartObject)
        {
            foreach (Node child in _children!)
            {
                if (child.IsNamed(member))
                {
                    return child;
                }
            }
        }

        return null;
    }

    public void Add(Node child) => _children!.Add(child);

    private bool IsNamed(string member) => string.Equals(name, member, StringComparison.Ordinal);
}

/// <summary>The document cannot be read as a proof; the place says where.</summary>
internal sealed class ProofException(Node? node, string message) : Exception(message)
{
    public Node? Node { get; } = node;
}
