using System.Globalization;
using Dutchbook.Alerts;
using Dutchbook.Domain;
using Dutchbook.Kalshi;

namespace Dutchbook.Cli;

/// <summary>What is about to end: the money for models, the attestation of the account, the key, the arming. Each stage is told once.</summary>
internal sealed class LapseTeller
{
    /// <summary>From here on a budget counts as spent: a question is refused when the most it may cost no longer fits.</summary>
    private static readonly Ratio SpentFrom = Ratio.FromPartsPerMillion(900_000);

    private static readonly (TimeSpan Left, string Words)[] Stages =
    [
        (TimeSpan.Zero, "has lapsed"), (TimeSpan.FromHours(1), "lapses within the hour"), (TimeSpan.FromDays(1), "lapses within a day"),
        (TimeSpan.FromDays(7), "lapses within a week"),
    ];

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <param name="period">Such as <c>today</c>; a new one is told anew.</param>
    public Alert? OfBudget(string period, Money spent, Money limit, DateTimeOffset now)
    {
        bool isSpent = limit > Money.Zero && (Int128)spent.Micros * Ratio.Whole >= (Int128)limit.Micros * SpentFrom.PartsPerMillion;
        return isSpent
            ? Once($"budget/{period}/{limit}", now, AlertKind.BudgetSpent, AlertSeverity.Warning,
                $"the budget for models is spent: {spent} of {limit} {period}",
                "Nothing is asked of a model that does not fit in. Structure, detection and trading go on without.")
            : null;
    }

    /// <summary>The key and the account's location.</summary>
    public IEnumerable<Alert> OfKeys(ApiKeys keys, string keyId, DateTimeOffset now)
    {
        if (keys.Keys.All(key => key.Id != keyId)
            && Once("key/gone", now, AlertKind.KeyLapsing, AlertSeverity.Critical, "the exchange no longer lists the key in use",
                "It was deleted or replaced: make a new one and set kalshi.key_id.") is { } gone)
        {
            yield return gone;
        }

        if (keys.RegionExpiresAt is { } until && OfTime("attestation", "the location attestation of the account", until, now,
            "Attest the location at kalshi.com: without it sports, elections and entertainment cannot be traded.") is { } lapsing)
        {
            yield return lapsing;
        }
    }

    public Alert? OfArming(DateTimeOffset until, DateTimeOffset now) => OfTime(
        "arming", "the arming for real money", until, now, "`dutchbook arm` renews it; without it a new start with --live is refused.");

    private Alert? OfTime(string key, string what, DateTimeOffset until, DateTimeOffset now, string mend)
    {
        foreach ((TimeSpan left, string words) in Stages)
        {
            if (until - now <= left)
            {
                return Once(
                    string.Create(CultureInfo.InvariantCulture, $"{key}/{until.ToUnixTimeSeconds()}/{left.TotalHours}"), now, AlertKind.KeyLapsing,
                    AlertSeverity.Warning, $"{what} {words}", string.Create(CultureInfo.InvariantCulture, $"It ends {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC. {mend}"));
            }
        }

        return null;
    }

    private Alert? Once(string key, DateTimeOffset now, AlertKind kind, AlertSeverity severity, string title, string text) => !_told.Add(key)
        ? null
        : new Alert
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{key}@{now.ToUnixTimeSeconds()}"),
            Kind = kind,
            Severity = severity,
            Title = title,
            Text = text,
            DedupeKey = key,
            At = now,
        };
}
