namespace Dutchbook.Simulation;

/// <summary>Time that jumps from one thing to the next; what is due together happens in the order in which it was set.</summary>
internal sealed class VirtualTime(DateTimeOffset start)
{
    private readonly PriorityQueue<Action, (DateTimeOffset, long)> _due = new();
    private long _set;

    public DateTimeOffset Now { get; private set; } = start;

    public long Steps { get; private set; }

    public void After(TimeSpan wait, Action what) => _due.Enqueue(what, (Now + wait, ++_set));

    /// <summary>Lets everything happen until a time.</summary>
    public void RunUntil(DateTimeOffset end, Func<bool> isDone)
    {
        while (!isDone() && _due.TryPeek(out _, out (DateTimeOffset At, long) first) && first.At <= end)
        {
            Action what = _due.Dequeue();
            Now = first.At;
            Steps++;
            what();
        }
    }
}
