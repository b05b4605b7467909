using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Dutchbook.Detection;

/// <summary>
/// Adds the id, which is the hash of all lines before it, and the hash of each line, so that a change can be named.
/// </summary>
internal static class ProofSeal
{
    private const int HexOfLine = 8;
    private const int HexOfId = 16;

    public static Proof Close(ReadOnlySpan<byte> document)
    {
        ArrayBufferWriter<byte> whole = new(document.Length * 2);
        whole.Write(document[..document.LastIndexOf((byte)'\n')]);
        whole.Write(",\n"u8);
        byte[] lines = whole.WrittenSpan.ToArray();
        string id = Convert.ToHexStringLower(SHA256.HashData(lines).AsSpan(0, HexOfId / 2));
        whole.Write("  \"id\": \""u8);
        whole.Write(Encoding.ASCII.GetBytes(id));
        whole.Write("\",\n  \"seal\": [\n"u8);
        using LineHashes hashes = new(HexOfLine);
        ReadOnlySpan<byte> left = lines;
        while (left.IndexOf((byte)'\n') is >= 0 and int end)
        {
            whole.Write("    \""u8);
            whole.Write(hashes.Of(left[..end]));
            left = left[(end + 1)..];
            whole.Write(left.IsEmpty ? "\"\n"u8 : "\",\n"u8);
        }

        whole.Write("  ]\n}\n"u8);
        return new Proof(id, whole.WrittenSpan.ToArray());
    }
}
