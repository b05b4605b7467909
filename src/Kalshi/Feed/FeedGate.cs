namespace Dutchbook.Kalshi;

/// <summary>
/// One at a time: connections write what they hear, and whoever reads sees no half of it. At the end of each turn of
/// writing it tells who listens, within the turn, so that nothing that is known waits to be looked at.
/// </summary>
internal sealed class FeedGate
{
    private readonly Lock _gate = new();

    /// <summary>Called at the end of each turn of writing, inside it. It must be quick and must not throw.</summary>
    public Action? Turned { get; set; }

    /// <summary>A turn of writing, until it is disposed of.</summary>
    public Turn Write()
    {
        _gate.Enter();
        return new Turn(this);
    }

    public T Read<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }

    /// <summary>Held by who writes.</summary>
    internal readonly ref struct Turn(FeedGate gate)
    {
        public void Dispose()
        {
            try
            {
                gate.Turned?.Invoke();
            }
            finally
            {
                gate._gate.Exit();
            }
        }
    }
}
