using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Dutchbook.Verification;

/// <summary>Reads JSON into nodes that know their lines. A member named twice is refused: a reader could see either.</summary>
internal ref struct DocumentReader
{
    private const int Deepest = 16;

    /// <summary>No object of a proof has as many members.</summary>
    private const int MostMembers = 64;

    private const int LongestName = 64;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private Utf8JsonReader _reader;
    private int _line = 1;
    private int _counted;

    private DocumentReader(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        _reader = new Utf8JsonReader(bytes.Span, new JsonReaderOptions { MaxDepth = Deepest });
    }

    /// <exception cref="JsonException">This is not JSON.</exception>
    /// <exception cref="ProofException">A member is named twice, or this is not UTF-8.</exception>
    public static Node Read(ReadOnlyMemory<byte> bytes)
    {
        if (!Utf8.IsValid(bytes.Span))
        {
            throw new ProofException(null, "this is not UTF-8");
        }

        DocumentReader reader = new(bytes);
        reader._reader.Read();
        Node root = reader.Value(parent: null, "", 0);
        while (reader._reader.Read())
        {
            // Anything but blanks after the document is an error of the reader below.
        }

        return root;
    }

    private Node Value(Node? parent, string name, int place)
    {
        Node node = new(parent, name, place, Line(), _reader.TokenType, Raw());
        if (_reader.TokenType == JsonTokenType.StartObject)
        {
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
            {
                string member = Name();
                _reader.Read();
                Node value = Value(node, member, node.Count);
                if (node.Find(member) is not null)
                {
                    throw new ProofException(node, $"\"{member}\" stands twice");
                }

                if (node.Count == MostMembers)
                {
                    throw new ProofException(node, $"it has more than {MostMembers} members");
                }

                node.Add(value);
            }
        }
        else if (_reader.TokenType == JsonTokenType.StartArray)
        {
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
            {
                node.Add(Value(node, "", node.Count));
            }
        }

        return node;
    }

    /// <summary>The same names stand in a document over and over: each is made once.</summary>
    private readonly string Name()
    {
        if (_reader.ValueIsEscaped || _reader.ValueSpan.Length > LongestName)
        {
            return _reader.GetString()!;
        }

        Span<char> text = stackalloc char[LongestName];
        text = text[.._reader.CopyString(text)];
        Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> known = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(text, out string? name))
        {
            name = text.ToString();
            _names.Add(name, name);
        }

        return name;
    }

    private readonly ReadOnlyMemory<byte> Raw() => _reader.TokenType switch
    {
        JsonTokenType.String when _reader.ValueIsEscaped => Encoding.UTF8.GetBytes(_reader.GetString()!),
        JsonTokenType.String => _bytes.Slice((int)_reader.TokenStartIndex + 1, _reader.ValueSpan.Length),
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False =>
            _bytes.Slice((int)_reader.TokenStartIndex, _reader.ValueSpan.Length),
        _ => ReadOnlyMemory<byte>.Empty,
    };

    private int Line()
    {
        int at = (int)_reader.TokenStartIndex;
        _line += _bytes.Span[_counted..at].Count((byte)'\n');
        _counted = at;
        return _line;
    }
}
