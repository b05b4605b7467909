using System.Security.Cryptography;

namespace Dutchbook.Verification;

/// <summary>
/// The seal keeps a proof from being changed by accident: a hash of each line names the line that was, and the id is a
/// hash of all of them. It keeps out no forger, who can seal anew; against him stand the calculations.
/// </summary>
internal static class Seal
{
    private const int HexOfLine = 8;
    private const int HexOfId = 16;

    public static void Check(ReadOnlySpan<byte> utf8, Node root, List<Fault> faults)
    {
        // What is sealed are the lines before the one that names the id.
        Node id = root["id"];
        List<Node> seals = root["seal"].Items;
        using IncrementalHash whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        int line = 1;
        foreach (Range range in utf8.Split((byte)'\n'))
        {
            if (line >= id.Line)
            {
                break;
            }

            ReadOnlySpan<byte> text = utf8[range];
            whole.AppendData(text);
            whole.AppendData("\n"u8);
            if (line > seals.Count || Hex(SHA256.HashData(text), HexOfLine) != seals[line - 1].Text)
            {
                faults.Add(new Fault(line, "seal", "the line is not the one that was sealed"));
            }

            line++;
        }

        if (seals.Count != id.Line - 1)
        {
            faults.Add(new Fault(root["seal"].Line, "seal", $"{seals.Count} lines are sealed, and there are {id.Line - 1}"));
        }

        if (Hex(whole.GetHashAndReset(), HexOfId) != id.Text)
        {
            faults.Add(new Fault(id.Line, id.Path, "the id is not the hash of the proof"));
        }
    }

    private static string Hex(ReadOnlySpan<byte> hash, int digits) => Convert.ToHexStringLower(hash)[..digits];
}
