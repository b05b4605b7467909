using System.Security.Cryptography;
using System.Text;

namespace Dutchbook.Detection;

/// <summary>The hashes of a document's lines. Most lines stand in it many times, and each is hashed once.</summary>
internal sealed class LineHashes(int digits) : IDisposable
{
    /// <summary>Longer lines hardly ever stand twice.</summary>
    private const int LongestKept = 128;

    /// <summary>Different lines of a usual document.</summary>
    private const int Usual = 200;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Dictionary<string, byte[]> _known = new(Usual, StringComparer.Ordinal);

    /// <summary>The first hexadecimal digits of the line's SHA-256.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> line)
    {
        if (line.Length > LongestKept)
        {
            return Hash(line);
        }

        // One character a byte: not the text, but as good a name for it.
        Span<char> name = stackalloc char[LongestKept];
        name = name[..Encoding.Latin1.GetChars(line, name)];
        Dictionary<string, byte[]>.AlternateLookup<ReadOnlySpan<char>> byName = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!byName.TryGetValue(name, out byte[]? hash))
        {
            hash = Hash(line);
            byName[name] = hash;
        }

        return hash;
    }

    public void Dispose() => _hash.Dispose();

    private byte[] Hash(ReadOnlySpan<byte> line)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.AppendData(line);
        _hash.GetHashAndReset(hash);
        byte[] hex = new byte[digits];
        Convert.TryToHexStringLower(hash[..(digits / 2)], hex, out _);
        return hex;
    }
}
