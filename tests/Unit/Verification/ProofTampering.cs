using System.Text;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Unit.Cli;
using Dutchbook.Verification;
using Xunit;

namespace Dutchbook.Unit.Verification;

/// <summary>A proof that was changed does not hold, and the verdict says where.</summary>
public sealed class ProofTampering
{
    private static readonly string Proof = Encoding.UTF8.GetString(ProofOf(Some.Scan().Report.Opportunities[0]));

    [Fact]
    public void The_proof_as_it_was_written_holds()
    {
        Verdict verdict = Verify(Proof);
        Assert.Empty(verdict.Faults);
        Assert.NotEmpty(verdict.Checked);
        Assert.Matches("^[0-9a-f]{16}$", verdict.ProofId!);
    }

    [Fact]
    public void Any_one_digit_changed_is_found_on_its_line()
    {
        int changed = 0;
        for (int at = 0; at < Proof.Length; at++)
        {
            if (char.IsAsciiDigit(Proof[at]))
            {
                char other = Proof[at] == '9' ? '8' : (char)(Proof[at] + 1);
                Verdict verdict = Verify(string.Concat(Proof.AsSpan(0, at), other.ToString(), Proof.AsSpan(at + 1)));
                int line = Proof.AsSpan(0, at).Count('\n') + 1;
                Assert.False(verdict.Holds, $"line {line} was changed and nobody noticed");
                Assert.True(IsInSeal(line) || verdict.Faults.Any(fault => fault.Line == line), $"line {line} is not named");
                changed++;
            }
        }

        Assert.True(changed > 500);
    }

    /// <summary>A forger seals what he changed; the calculations still disagree, at the number that no longer follows.</summary>
    [Theory]
    [InlineData("\"price\": \"0.4200\"", "\"price\": \"0.4100\"", "legs[0].levels[0].price")]
    [InlineData("\"cost\": \"4.2000\"", "\"cost\": \"4.1000\"", "legs[0].cost")]
    [InlineData("\"cost\": \"8.7000\"", "\"cost\": \"8.6000\"", "cost")]
    [InlineData("\"net\": \"0.1706\"", "\"net\": \"0.1705\"", "legs[0].fee.net")]
    [InlineData("\"fees\": \"0.3439\"", "\"fees\": \"0.3438\"", "fees")]
    [InlineData("\"multiplier\": \"1\"", "\"multiplier\": \"0.5\"", "legs[0].fee.net")]
    [InlineData("\"minPayout\": \"10.0000\"", "\"minPayout\": \"20.0000\"", "minPayout")]
    [InlineData("\"edge\": \"0.9561\"", "\"edge\": \"1.9561\"", "edge")]
    [InlineData("\"magnitude\": \"0.0956\"", "\"magnitude\": \"0.0957\"", "magnitude")]
    [InlineData("\"units\": \"10.00\"", "\"units\": \"11.00\"", "legs[0].weight")]
    [InlineData("\"payoffAlone\": \"10.0000\"", "\"payoffAlone\": \"11.0000\"", "relations[0].payoffAlone")]
    [InlineData("\"payoffIfItFails\": \"0.0000\"", "\"payoffIfItFails\": \"1.0000\"", "relations[0].payoffIfItFails")]
    [InlineData("\"type\": \"Threshold\"", "\"type\": \"Exclusive\"", "relations[0].payoffAlone")]
    [InlineData("\"type\": \"Threshold\"", "\"type\": \"Implication\"", "relations[0].type")]
    [InlineData("\"bound\": \"0.956", "\"bound\": \"0.957", "bound")]
    [InlineData("\"gap\": \"0.00", "\"gap\": \"0.01", "gap")]
    [InlineData("\"confidence\": \"0.995\",\n  \"capital\"", "\"confidence\": \"0.996\",\n  \"capital\"", "confidence")]
    [InlineData("\"netted\": \"9.0439\"", "\"netted\": \"8.0439\"", "capital.netted")]
    [InlineData("\"peak\": \"9.0439\"", "\"peak\": \"8.0439\"", "capital.peak")]
    [InlineData("\"oneLegVoid\": \"-", "\"oneLegVoid\": \"-1", "abnormal.oneLegVoid")]
    [InlineData("\"scalar\": \"-9.0439\"", "\"scalar\": \"-8.0439\"", "abnormal.scalar")]
    [InlineData("\"lastPrice\": null,\n    \"scalar\"", "\"lastPrice\": \"1.0000\",\n    \"scalar\"", "abnormal.lastPrice")]
    [InlineData("\"worlds\": 3", "\"worlds\": 4", "argument.worlds")]
    [InlineData("\"kind\": \"closed form\"", "\"kind\": \"line\"", "argument.kind")]
    [InlineData("\"basis\": \"alone\"", "\"basis\": \"perhaps\"", "basis")]
    [InlineData("\"offered\": [\n        {\n          \"price\": \"0.4200\"", "\"offered\": [\n        {\n          \"price\": \"0.4100\"",
        "legs[0].levels[0].price")]
    [InlineData("\"type\": \"Quadratic\"", "\"type\": \"Flat\"", "legs[0].fee.type")]
    [InlineData("\"pays\": \"20.0000\"", "\"pays\": \"10.0000\"", "worlds[2].pays")]
    [InlineData("\"member\": \"Direct\"", "\"member\": \"NonDirect\"", "account.balanceUnit")]
    [InlineData("\"gross\": \"9.0439\"", "\"gross\": \"9.0438\"", "capital.gross")]
    [InlineData("\"worstAbnormal\": \"-9.0439\"", "\"worstAbnormal\": \"-9.0438\"", "worstAbnormal")]
    [InlineData("\"annualReturn\": \"2.95", "\"annualReturn\": \"3.95", "annualReturn")]
    [InlineData("\"price\": \"0.4200\"", "\"price\": \"1.0000\"", "legs[0].levels[0].price")]
    [InlineData("\"price\": \"0.4200\"", "\"price\": \"4.2e-1\"", "legs[0].levels[0].price")]
    [InlineData("\"price\": \"0.4200\"", "\"price\": \"NaN\"", "legs[0].levels[0].price")]
    public void A_forged_number_under_a_new_seal_is_found_by_calculation(string from, string to, string path)
    {
        Assert.Contains(from, Proof, StringComparison.Ordinal);
        int at = Proof.IndexOf(from, StringComparison.Ordinal);
        Verdict verdict = Verify(Resealed(string.Concat(Proof.AsSpan(0, at), to, Proof.AsSpan(at + from.Length))));
        Assert.DoesNotContain(verdict.Faults, static fault => fault.Path == "seal");
        Assert.Contains(verdict.Faults, fault => fault.Path == path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("{\"kind\":\"dutchbook-proof\",\"schema\":2}")]
    [InlineData("{\"kind\":\"dutchbook-proof\",\"kind\":\"x\",\"schema\":1}")]
    [InlineData("{\"kind\":\"dutchbook-proof\",\"schema\":1,\"id\":\"x\",\"seal\":[]}")]
    public void What_is_no_proof_does_not_hold_and_does_not_throw(string text) => Assert.NotEmpty(Verify(text).Faults);

    [Fact]
    public void A_proof_cut_off_anywhere_does_not_hold()
    {
        for (int length = 0; length < Proof.Length - 2; length += 97)
        {
            Assert.False(Verify(Proof[..length]).Holds);
        }
    }

    internal static byte[] ProofOf(Opportunity opportunity) => ProofWriter.Write(opportunity, MemberKind.Direct).Utf8.ToArray();

    private static bool IsInSeal(int line) => line >= Proof.AsSpan(0, Proof.IndexOf("\n  \"id\": \"", StringComparison.Ordinal)).Count('\n') + 2;

    private static Verdict Verify(string text) => ProofVerifier.Verify(Encoding.UTF8.GetBytes(text));

    private static string Resealed(string text)
    {
        string[] lines = text[..text.IndexOf("\n  \"id\": \"", StringComparison.Ordinal)].Split('\n');
        string Hash(string part, int digits) =>
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(part)))[..digits];
        return $"{string.Join('\n', lines)}\n  \"id\": \"{Hash(string.Concat(lines.Select(static line => line + "\n")), 16)}\",\n  \"seal\": [\n"
            + string.Join(",\n", lines.Select(line => $"    \"{Hash(line, 8)}\"")) + "\n  ]\n}\n";
    }
}
