using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dutchbook.Kalshi;

/// <summary>Signs requests with RSA-PSS over SHA-256; the salt is as long as the hash, as the venue requires.</summary>
internal sealed class RequestSigner : IDisposable
{
    private readonly string keyId;
    private readonly RSA key;
    private readonly TimeProvider time;
    private readonly Lock gate = new();

    private RequestSigner(string keyId, RSA key, TimeProvider time) => (this.keyId, this.key, this.time) = (keyId, key, time);

    /// <summary>Null when no key is configured: public endpoints are then read unsigned.</summary>
    public static RequestSigner? Open(KalshiOptions options, TimeProvider time)
    {
        if (options.KeyId is null && options.PrivateKeyPath is null)
        {
            return null;
        }

        if (options.KeyId is null || options.PrivateKeyPath is null)
        {
            throw new KalshiException(KalshiErrorKind.Key, "A key id and a private key file go together: set both or none.");
        }

        RSA pair = RSA.Create();
        try
        {
            pair.ImportFromPem(File.ReadAllText(options.PrivateKeyPath));
            _ = pair.ExportParameters(includePrivateParameters: true);
            return new RequestSigner(options.KeyId, pair, time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            // The cause is dropped on purpose: a parser's message may quote the key.
            pair.Dispose();
            string why = e is IOException or UnauthorizedAccessException ? "cannot be read" : "holds no RSA private key in PEM";
            throw new KalshiException(
                KalshiErrorKind.Key,
                KalshiException.Clean($"The key file {options.PrivateKeyPath} {why}: give the file saved when the key was made."));
        }
    }

    /// <summary>Signs the path as it goes on the wire, without the query.</summary>
    public void Sign(HttpRequestMessage request)
    {
        string stamp = time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        byte[] message = Encoding.UTF8.GetBytes(stamp + request.Method.Method + request.RequestUri!.AbsolutePath);
        byte[] signature;
        lock (gate)
        {
            signature = key.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        }

        request.Headers.Add("KALSHI-ACCESS-KEY", keyId);
        request.Headers.Add("KALSHI-ACCESS-TIMESTAMP", stamp);
        request.Headers.Add("KALSHI-ACCESS-SIGNATURE", Convert.ToBase64String(signature));
    }

    public void Dispose() => key.Dispose();
}
