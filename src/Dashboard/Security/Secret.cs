using System.Security.Cryptography;
using System.Text;

namespace Dutchbook.Dashboard;

/// <summary>256 bits of chance as text, and the form in which it is remembered: who reads our memory learns no secret.</summary>
internal static class Secret
{
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>Compared instead of the secret, so that the time a comparison takes says nothing about it.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
