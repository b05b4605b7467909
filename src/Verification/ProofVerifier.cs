using System.Text.Json;

namespace Dutchbook.Verification;

/// <summary>
/// Re-checks a proof with nothing but the proof: its own integers, its own fee arithmetic and its own worlds. It tells
/// whether the basket must pay what is claimed if the named relations hold; whether they hold is for the evidence and
/// the reader. docs/proof.md describes the document well enough to write another verifier.
/// </summary>
public static class ProofVerifier
{
    private const string Kind = "dutchbook-proof";
    private const string Schema = "3";

    public static Verdict Verify(ReadOnlyMemory<byte> utf8)
    {
        List<Fault> faults = [];
        try
        {
            Node root = DocumentReader.Read(utf8);
            Require(root["kind"], Kind, "this is not a proof");
            Seal.Check(utf8.Span, root, faults);
            Require(root["schema"], Schema, $"only schema {Schema} is known here");
            ProofCheck check = new(root, faults);
            check.Run();
            return new Verdict(root["id"].Text, check.Checked, faults);
        }
        catch (ProofException problem)
        {
            faults.Add(new Fault(problem.Node?.Line ?? 0, problem.Node?.Path ?? "", problem.Message));
        }
        catch (JsonException problem)
        {
            faults.Add(new Fault((int)(problem.LineNumber ?? -1) + 1, "", $"this is not JSON: {problem.Message}"));
        }
        catch (InvalidOperationException problem)
        {
            faults.Add(new Fault(0, "", problem.Message));
        }

        return new Verdict(null, [], faults);
    }

    private static void Require(Node node, string text, string message)
    {
        if (node.Text != text)
        {
            throw new ProofException(node, message);
        }
    }
}
