using System.Text;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Unit.Cli;
using Dutchbook.Unit.Detection;
using Dutchbook.Verification;
using Xunit;

namespace Dutchbook.Unit.Verification;

/// <summary>A proof that was changed does not hold, and the verdict says where.</summary>
public sealed class ProofTampering
{
    private static readonly string Proof = Encoding.UTF8.GetString(ProofOf(Some.Scan().Report.Opportunities[0]));

    /// <summary>Two ranges that exclude each other inside a wider one, by three relations: nothing of it follows from fewer.</summary>
    private static readonly string Joint = Encoding.UTF8.GetString(ProofOf(ThreeRelations()));

    [Fact]
    public void The_proof_as_it_was_written_holds()
    {
        Assert.Empty(Verify(Joint).Faults);
        Verdict verdict = Verify(Proof);
        Assert.Empty(verdict.Faults);
        Assert.NotEmpty(verdict.Checked);
        Assert.Matches("^[0-9a-f]{16}$", verdict.ProofId!);
    }

    [Fact]
    public void Any_one_digit_changed_is_found_on_its_line() => FindsEveryDigit(Proof, step: 1);

    [Fact]
    public void Any_digit_changed_in_a_joint_proof_is_found_on_its_line() => FindsEveryDigit(Joint, step: 3);

    private static void FindsEveryDigit(string proof, int step)
    {
        int seal = proof.AsSpan(0, proof.IndexOf("\n  \"id\": \"", StringComparison.Ordinal)).Count('\n') + 2;
        int changed = 0;
        for (int at = 0; at < proof.Length; at += step)
        {
            if (char.IsAsciiDigit(proof[at]))
            {
                char other = proof[at] == '9' ? '8' : (char)(proof[at] + 1);
                Verdict verdict = Verify(string.Concat(proof.AsSpan(0, at), other.ToString(), proof.AsSpan(at + 1)));
                int line = proof.AsSpan(0, at).Count('\n') + 1;
                Assert.False(verdict.Holds, $"line {line} was changed and nobody noticed");
                Assert.True(line >= seal || verdict.Faults.Any(fault => fault.Line == line), $"line {line} is not named");
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
    public void A_forged_number_under_a_new_seal_is_found_by_calculation(string from, string to, string path) =>
        FindsForgery(Proof, from, to, path);

    [Theory]
    [InlineData("\"basis\": \"together\"", "\"basis\": \"alone\"", "minPayout")]
    [InlineData("\"type\": \"Exclusive\"", "\"type\": \"Exhaustive\"", "minPayout")]
    [InlineData("\"type\": \"Subset\"", "\"type\": \"Exclusive\"", "minPayout")]
    [InlineData("\"payoffAlone\": \"100.0000\"", "\"payoffAlone\": \"200.0000\"", "relations[0].payoffAlone")]
    [InlineData("\"payoffIfItFails\": \"100.0000\"", "\"payoffIfItFails\": \"200.0000\"", "relations[0].payoffIfItFails")]
    [InlineData("\"resultIfItFails\": \"-", "\"resultIfItFails\": \"-1", "relations[0].resultIfItFails")]
    [InlineData("\"confidence\": \"0.98\"", "\"confidence\": \"0.99\"", "confidence")]
    [InlineData("\"worlds\": 4", "\"worlds\": 3", "argument.worlds")]
    [InlineData("\"kind\": \"enumerated\"", "\"kind\": \"closed form\"", "argument.kind")]
    [InlineData("\"kind\": \"enumerated\"", "\"kind\": \"line\"", "argument.kind")]
    [InlineData("\"belief\": \"0.6", "\"belief\": \"0.5", "worlds")]
    [InlineData("\n  \"bound\": \"", "\n  \"bound\": \"1", "bound")]
    [InlineData("\"yes\": []", "\"yes\": [1, 2]", "worlds[0]")]
    public void A_forged_joint_proof_is_found_by_calculation(string from, string to, string path) =>
        FindsForgery(Joint, from, to, path);

    private static void FindsForgery(string proof, string from, string to, string path)
    {
        Assert.Contains(from, proof, StringComparison.Ordinal);
        int at = proof.IndexOf(from, StringComparison.Ordinal);
        Verdict verdict = Verify(Resealed(string.Concat(proof.AsSpan(0, at), to, proof.AsSpan(at + from.Length))));
        Assert.DoesNotContain(verdict.Faults, static fault => fault.Path == "seal");
        Assert.Contains(verdict.Faults, fault => fault.Path == path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("{\"kind\":\"dutchbook-proof\",\"schema\":3}")]
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

    [Fact]
    public void A_line_is_sealed_by_its_crc_32c()
    {
        Span<byte> digits = stackalloc byte[LineSum.Digits];
        LineSum.Write("123456789"u8, digits);
        Assert.Equal("e3069283"u8, digits);
        Assert.Equal("e3069283", Checksum("123456789"));
    }

    [Fact]
    public void Text_that_is_not_utf_8_is_no_proof()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Proof);
        bytes[Proof.IndexOf("cannot", StringComparison.Ordinal)] = 0xFF;
        Assert.Contains(ProofVerifier.Verify(bytes).Faults, static fault => fault.Message.Contains("UTF-8", StringComparison.Ordinal));
    }

    [Fact]
    public void An_object_of_very_many_members_is_no_proof()
    {
        string members = string.Join(',', Enumerable.Range(0, 100).Select(static i => $"\"m{i}\":0"));
        Assert.Contains(Verify($"{{{members}}}").Faults, static fault => fault.Message.Contains("members", StringComparison.Ordinal));
    }

    private static Opportunity ThreeRelations()
    {
        World world = new();
        Market a = world.Quoted("A", "0.20", "100", "0.22", "100");
        Market b = world.Quoted("B", "0.28", "100", "0.30", "100");
        Market c = world.Quoted("C", "0.30", "100", "0.34", "100");
        world.Relate(RelationType.Subset, a, c);
        world.Relate(RelationType.Subset, b, c);
        world.Relate(new Relation(RelationType.Exclusive, [Claim.Yes(a), Claim.Yes(b)]) { Rule = "flag", Confidence = World.R("0.98") });
        return Assert.Single(world.Listed());
    }

    internal static byte[] ProofOf(Opportunity opportunity) => ProofWriter.Write(opportunity, MemberKind.Direct).Utf8.ToArray();

    private static Verdict Verify(string text) => ProofVerifier.Verify(Encoding.UTF8.GetBytes(text));

    private static string Resealed(string text)
    {
        string[] lines = text[..text.IndexOf("\n  \"id\": \"", StringComparison.Ordinal)].Split('\n');
        string Hash(string part, int digits) =>
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(part)))[..digits];
        return $"{string.Join('\n', lines)}\n  \"id\": \"{Hash(string.Concat(lines.Select(static line => line + "\n")), 16)}\",\n  \"seal\": [\n"
            + string.Join(",\n", lines.Select(static line => $"    \"{Checksum(line)}\"")) + "\n  ]\n}\n";
    }

    /// <summary>CRC-32C a bit at a time, as RFC 3720 defines it.</summary>
    private static string Checksum(string line)
    {
        uint sum = uint.MaxValue;
        foreach (byte one in Encoding.UTF8.GetBytes(line))
        {
            sum ^= one;
            for (int bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 1 ? (sum >> 1) ^ 0x82F63B78 : sum >> 1;
            }
        }

        return (~sum).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }
}
