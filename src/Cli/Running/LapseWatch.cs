using Dutchbook.Alerts;
using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>Looks now and then, beside a run, at what is about to end, and has people told.</summary>
internal sealed class LapseWatch(
    CommandScope scope, Configuration configuration, Func<CancellationToken, Task<ApiKeys>>? readKeys, bool isLive, Action<Alert> raise, LayerWatch layers)
{
    public const string Layer = "lapses";

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Between two questions about the key.</summary>
    private static readonly TimeSpan KeyInterval = TimeSpan.FromHours(1);

    private readonly LapseTeller _teller = new();
    private DateTimeOffset _nextKeys;
    private string _keys = "no key";

    public async Task KeepAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await LookAsync(stop);
            await Task.Delay(Interval, scope.Clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async Task LookAsync(CancellationToken stop)
    {
        DateTimeOffset now = scope.Clock.GetUtcNow();
        string models = LookAtBudget(now);
        if (isLive && !LivePermit.IsPlay(configuration.Kalshi.Endpoint)
            && HomeRecord.Read<Arming>(Arming.PathIn(scope.Home), out _) is { } arming)
        {
            Raise(_teller.OfArming(arming.Until, now));
        }

        if (readKeys is not null && now >= _nextKeys)
        {
            await LookAtKeysAsync(readKeys, now, stop);
        }

        layers.Tell(Layer, LayerHealth.Well, $"{models}; {_keys}");
    }

    private string LookAtBudget(DateTimeOffset now)
    {
        if (!File.Exists(scope.Home.Database))
        {
            return "no model was ever asked";
        }

        try
        {
            using SqliteDatabase database = SqliteDatabase.OpenReader(scope.Home.Database);
            DateTimeOffset day = new(now.UtcDateTime.Date, TimeSpan.Zero);
            DateTimeOffset month = new(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
            (Money today, Money thisMonth) = (database.Calls.SpentSince(day), database.Calls.SpentSince(month));
            LlmOptions limits = configuration.Llm;
            Raise(_teller.OfBudget(FormattableString.Invariant($"on {day:yyyy-MM-dd}"), today, limits.BudgetPerDay, now));
            Raise(_teller.OfBudget(FormattableString.Invariant($"in {month:yyyy-MM}"), thisMonth, limits.BudgetPerMonth, now));
            return $"models cost {today} of {limits.BudgetPerDay} today, {thisMonth} of {limits.BudgetPerMonth} this month";
        }
        catch (StorageException problem)
        {
            return $"what models cost cannot be read: {problem.Message}";
        }
    }

    private async Task LookAtKeysAsync(Func<CancellationToken, Task<ApiKeys>> read, DateTimeOffset now, CancellationToken stop)
    {
        try
        {
            ApiKeys keys = await read(stop);
            foreach (Alert alert in _teller.OfKeys(keys, configuration.Kalshi.KeyId ?? "", now))
            {
                Raise(alert);
            }

            _keys = keys.RegionExpiresAt is { } until
                ? FormattableString.Invariant($"the key is listed, the location attested until {until:yyyy-MM-dd HH:mm} UTC")
                : "the key is listed";
            _nextKeys = now + KeyInterval;
        }
        catch (KalshiException problem)
        {
            // The stream and the passes say of themselves that the exchange is away.
            _keys = $"the exchange does not say how the key is: {problem.Message}";
        }
    }

    private void Raise(Alert? alert)
    {
        if (alert is not null)
        {
            raise(alert);
        }
    }
}
