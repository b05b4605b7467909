namespace Dutchbook.Pipeline;

/// <summary>Where a running instance shows itself: one view replaces the other, and whoever looks never waits.</summary>
public sealed class RunBoard(RunView first)
{
    private RunView _current = first;

    public RunView Current => Volatile.Read(ref _current);

    /// <summary>Changes the view; several may at once.</summary>
    public void Change(Func<RunView, RunView> change)
    {
        RunView before, after;
        do
        {
            before = Volatile.Read(ref _current);
            after = change(before);
        }
        while (!ReferenceEquals(Interlocked.CompareExchange(ref _current, after, before), before));
    }
}
