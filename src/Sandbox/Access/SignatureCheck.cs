using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Dutchbook.Sandbox;

/// <summary>
/// Checks the three signature headers: RSA-PSS with SHA-256 and a salt as long as the digest, over the timestamp, the
/// method and the path without its query.
/// </summary>
internal sealed class SignatureCheck(SandboxOptions options, KeyRing keys, FaultInjector faults)
{
    /// <summary>
    /// Who asks: null key and null refusal for a request without a signature that needs none, a key where the signature is
    /// right, else the answer to give.
    /// </summary>
    public (ApiKey? Key, Answer? Refusal) Judge(HttpRequest request, bool isRequired)
    {
        string id = request.Headers["KALSHI-ACCESS-KEY"].ToString();
        string timestamp = request.Headers["KALSHI-ACCESS-TIMESTAMP"].ToString();
        string signature = request.Headers["KALSHI-ACCESS-SIGNATURE"].ToString();
        if (id.Length == 0 && timestamp.Length == 0 && signature.Length == 0)
        {
            return (null, isRequired ? Unauthorized("NO_SIGNATURE") : null);
        }

        if (keys.Find(id) is not { } key)
        {
            return (null, Unauthorized("NOT_FOUND"));
        }

        DateTimeOffset now = options.Time.GetUtcNow() + faults.Plan.ClockAhead;
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long millis)
            || Math.Abs(now.ToUnixTimeMilliseconds() - millis) > options.SignatureWindow.TotalMilliseconds)
        {
            return (null, Unauthorized("INVALID_TIMESTAMP"));
        }

        string message = string.Concat(timestamp, request.Method, request.PathBase, request.Path.ToUriComponent());
        bool isRight = key.Verifies(Encoding.UTF8.GetBytes(message), message, signature, now, options.SignatureWindow);
        return isRight ? (key, null) : (null, Unauthorized("INCORRECT_API_KEY_SIGNATURE"));
    }

    public static Answer Unauthorized(string details) =>
        Answer.Error(401, "authentication_error", "authentication_error", details);
}
