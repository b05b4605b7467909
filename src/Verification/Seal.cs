using System.Security.Cryptography;

namespace Dutchbook.Verification;

/// <summary>
/// The seal keeps a proof from being changed by accident: a checksum of each line names the line that was, and the id is a
/// hash of all of them. It keeps out no forger, who can seal anew; against him stand the calculations.
/// </summary>
internal static class Seal
{
    private const int HexOfId = 16;

    public static void Check(ReadOnlySpan<byte> utf8, Node root, List<Fault> faults)
    {
        // What is sealed are the lines before the one that names the id.
        Node id = root["id"];
        IReadOnlyList<Node> seals = root["seal"].Items;
        Span<byte> expected = stackalloc byte[LineSum.Digits];
        int line = 1;
        int sealedBytes = 0;
        foreach (Range range in utf8.Split((byte)'\n'))
        {
            if (line >= id.Line)
            {
                break;
            }

            ReadOnlySpan<byte> text = utf8[range];
            sealedBytes += text.Length + 1;
            LineSum.Write(text, expected);
            if (line > seals.Count || !expected.SequenceEqual(seals[line - 1].Utf8))
            {
                faults.Add(new Fault(line, "seal", "the line is not the one that was sealed"));
            }

            line++;
        }

        if (seals.Count != id.Line - 1)
        {
            faults.Add(new Fault(root["seal"].Line, "seal", $"{seals.Count} lines are sealed, and there are {id.Line - 1}"));
        }

        // Each line before the id's ends in a line break: the id's own line comes after it.
        if (Convert.ToHexStringLower(SHA256.HashData(utf8[..sealedBytes]))[..HexOfId] != id.Text)
        {
            faults.Add(new Fault(id.Line, id.Path, "the id is not the hash of the proof"));
        }
    }
}
