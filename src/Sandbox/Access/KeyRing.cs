using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;

namespace Dutchbook.Sandbox;

/// <summary>All API keys of the exchange.</summary>
internal sealed class KeyRing : IDisposable
{
    private readonly ConcurrentDictionary<string, ApiKey> _keys = new(StringComparer.Ordinal);
    private int _lastKey;

    public ApiKey? Find(string id) => _keys.GetValueOrDefault(id);

    public IEnumerable<ApiKey> Of(Customer customer) => _keys.Values
        .Where(key => key.Customer == customer)
        .OrderBy(static key => key.Id, StringComparer.Ordinal);

    /// <summary>Makes a key pair, keeps the public half and hands out the private one, in PEM (PKCS#8).</summary>
    public (ApiKey Key, string PrivateKeyPem) Generate(
        Customer customer, string name, IReadOnlyList<string> scopes, int? subaccount, string? privateKeyPem = null)
    {
        RSA pair = RSA.Create(2048);
        if (privateKeyPem is not null)
        {
            pair.ImportFromPem(privateKeyPem);
        }

        int number = Interlocked.Increment(ref _lastKey);
        string id = string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-5a4db0c5{number:x4}");
        ApiKey key = new(id, name, pair, scopes, customer, subaccount);
        _keys[id] = key;
        return (key, pair.ExportPkcs8PrivateKeyPem());
    }

    public bool Remove(string id) => _keys.TryRemove(id, out _);

    public void Dispose()
    {
        foreach (ApiKey key in _keys.Values)
        {
            key.Dispose();
        }
    }
}
