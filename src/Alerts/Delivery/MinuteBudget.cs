namespace Dutchbook.Alerts;

/// <summary>So many messages in any minute.</summary>
internal sealed class MinuteBudget(int perMinute)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Queue<DateTimeOffset> _sent = [];

    /// <summary>The wait to the next turn; zero takes it.</summary>
    public TimeSpan Take(DateTimeOffset now)
    {
        while (_sent.TryPeek(out DateTimeOffset oldest) && now - oldest >= Minute)
        {
            _sent.Dequeue();
        }

        if (_sent.Count >= perMinute)
        {
            return _sent.Peek() + Minute - now;
        }

        _sent.Enqueue(now);
        return TimeSpan.Zero;
    }
}
