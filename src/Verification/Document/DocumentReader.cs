using System.Text;
using System.Text.Json;

namespace Dutchbook.Verification;

/// <summary>Reads JSON into nodes that know their lines. A member named twice is refused: a reader could see either.</summary>
internal ref struct DocumentReader
{
    private const int Deepest = 16;

    private readonly ReadOnlySpan<byte> _bytes;
    private Utf8JsonReader _reader;
    private int _line = 1;
    private int _counted;

    private DocumentReader(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        _reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = Deepest });
    }

    /// <exception cref="JsonException">This is not JSON.</exception>
    /// <exception cref="ProofException">A member is named twice.</exception>
    public static Node Read(ReadOnlySpan<byte> bytes)
    {
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
        Node node = new(parent, name, place, Line(), _reader.TokenType, Text());
        if (_reader.TokenType == JsonTokenType.StartObject)
        {
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
            {
                string member = _reader.GetString()!;
                _reader.Read();
                if (!node.TryAdd(member, Value(node, member, 0)))
                {
                    throw new ProofException(node, $"\"{member}\" stands twice");
                }
            }
        }
        else if (_reader.TokenType == JsonTokenType.StartArray)
        {
            for (int i = 0; _reader.Read() && _reader.TokenType != JsonTokenType.EndArray; i++)
            {
                node.Add(Value(node, "", i));
            }
        }

        return node;
    }

    private string Text() => _reader.TokenType switch
    {
        JsonTokenType.String => _reader.GetString()!,
        JsonTokenType.Number => Encoding.UTF8.GetString(_reader.ValueSpan),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => "",
    };

    private int Line()
    {
        int at = (int)_reader.TokenStartIndex;
        _line += _bytes[_counted..at].Count((byte)'\n');
        _counted = at;
        return _line;
    }
}
