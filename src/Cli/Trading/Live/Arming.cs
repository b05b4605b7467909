using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dutchbook.Cli;

/// <summary>
/// A person's typed word that this account may be traded with this configuration, for a while. Another account, another
/// exchange or another limit, and it does not hold any more.
/// </summary>
internal sealed record Arming
{
    /// <summary>The exchange's host.</summary>
    public required string Host { get; init; }

    /// <summary>A hash of key and subaccount: neither is written down.</summary>
    public required string Account { get; init; }

    /// <summary>A hash of every setting that decides what is traded and how much of it.</summary>
    public required string Settings { get; init; }

    public required DateTimeOffset ArmedAt { get; init; }

    public required DateTimeOffset Until { get; init; }

    public static Arming Of(Configuration configuration, DateTimeOffset at, TimeSpan length) => new()
    {
        Host = configuration.Kalshi.Endpoint.Authority,
        Account = Hash($"{configuration.Kalshi.KeyId}|{configuration.Kalshi.Subaccount}"),
        Settings = Hash(Risk(configuration)),
        ArmedAt = at,
        Until = at + length,
    };

    /// <summary>Why it does not allow trading now; null where it does.</summary>
    public string? WhyNot(Configuration configuration, DateTimeOffset now)
    {
        Arming wanted = Of(configuration, now, TimeSpan.Zero);
        return !string.Equals(Host, wanted.Host, StringComparison.OrdinalIgnoreCase) ? $"it was armed for {Host}"
            : !string.Equals(Account, wanted.Account, StringComparison.Ordinal) ? "it was armed for another key or subaccount"
            : !string.Equals(Settings, wanted.Settings, StringComparison.Ordinal) ? "settings of trading changed since it was armed"
            : now >= Until ? string.Create(CultureInfo.InvariantCulture, $"it was armed until {Until:u}")
            : now < ArmedAt - TimeSpan.FromMinutes(5) ? "it was armed in the future: a clock is wrong"
            : null;
    }

    public static string PathIn(HomeFolder home) => Path.Combine(home.Root, "armed.json");

    /// <summary>Settings by name and value, secrets left out.</summary>
    private static string Risk(Configuration configuration)
    {
        string[] sections = ["kalshi", "trading", "detection", "validation", "mapping"];
        StringBuilder text = new();
        foreach (Setting setting in SettingCatalog.Settings.Where(setting =>
            sections.Contains(setting.Section.Name, StringComparer.Ordinal) && !setting.Secret
            && setting.Key is not "trading.kill_switch"))
        {
            object? value = setting.Get(configuration);
            text.Append(setting.Key).Append('=').Append(value is null ? "" : SettingValue.Write(value)).Append('\n');
        }

        return text.ToString();
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
