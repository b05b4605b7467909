using System.Security.Cryptography;
using System.Text;
using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// The identity of a basket: its claims and weights, in whatever order and by whatever relation they were found.
/// </summary>
internal static class BasketKey
{
    /// <summary>The claims as words in ordinal order, such as <c>NO A x1|YES B x1</c>.</summary>
    public static string Text(IEnumerable<Claim> claims) => string.Join(
        '|', claims.Select(static claim => $"{claim} x1").Order(StringComparer.Ordinal));

    /// <summary>A short hash of <see cref="Text"/>, the same in every run.</summary>
    public static string Id(IEnumerable<Claim> claims) => Hash(Text(claims));

    /// <summary>
    /// The same of a statistical basket, which is another thing than the guarantee of the same claims. Its weights follow
    /// the estimate and are not part of it.
    /// </summary>
    public static string StatisticalId(IEnumerable<Claim> claims) => Hash("statistical|" + Text(claims));

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
