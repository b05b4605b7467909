using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Dutchbook.Sandbox;

/// <summary>
/// Checks the three signature headers: RSA-PSS with SHA-256 and a salt as long as the digest, over the timestamp, the
/// method and the path without its query.
/// </summary>
internal sealed class SignatureCheck(SandboxOptions options) : IDisposable
{
    public const string KeyId = "00000000-0000-4000-8000-5a4db0c50001";

    private readonly RSA _key = RSA.Create(2048);

    public string PrivateKeyPem => _key.ExportPkcs8PrivateKeyPem();

    /// <summary>Null when the request may pass: signed rightly, or not signed and in no need of it.</summary>
    public Answer? Refusal(HttpRequest request, bool isRequired)
    {
        string key = request.Headers["KALSHI-ACCESS-KEY"].ToString();
        string timestamp = request.Headers["KALSHI-ACCESS-TIMESTAMP"].ToString();
        string signature = request.Headers["KALSHI-ACCESS-SIGNATURE"].ToString();
        if (key.Length == 0 && timestamp.Length == 0 && signature.Length == 0)
        {
            return isRequired ? Unauthorized("NO_SIGNATURE") : null;
        }

        if (key != KeyId)
        {
            return Unauthorized("NOT_FOUND");
        }

        long now = options.Time.GetUtcNow().ToUnixTimeMilliseconds();
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long millis)
            || Math.Abs(now - millis) > options.SignatureWindow.TotalMilliseconds)
        {
            return Unauthorized("INVALID_TIMESTAMP");
        }

        byte[] message = Encoding.UTF8.GetBytes(
            timestamp + request.Method + request.PathBase + request.Path.ToUriComponent());
        byte[] bytes = new byte[signature.Length];
        bool isRight = Convert.TryFromBase64String(signature, bytes, out int length)
            && _key.VerifyData(message, bytes.AsSpan(0, length), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        return isRight ? null : Unauthorized("INCORRECT_API_KEY_SIGNATURE");
    }

    public void Dispose() => _key.Dispose();

    private static Answer Unauthorized(string details) =>
        Answer.Error(401, "authentication_error", "authentication_error", details);
}
