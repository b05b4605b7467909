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
        Node root = reader.Value("");
        while (reader._reader.Read())
        {
            // Anything but blanks after the document is an error of the reader below.
        }

        return root;
    }

    private Node Value(string path)
    {
        Node node = new(path, Line(), _reader.TokenType, Text());
        if (_reader.TokenType == JsonTokenType.StartObject)
        {
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
            {
                string name = _reader.GetString()!;
                _reader.Read();
                if (!node.Members.TryAdd(name, Value(path.Length == 0 ? name : $"{path}.{name}")))
                {
                    throw new ProofException(node, $"\"{name}\" stands twice");
                }
            }
        }
        else if (_reader.TokenType == JsonTokenType.StartArray)
        {
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
            {
                node.Items.Add(Value($"{path}[{node.Items.Count}]"));
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
