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
        List<Opportunity> proved = [];
        List<Proof> proofs = [];
        SortedDictionary<string, int> reasons = new(StringComparer.Ordinal);
        (Proof Proof, Verdict Verdict)[] checks = new (Proof, Verdict)[found.Count];
        Parallel.For(0, found.Count, i =>
        {
            Proof proof = detector.Prove(found[i]);
            checks[i] = (proof, ProofVerifier.Verify(proof.Utf8.Span));
        });
        for (int i = 0; i < found.Count; i++)
        {
            (Proof proof, Verdict verdict) = checks[i];
            if (verdict.Holds)
            {
                proved.Add(found[i] with { ProofId = proof.Id });
                proofs.Add(proof);
            }
            else
            {
                string reason = $"its proof does not hold: {verdict.Faults[0].Path}: {verdict.Faults[0].Message}";
                reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
            }
        }

        IEnumerable<FunnelStage> before = report.Funnel.Where(static stage => stage.Stage != DetectionReport.ListingStage);
        FunnelStage stage = new(Scan.ProofStage, found.Count, proved.Count, reasons);
        DetectionReport left = DetectionReport.Of(proved, before.Append(stage), report.NearMisses);
        return (left with
        {
            Statistical = report.Statistical,
            Unconfirmed = report.Unconfirmed,
            Notes = report.Notes,
            JointTime = report.JointTime,
        }, proofs);
    }
}
