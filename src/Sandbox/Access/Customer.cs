using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>A user of the exchange: subaccounts, order groups, and what may be asked how often.</summary>
internal sealed class Customer(string userId, RateGate gate)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, Account> _accounts = [];
    private readonly Dictionary<Account, int> _numbers = [];
    private readonly SortedDictionary<string, int> _groups = new(StringComparer.Ordinal);

    public string UserId { get; } = userId;

    public RateGate Gate { get; } = gate;

    /// <summary>Subaccount 0, which every customer has.</summary>
    public Account Primary => Account(0)!;

    public IReadOnlyList<(int Number, Account Account)> Accounts
    {
        get
        {
            lock (_gate)
            {
                return [.. _accounts.Select(static pair => (pair.Key, pair.Value))];
            }
        }
    }

    public Account? Account(int number)
    {
        lock (_gate)
        {
            return _accounts.GetValueOrDefault(number);
        }
    }

    public void Add(int number, Account account)
    {
        lock (_gate)
        {
            _accounts.Add(number, account);
            _numbers.Add(account, number);
        }
    }

    /// <summary>The number of one of its subaccounts; null for an account of another customer.</summary>
    public int? NumberOf(Account account)
    {
        lock (_gate)
        {
            return _numbers.TryGetValue(account, out int number) ? number : null;
        }
    }

    /// <summary>The engine's ids of the groups, each with its shard.</summary>
    public IReadOnlyList<(string EngineId, int Shard)> Groups
    {
        get
        {
            lock (_gate)
            {
                return [.. _groups.Select(static pair => (pair.Key, pair.Value))];
            }
        }
    }

    public void AddGroup(string engineId, int shard)
    {
        lock (_gate)
        {
            _groups.Add(engineId, shard);
        }
    }

    public void RemoveGroup(string engineId)
    {
        lock (_gate)
        {
            _groups.Remove(engineId);
        }
    }
}
