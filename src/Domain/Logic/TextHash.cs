using System.Security.Cryptography;
using System.Text;

namespace Dutchbook.Domain;

/// <summary>The hash of words that somebody judged: a judgement is of these words and of no others.</summary>
public static class TextHash
{
    /// <summary>Of several texts in their order; their borders count.</summary>
    public static string Of(IEnumerable<string> parts)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string part in parts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
