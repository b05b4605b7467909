using System.Security.Cryptography;

namespace Dutchbook.Sandbox;

/// <summary>An API key as the exchange keeps it: the public half, its scopes and whose it is.</summary>
internal sealed class ApiKey(string id, string name, RSA key, IReadOnlyList<string> scopes, Customer customer, int? subaccount)
    : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _verified = new(StringComparer.Ordinal);

    public string Id { get; } = id;

    public string Name { get; } = name;

    public IReadOnlyList<string> Scopes { get; } = scopes;

    public Customer Customer { get; } = customer;

    /// <summary>The one subaccount it may act for; null for all.</summary>
    public int? Subaccount { get; } = subaccount;

    /// <summary>A whole scope covers its narrow ones: write covers write::trade.</summary>
    public bool Allows(string scope) =>
        Scopes.Contains(scope, StringComparer.Ordinal)
        || Scopes.Contains(scope.Split("::")[0], StringComparer.Ordinal);

    /// <summary>
    /// Whether the signature is right for the message. A client may send one signature again within its window; it is verified
    /// once and then known by its text.
    /// </summary>
    public bool Verifies(byte[] message, string messageText, string signature, DateTimeOffset now, TimeSpan window)
    {
        string text = string.Concat(messageText, " ", signature);
        Span<byte> bytes = stackalloc byte[1_024];
        lock (_gate)
        {
            if (_verified.ContainsKey(text))
            {
                return true;
            }

            if (!Convert.TryFromBase64String(signature, bytes, out int length)
                || !key.VerifyData(message, bytes[..length], HashAlgorithmName.SHA256, RSASignaturePadding.Pss))
            {
                return false;
            }

            Forget(now, window);
            _verified[text] = now;
            return true;
        }
    }

    public void Dispose() => key.Dispose();

    private void Forget(DateTimeOffset now, TimeSpan window)
    {
        const int most = 20_000;
        if (_verified.Count < most)
        {
            return;
        }

        foreach (string old in _verified.Where(pair => now - pair.Value > window).Select(static pair => pair.Key).ToArray())
        {
            _verified.Remove(old);
        }

        if (_verified.Count >= most)
        {
            _verified.Clear();
        }
    }
}
