using System.Security.Cryptography;
using System.Text;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

public sealed class SigningTests
{
    private static readonly KalshiOptions local = new(new Uri("http://127.0.0.1:1/trade-api/v2"));
    private readonly VirtualTime time = new();

    public static TheoryData<string, Func<RSA, string>> GoodFiles => new()
    {
        { "PKCS#8", static key => key.ExportPkcs8PrivateKeyPem() },
        { "PKCS#1", static key => key.ExportRSAPrivateKeyPem() },
        { "Windows line ends", static key => key.ExportRSAPrivateKeyPem().ReplaceLineEndings("\r\n") },
        { "text around it", static key => "Kalshi key\n" + key.ExportPkcs8PrivateKeyPem() + "\n\n" },
        { "a byte order mark", static key => "\ufeff" + key.ExportPkcs8PrivateKeyPem() },
    };

    [Theory]
    [MemberData(nameof(GoodFiles))]
    public async Task A_signature_covers_time_method_and_path_without_the_query(string what, Func<RSA, string> write)
    {
        using KeyFile key = new(write);
        FakeVenue venue = new(time, FakeVenue.Says(200, "{}"));
        using KalshiRestClient client = new(key.Sign(local), time.Clock, new Draws(0), venue);
        await time.Finish(client.GetOrderbooks(["A B", "C"], default));
        IReadOnlyDictionary<string, string> headers = venue.Asked[^1].Headers;
        Assert.True(KeyFile.Id == headers["KALSHI-ACCESS-KEY"], what);
        Assert.Equal(time.Clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(), headers["KALSHI-ACCESS-TIMESTAMP"]);
        Assert.True(Verifies(headers, "GET/trade-api/v2/markets/orderbooks"));
        Assert.False(Verifies(headers, "GET/trade-api/v2/markets/orderbooks?tickers=A%20B&tickers=C"));
        Assert.False(Verifies(headers, "GET/markets/orderbooks"));
    }

    [Fact]
    public async Task The_path_is_signed_as_it_goes_on_the_wire()
    {
        using KeyFile key = new();
        FakeVenue venue = new(time, FakeVenue.Says(200, "{}"));
        using KalshiRestClient client = new(key.Sign(local), time.Clock, new Draws(0), venue);
        await time.Finish(client.GetMarket("A B/é", default));
        Assert.Equal("/markets/A%20B%2F%C3%A9", venue.Asked[^1].Target);
        Assert.True(Verifies(venue.Asked[^1].Headers, "GET/trade-api/v2/markets/A%20B%2F%C3%A9"));
    }

    [Fact]
    public async Task Without_a_key_nothing_is_signed()
    {
        FakeVenue venue = new(time, FakeVenue.Says(200, "{}"));
        using KalshiRestClient client = new(local, time.Clock, new Draws(0), venue);
        await client.GetMarket("A", default);
        Assert.DoesNotContain(venue.Asked.Single().Headers.Keys, static name => name.StartsWith("KALSHI", StringComparison.OrdinalIgnoreCase));
    }

    public static TheoryData<Func<RSA, string>, string, string> BadFiles => new()
    {
        { static _ => "", "is empty", "give the PEM file" },
        { static _ => " \n", "is empty", "give the PEM file" },
        { static _ => "not a key", "holds no RSA private key", "-----BEGIN RSA PRIVATE KEY-----" },
        { static key => key.ExportPkcs8PrivateKeyPem()[..200], "holds no RSA private key", "the END line" },
        { static key => key.ExportPkcs8PrivateKeyPem().Replace("M", "N", StringComparison.Ordinal), "holds no RSA private key", "BEGIN" },
        { static key => key.ExportSubjectPublicKeyInfoPem(), "holds a public key", "give the PEM file" },
        { static key => key.ExportRSAPublicKeyPem(), "holds a public key", "give the PEM file" },
        { static _ => Elliptic(), "holds no RSA private key", "BEGIN" },
        { static key => key.ExportEncryptedPkcs8PrivateKeyPem("pw", Cheap()), "is locked with a passphrase", "openssl rsa" },
        { static _ => "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----", "is locked with a passphrase", "openssl rsa" },
        { static _ => Weak(), "holds a key of only 1024 bits", "at least 2048" },
        { static _ => new string('x', 70_000), "is too large for a key", "give the PEM file" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_file_that_cannot_sign_is_named_with_the_mend_and_not_shown(Func<RSA, string> write, string what, string mend)
    {
        using KeyFile key = new(write);
        KalshiException e = Assert.Throws<KalshiException>(() => Open(key.Sign(local)));
        Assert.Equal(KalshiErrorKind.Key, e.Kind);
        Assert.StartsWith($"The key file {key.Path} {what}: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(mend, e.Message, StringComparison.Ordinal);
        Assert.Null(e.InnerException);
        foreach (string line in key.Text.Split('\n').Where(static line => line.Length > 40 && !line.StartsWith('-')))
        {
            Assert.DoesNotContain(line[..40], e.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("nowhere/key.pem", "does not exist")]
    [InlineData(".", "is a folder")]
    [InlineData("a\0b", "cannot be read")]
    public void A_path_that_is_no_file_is_named(string path, string what)
    {
        KalshiException e = Assert.Throws<KalshiException>(() => Open(local with { KeyId = KeyFile.Id, PrivateKeyPath = path }));
        Assert.StartsWith($"The key file {path.Replace("\0", "", StringComparison.Ordinal)} {what}: ", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "kalshi.key_id is missing")]
    [InlineData("", "kalshi.key_id is missing")]
    [InlineData("  ", "kalshi.key_id is missing")]
    [InlineData("5a4d b0c5", "another character")]
    [InlineData("5a4db0c5\n", "another character")]
    [InlineData("5a4db0c5\r\nX-Other: 1", "another character")]
    public void A_key_id_that_cannot_be_sent_is_refused_without_showing_it(string? id, string says)
    {
        using KeyFile key = new();
        KalshiException e = Assert.Throws<KalshiException>(() => Open(local with { KeyId = id, PrivateKeyPath = key.Path }));
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("5a4d", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_key_id_needs_its_file(string? path) =>
        Assert.Contains(
            "kalshi.private_key_path is missing",
            Assert.Throws<KalshiException>(() => Open(local with { KeyId = KeyFile.Id, PrivateKeyPath = path })).Message,
            StringComparison.Ordinal);

    private KalshiRestClient Open(KalshiOptions options) => new(options, time.Clock, new Draws(0), new FakeVenue(time));

    private static bool Verifies(IReadOnlyDictionary<string, string> headers, string signed) => KeyFile.Pair.VerifyData(
        Encoding.UTF8.GetBytes(headers["KALSHI-ACCESS-TIMESTAMP"] + signed),
        Convert.FromBase64String(headers["KALSHI-ACCESS-SIGNATURE"]),
        HashAlgorithmName.SHA256,
        RSASignaturePadding.Pss);

    private static PbeParameters Cheap() => new(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1);

    private static string Elliptic()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static string Weak()
    {
        using RSA key = RSA.Create(1024);
        return key.ExportRSAPrivateKeyPem();
    }
}
