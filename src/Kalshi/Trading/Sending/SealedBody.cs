using System.Security.Cryptography;

namespace Dutchbook.Kalshi;

/// <summary>
/// The body of a write: serialised once, stored, and sent as it was stored. Its hash is taken when it is made and
/// compared again at the socket's edge, so that what was approved is what leaves.
/// </summary>
public sealed class SealedBody
{
    private readonly byte[] _bytes;

    private SealedBody(byte[] bytes, string hash) => (_bytes, Hash) = (bytes, hash);

    /// <summary>A write without a body.</summary>
    public static SealedBody Empty { get; } = Seal([]);

    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>SHA-256 of the bytes, in lower-case hexadecimal digits.</summary>
    public string Hash { get; }

    public static SealedBody Seal(ReadOnlySpan<byte> bytes)
    {
        byte[] own = bytes.ToArray();
        return new SealedBody(own, HashOf(own));
    }

    /// <summary>Takes a stored body back.</summary>
    /// <exception cref="AlteredBodyException">These are not the bytes that were hashed.</exception>
    public static SealedBody Restore(ReadOnlySpan<byte> bytes, string hash)
    {
        SealedBody body = new(bytes.ToArray(), hash);
        body.Check();
        return body;
    }

    /// <exception cref="AlteredBodyException">The bytes are not those that were hashed.</exception>
    internal void Check()
    {
        string now = HashOf(_bytes);
        if (!string.Equals(now, Hash, StringComparison.Ordinal))
        {
            throw new AlteredBodyException($"The body of a write has the hash {now}, and {Hash} was approved. Nothing is sent.");
        }
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <summary>A body is not the one that was approved: our own fault, never the venue's, and a reason to stop.</summary>
public sealed class AlteredBodyException(string message) : Exception(message);
