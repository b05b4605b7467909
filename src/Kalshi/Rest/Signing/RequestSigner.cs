using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dutchbook.Kalshi;

/// <summary>Signs requests with RSA-PSS over SHA-256; the salt is as long as the hash, as the venue requires.</summary>
internal sealed class RequestSigner : IDisposable
{
    private const string KeyHeader = "KALSHI-ACCESS-KEY";
    private const string TimestampHeader = "KALSHI-ACCESS-TIMESTAMP";
    private const string SignatureHeader = "KALSHI-ACCESS-SIGNATURE";

    private readonly string _keyId;
    private readonly RSA _key;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();

    private RequestSigner(string keyId, RSA key, TimeProvider time) => (_keyId, _key, _time) = (keyId, key, time);

    /// <summary>Null when no key is configured: public endpoints are then read unsigned.</summary>
    /// <exception cref="KalshiException">What is configured cannot be used.</exception>
    public static RequestSigner? Open(KalshiOptions options, TimeProvider time)
    {
        (string? id, string? path) = (options.KeyId, options.PrivateKeyPath);
        if (id is null && path is null)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(id) || string.IsNullOrWhiteSpace(path))
        {
            string missing = string.IsNullOrWhiteSpace(id) ? "kalshi.key_id" : "kalshi.private_key_path";
            throw new KalshiException(
                KalshiErrorKind.Key, $"A key id and a private key file go together, and {missing} is missing: set both or none.");
        }

        // A header takes nothing else, and a pasted line end is easily overlooked.
        return id.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? new RequestSigner(id, PrivateKey.Open(path), time)
            : throw new KalshiException(
                KalshiErrorKind.Key, "The key id holds a space or another character that no key id has: check kalshi.key_id.");
    }

    /// <summary>Signs the path as it goes on the wire, without the query.</summary>
    public void Sign(HttpRequestMessage request)
    {
        foreach ((string name, string value) in Headers(request.Method.Method, request.RequestUri!.AbsolutePath))
        {
            request.Headers.Add(name, value);
        }
    }

    /// <summary>The headers that sign a request for a path, or the handshake of a socket.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers(string method, string path)
    {
        string stamp = _time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        byte[] message = Encoding.UTF8.GetBytes(stamp + method + path);
        byte[] signature;
        lock (_gate)
        {
            signature = _key.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        }

        return [(KeyHeader, _keyId), (TimestampHeader, stamp), (SignatureHeader, Convert.ToBase64String(signature))];
    }

    /// <summary>What a request carries that must not be shown, should an answer repeat it.</summary>
    public static IReadOnlyCollection<string> Secrets(HttpRequestMessage request) =>
        [.. new[] { KeyHeader, SignatureHeader }.SelectMany(name =>
            request.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values : [])];

    public void Dispose() => _key.Dispose();
}
