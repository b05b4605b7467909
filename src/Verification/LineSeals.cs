using System.Security.Cryptography;
using System.Text;

namespace Dutchbook.Verification;

/// <summary>What seals a line: the beginning of its hash. A proof repeats most of its lines, and each is hashed once.</summary>
internal sealed class LineSeals(int digits) : IDisposable
{
    private const int LongestKept = 128;

    /// <summary>Different lines of a usual proof.</summary>
    private const int Usual = 200;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Dictionary<string, string> _known = new(Usual, StringComparer.Ordinal);

    public string Of(ReadOnlySpan<byte> line)
    {
        if (line.Length > LongestKept)
        {
            return Seal(line);
        }

        // One character a byte: not the text, but as good a name for it.
        Span<char> name = stackalloc char[LongestKept];
        name = name[..Encoding.Latin1.GetChars(line, name)];
        Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> byName = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!byName.TryGetValue(name, out string? seal))
        {
            seal = Seal(line);
            byName[name] = seal;
        }

        return seal;
    }

    public void Dispose() => _hash.Dispose();

    private string Seal(ReadOnlySpan<byte> line)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.AppendData(line);
        _hash.GetHashAndReset(hash);
        return Convert.ToHexStringLower(hash[..(digits / 2)]);
    }
}
