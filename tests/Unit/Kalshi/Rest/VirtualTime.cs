using Microsoft.Extensions.Time.Testing;

namespace Dutchbook.Unit.Kalshi;

/// <summary>A clock that moves only while something waits for it, a millisecond at a time.</summary>
internal sealed class VirtualTime
{
    private static readonly DateTimeOffset start = new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(30);

    public FakeTimeProvider Clock { get; } = new(start);

    public TimeSpan Elapsed => Clock.GetUtcNow() - start;

    /// <summary>Moves the clock until the task ends. Fails instead of hanging where the task waits for no clock.</summary>
    public async Task<T> Finish<T>(Task<T> task)
    {
        await Settle(task);
        return await task;
    }

    /// <inheritdoc cref="Finish{T}(Task{T})"/>
    public async Task Finish(Task task)
    {
        await Settle(task);
        await task;
    }

    public async Task Pass(TimeSpan span)
    {
        for (double i = 0; i < span.TotalMilliseconds; i++)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }
    }

    private async Task Settle(Task task)
    {
        TimeSpan limit = Elapsed + patience;
        while (!task.IsCompleted)
        {
            if (Elapsed > limit)
            {
                throw new TimeoutException($"Nothing happened in {patience.TotalMinutes} virtual minutes.");
            }

            await Task.Yield();
            if (!task.IsCompleted)
            {
                Clock.Advance(TimeSpan.FromMilliseconds(1));
            }
        }
    }
}
