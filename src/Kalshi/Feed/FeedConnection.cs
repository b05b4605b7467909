using System.Net.WebSockets;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>
/// Keeps one session connected: opens a socket, hands its frames to the session, says what the session has to say, and
/// after an end begins anew, later each time it fails and never at the same time as everybody else.
/// </summary>
internal sealed class FeedConnection(
    FeedSession session,
    FeedGate gate,
    Func<CancellationToken, Task<WebSocket>> connect,
    FeedOptions options,
    FeedCounters counters,
    TimeProvider time,
    Random chance,
    ILiveTap? tap = null)
{
    private static readonly TimeSpan beat = TimeSpan.FromMilliseconds(200);

    private readonly RetryPolicy _waits = new() { FirstWait = options.FirstWait, LongestWait = options.LongestWait };
    private TaskCompletionSource? _pause;
    private volatile bool _isStirred;

    public FeedSession Session => session;

    /// <summary>Why the last connection ended, or could not be made.</summary>
    public string? LastEnd { get; private set; }

    /// <summary>Until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        int failed = 0;
        while (!stop.IsCancellationRequested)
        {
            failed = await HoldAsync(stop) ? 1 : failed + 1;
            if (!stop.IsCancellationRequested)
            {
                TimeSpan wait = _waits.Wait(failed, asked: null, chance);
                await Task.Delay(wait, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>There may be something new to say.</summary>
    public void Stir()
    {
        _isStirred = true;
        Volatile.Read(ref _pause)?.TrySetResult();
    }

    /// <summary>Holds one connection until it ends.</summary>
    /// <returns>Whether anything was heard on it.</returns>
    private async Task<bool> HoldAsync(CancellationToken stop)
    {
        WebSocket socket;
        try
        {
            socket = await connect(stop);
        }
        catch (Exception e) when (e is WebSocketException or HttpRequestException or IOException or OperationCanceledException)
        {
            // The message of the library may hold the address and no more.
            LastEnd = e is OperationCanceledException ? "no connection in time" : KalshiException.Clean(e.Message);
            using (gate.Write())
            {
                counters.Add(FeedCount.FailedConnections, stop.IsCancellationRequested ? 0 : 1);
            }

            return false;
        }

        using (socket)
        using (CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(stop))
        {
            using (gate.Write())
            {
                DateTimeOffset now = time.GetUtcNow();
                session.Open(now.ToUnixTimeMilliseconds());
                tap?.Opened(session.Name, now);
            }

            long before = counters[FeedCount.Frames];
            Task speaking = SpeakAsync(socket, ended);
            string end = await ListenAsync(socket, ended.Token);
            End(ended);
            await speaking;
            LastEnd = session.Ending ?? end;
            socket.Abort();
            using (gate.Write())
            {
                session.Close();
                tap?.Closed(session.Name, time.GetUtcNow());
            }

            return counters[FeedCount.Frames] > before;
        }
    }

    private async Task<string> ListenAsync(WebSocket socket, CancellationToken stop)
    {
        using FrameBuffer buffer = new(options.LargestFrame);
        try
        {
            while (true)
            {
                FrameEnd end = await buffer.ReceiveAsync(socket, stop);
                if (end == FrameEnd.Closed)
                {
                    return "the venue closed the connection";
                }

                if (!Take(buffer.Frame, end == FrameEnd.TooLarge))
                {
                    return "given up";
                }

                if (session.HasSomethingToSay)
                {
                    Stir();
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            return e is OperationCanceledException ? "stopped" : "the connection broke";
        }
    }

    /// <returns>False if the connection has to be given up.</returns>
    private bool Take(ReadOnlySpan<byte> frame, bool isTooLarge)
    {
        using FeedGate.Turn turn = gate.Write();
        if (isTooLarge)
        {
            session.RefuseHugeFrame();
        }
        else
        {
            DateTimeOffset now = time.GetUtcNow();
            session.Take(frame, now.ToUnixTimeMilliseconds());
            tap?.Heard(session.Name, now, frame);
        }

        return session.Ending is null;
    }

    private byte[]? NextCommand()
    {
        using FeedGate.Turn turn = gate.Write();
        DateTimeOffset now = time.GetUtcNow();
        byte[]? command = session.NextCommand(now.ToUnixTimeMilliseconds());
        tap?.Asked(session.Name, now, command);
        return command;
    }

    private async Task SpeakAsync(WebSocket socket, CancellationTokenSource ended)
    {
        try
        {
            while (!ended.IsCancellationRequested)
            {
                _isStirred = false;
                byte[]? command = NextCommand();
                if (session.Ending is not null)
                {
                    End(ended);
                }
                else if (command is not null)
                {
                    await socket.SendAsync(command, WebSocketMessageType.Text, endOfMessage: true, ended.Token);
                }
                else
                {
                    await PauseAsync(ended.Token);
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            End(ended);
        }
    }

    /// <summary>
    /// Until the next beat, or until there is something to say. It goes on where it was ended, on no other thread, so
    /// that virtual time does not run ahead of it.
    /// </summary>
    private async Task PauseAsync(CancellationToken stop)
    {
        TaskCompletionSource pause = new();
        Volatile.Write(ref _pause, pause);
        using ITimer timer = time.CreateTimer(Ended, pause, beat, Timeout.InfiniteTimeSpan);
        using CancellationTokenRegistration ending = stop.Register(Ended, pause);
        if (_isStirred)
        {
            pause.TrySetResult();
        }

        await pause.Task;

        static void Ended(object? waiting) => ((TaskCompletionSource)waiting!).TrySetResult();
    }

    /// <summary>At once, so that nothing goes on beside whoever ends it.</summary>
    private static void End(CancellationTokenSource source) => source.Cancel();
}
