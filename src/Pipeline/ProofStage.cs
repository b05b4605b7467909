using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Verification;

namespace Dutchbook.Pipeline;

/// <summary>
/// No proof, no opportunity: writes the proof of everything found and has it re-checked by the verifier, which shares no code
/// with what found it. What does not pass is counted and never shown, for one of the two has a fault.
/// </summary>
internal sealed class ProofStage(Detector detector)
{
    public (DetectionReport Report, IReadOnlyList<Proof> Proofs) Apply(DetectionReport report)
    {
        List<Opportunity> found = [.. report.Opportunities, .. report.BelowThreshold];
        SortedDictionary<string, int> reasons = new(StringComparer.Ordinal);
        List<(Opportunity Opportunity, Proof Proof)> proved = Prove(found, reasons);
        IEnumerable<FunnelStage> before = report.Funnel.Where(static stage => stage.Stage != DetectionReport.ListingStage);
        FunnelStage stage = new(Scan.ProofStage, found.Count, proved.Count, reasons);
        DetectionReport left = DetectionReport.Of(
            [.. proved.Select(static pair => pair.Opportunity)], before.Append(stage), report.NearMisses);
        return (left with
        {
            Statistical = report.Statistical,
            Unconfirmed = report.Unconfirmed,
            Notes = report.Notes,
            JointTime = report.JointTime,
        }, [.. proved.Select(static pair => pair.Proof)]);
    }

    /// <summary>Those whose proof holds, in their order; of the others the reason is counted.</summary>
    public List<(Opportunity Opportunity, Proof Proof)> Prove(
        IReadOnlyList<Opportunity> found, SortedDictionary<string, int> reasons)
    {
        List<(Opportunity, Proof)> proved = [];
        (Proof Proof, Verdict Verdict)[] checks = new (Proof, Verdict)[found.Count];
        Parallel.For(0, found.Count, i =>
        {
            Proof proof = detector.Prove(found[i]);
            checks[i] = (proof, ProofVerifier.Verify(proof.Utf8));
        });
        for (int i = 0; i < found.Count; i++)
        {
            (Proof proof, Verdict verdict) = checks[i];
            if (verdict.Holds)
            {
                proved.Add((found[i] with { ProofId = proof.Id }, proof));
            }
            else
            {
                string reason = $"its proof does not hold: {verdict.Faults[0].Path}: {verdict.Faults[0].Message}";
                reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
            }
        }

        return proved;
    }
}
