using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>What goes wrong with frames on their way to a client. It runs while the floor is held.</summary>
internal sealed class FrameFaults(TradingFloor floor, FaultInjector injector, TimeProvider time)
{
    private const int BytesPerThousandth = 1_000;

    public void Pass(Subscription subscription, string type, byte[] frame)
    {
        FeedConnection connection = subscription.Connection;
        if (injector.IsQuiet)
        {
            connection.Enqueue(frame, subscription);
            return;
        }

        string where = $"{subscription.Channel} sid {subscription.Sid}";
        if (IsStopped(connection, where) || IsLost(subscription, type, where))
        {
            return;
        }

        byte[] sent = injector.Strikes(FaultKind.SocketMalformed, where) ? frame[..(frame.Length / 2)] : frame;
        bool isLate = (type == "orderbook_snapshot" && injector.Strikes(FaultKind.SocketSnapshotLate, where))
            || injector.Strikes(FaultKind.SocketReorder, where);
        if (isLate)
        {
            connection.Swap(sent, subscription);
            return;
        }

        connection.Enqueue(sent, subscription);
        if (injector.Strikes(FaultKind.SocketDuplicate, where))
        {
            connection.Enqueue(sent, subscription);
        }

        if (injector.Strike(FaultKind.SocketHuge, where) is { } thousandths)
        {
            connection.Reply(Huge(thousandths));
        }
    }

    /// <summary>A message that must not be: a delta below zero, or one that crosses the book; null for none.</summary>
    public Action<Utf8JsonWriter>? Poison(Subscription subscription, Pit pit, VenueEvent.BookChanged change)
    {
        string where = $"{subscription.Channel} sid {subscription.Sid}";
        return injector.IsQuiet ? null
            : injector.Strikes(FaultKind.SocketNegative, where)
                ? json => FeedMessages.Delta(json, pit, change with { Delta = Quantity.FromContracts(-1_000_000) }, subscription.UsesYesPrice, null)
            : injector.Strikes(FaultKind.SocketCrossed, where)
                ? json => FeedMessages.Delta(
                    json, pit, change with { Price = Price.FromTicks(9_900), Delta = Quantity.FromContracts(1) }, subscription.UsesYesPrice, null)
            : null;
    }

    private bool IsStopped(FeedConnection connection, string where)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (injector.Strikes(FaultKind.SocketDrop, where))
        {
            connection.Abort?.Invoke();
            return true;
        }

        if (injector.Lasts(FaultKind.SocketHalfOpen, where) is { } deaf)
        {
            connection.MuteUntil = now + deaf;
        }

        if (injector.Lasts(FaultKind.SocketNoPing, where) is { } still)
        {
            connection.NoPingUntil = now + still;
        }

        if (injector.Lasts(FaultKind.SocketLag, where) is { } lag)
        {
            connection.Hold(now + lag);
            connection.Keep(time.CreateTimer(_ => Release(connection), state: null, lag, Timeout.InfiniteTimeSpan));
        }

        return now < connection.MuteUntil;
    }

    private bool IsLost(Subscription subscription, string type, string where)
    {
        if (subscription.Channel is Channels.Fill or Channels.UserOrders or Channels.Positions)
        {
            DateTimeOffset now = time.GetUtcNow();
            if (injector.Lasts(FaultKind.SocketSilence, where) is { } silence)
            {
                subscription.Connection.SilentUntil = now + silence;
            }

            return now < subscription.Connection.SilentUntil
                || (type == "fill" && injector.Strikes(FaultKind.SocketLostFill, where));
        }

        return Channels.IsNumbered(subscription.Channel) && injector.Strikes(FaultKind.SocketGap, where);
    }

    private void Release(FeedConnection connection) => floor.Do((_, _) =>
    {
        connection.Release(time.GetUtcNow());
        return true;
    });

    private static byte[] Huge(long thousandths)
    {
        byte[] frame = new byte[thousandths * BytesPerThousandth];
        Array.Fill(frame, (byte)' ');
        "{\"type\":\"noise\",\"msg\":\""u8.CopyTo(frame);
        "\"}"u8.CopyTo(frame.AsSpan(frame.Length - 2));
        return frame;
    }
}
