using Dutchbook.Domain;

namespace Dutchbook.Simulation;

/// <summary>
/// A guard against running away: once its orders have matched a number of contracts within fifteen seconds, all of them are
/// cancelled and the group takes no more until it is reset.
/// </summary>
public sealed class OrderGroup(string id, Account account, Quantity limit)
{
    /// <summary>The venue's rolling window.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromSeconds(15);

    private readonly Queue<(DateTimeOffset At, Quantity Quantity)> _matched = [];

    public string Id { get; } = id;

    public Account Account { get; } = account;

    public Quantity Limit { get; internal set; } = limit;

    public bool IsBlocked { get; internal set; }

    internal HashSet<Order> Orders { get; } = [];

    internal void Reset()
    {
        IsBlocked = false;
        _matched.Clear();
    }

    /// <summary>True when this match reaches the limit.</summary>
    internal bool Match(DateTimeOffset at, Quantity quantity)
    {
        _matched.Enqueue((at, quantity));
        while (at - _matched.Peek().At >= Window)
        {
            _matched.Dequeue();
        }

        Quantity sum = Quantity.Zero;
        foreach ((_, Quantity part) in _matched)
        {
            sum += part;
        }

        return sum >= Limit;
    }
}
