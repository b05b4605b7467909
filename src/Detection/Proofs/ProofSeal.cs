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
        string text = Encoding.UTF8.GetString(document);
        string[] lines = $"{text[..text.LastIndexOf('\n')]},".Split('\n');
        string id = Hex(string.Concat(lines.Select(static line => line + "\n")), HexOfId);
        StringBuilder whole = new();
        foreach (string line in lines)
        {
            whole.Append(line).Append('\n');
        }

        whole.Append("  \"id\": \"").Append(id).Append("\",\n  \"seal\": [\n");
        for (int i = 0; i < lines.Length; i++)
        {
            whole.Append("    \"").Append(Hex(lines[i], HexOfLine)).Append(i == lines.Length - 1 ? "\"\n" : "\",\n");
        }

        return new Proof(id, Encoding.UTF8.GetBytes(whole.Append("  ]\n}\n").ToString()));
    }

    private static string Hex(string text, int digits) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..digits];
}
