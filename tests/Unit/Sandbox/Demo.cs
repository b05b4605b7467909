using System.Security.Cryptography;
using System.Text;
using Dutchbook.Sandbox;

namespace Dutchbook.Unit.Sandbox;

/// <summary>The demo universe at one fixed instant, built once for the tests that only read it.</summary>
internal static class Demo
{
    public static DateTimeOffset At { get; } = new(2027, 3, 5, 15, 30, 0, TimeSpan.Zero);

    public static Universe Universe { get; } = Universe.Demo(At);

    /// <summary>One key pair for all exchanges of a test run: making one takes longer than most tests.</summary>
    public static string PrivateKeyPem { get; } = NewKey();

    /// <summary>Everything that was quoted by hand, and so need not be coherent.</summary>
    public static HashSet<string> ByHand { get; } = new(
        Universe.Plants.SelectMany(plant => plant.Claims).Select(claim => claim.Ticker)
            .Concat(Universe.NearMisses.SelectMany(miss => miss.Claims).Select(claim => claim.Ticker))
            .Concat(Universe.Traps.SelectMany(trap => trap.Tickers)),
        StringComparer.Ordinal);

    private static string NewKey()
    {
        using RSA key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    }

    /// <summary>A market's first rule with every number replaced by a mark.</summary>
    public static string Template(ListedMarket market)
    {
        StringBuilder text = new();
        foreach (char letter in market.RulesPrimary)
        {
            bool isNumber = char.IsAsciiDigit(letter) || letter is '-' or '.';
            if (!isNumber)
            {
                text.Append(letter);
            }
            else if (text.Length == 0 || text[^1] != '#')
            {
                text.Append('#');
            }
        }

        return text.ToString();
    }
}
