using CsCheck;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Unit.Detection;
using Dutchbook.Verification;
using Xunit;

namespace Dutchbook.Unit.Verification;

/// <summary>Whatever the detector finds has a proof that the verifier, which shares no code with it, accepts.</summary>
public sealed class ProofsOfRandomVenues
{
    [Theory]
    [InlineData(MemberKind.Direct)]
    [InlineData(MemberKind.NonDirect)]
    public void Every_proof_holds(MemberKind member)
    {
        int held = 0;
        Gen.Int.Sample(
            seed =>
            {
                foreach (Opportunity found in new Universe(seed).WithRandomBooks(5_000).Venue.Listed(new DetectionOptions { Member = member }))
                {
                    Verdict verdict = ProofVerifier.Verify(ProofWriter.Write(found, member).Utf8);
                    Assert.Empty(verdict.Faults);
                    Interlocked.Increment(ref held);
                }
            },
            iter: 500);
        Assert.True(held > 150, $"only {held} proofs were made");
    }
}
