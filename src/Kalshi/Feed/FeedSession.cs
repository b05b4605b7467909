using Dutchbook.Execution;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>
/// One connection's side of the conversation, without the connection: frames and the clock go in, commands come out,
/// and what the
/// frames say goes into <see cref="LiveMarkets"/>. One command at a time is under way, and nothing is asked for on a
/// subscription
/// before the venue has acknowledged it.
/// </summary>
internal sealed partial class FeedSession
{
    private readonly LiveMarkets _markets;
    private readonly FeedOptions _options;
    private readonly FeedCounters _counters;
    private readonly BookInterest _books;
    private readonly FeedSubscriptions _subscriptions;
    private readonly FeedChannels _channels;
    private readonly List<VenueNotice> _notices = [];
    private readonly Action<PrivateNotice>? _tell;
    private FeedCommand? _underWay;
    private long _sentAt;
    private long _lastId;
    private bool _isOpen;

    /// <param name="tell">Hears of our own orders and fills.</param>
    public FeedSession(
        LiveMarkets markets, FeedChannels channels, FeedOptions options, FeedCounters counters, Action<PrivateNotice>? tell = null)
    {
        (_markets, _channels, _options, _counters, _tell) = (markets, channels, options, counters, tell);
        _books = new BookInterest(markets, options, counters);
        _subscriptions = new FeedSubscriptions(channels);
        Health = new ConnectionHealth(options.MostAge, options.MostSilence);
    }

    public ConnectionHealth Health { get; }

    /// <summary>What the connection is for, in one word.</summary>
    public string Name => _channels.HasFlag(FeedChannels.Books) ? "books" : _channels.HasFlag(FeedChannels.Private) ? "private" : "market";

    /// <summary>Why the connection has to be given up; null while it is good.</summary>
    public string? Ending { get; private set; }

    /// <summary>Whether it is connected and was heard of late.</summary>
    /// <param name="at">Now, in Unix milliseconds.</param>
    public bool IsHeard(long at) => _isOpen && Ending is null && !Health.IsSilent(at);

    /// <summary>Whether everything asked for is subscribed and every wanted book is in step.</summary>
    public bool IsSettled =>
        _isOpen && _underWay is null && _subscriptions.NextChannel is null && _books.IsComplete && _books.OutOfStepCount == 0;

    /// <summary>Whether it is worth asking for a command now, rather than at the next beat.</summary>
    public bool HasSomethingToSay => _isOpen && _underWay is null && (_subscriptions.NextChannel is not null || _books.IsStirred);

    /// <summary>The highest number taken on the books' subscription; 0 before the first.</summary>
    public long LastBookNumber => _subscriptions.Find(_books.Sid)?.LastNumber ?? 0;

    /// <summary>The books wanted from now on, all of them.</summary>
    public void Want(IEnumerable<int> wanted) => _books.Want(wanted, Health);

    /// <summary>A new connection is up.</summary>
    /// <param name="at">Now, in Unix milliseconds.</param>
    public void Open(long at)
    {
        _counters.Add(FeedCount.Connections);
        _subscriptions.Reset();
        _books.Lose();
        Health.Reset(at);
        (_isOpen, _underWay, Ending) = (true, null, null);
        if (_lastId > 0)
        {
            Interrupt("the connection was made anew");
        }
    }

    /// <summary>The connection is gone: nothing it brought may be decided on.</summary>
    public void Close()
    {
        _isOpen = false;
        _books.Lose();
        if (_channels.HasFlag(FeedChannels.Ticker))
        {
            _markets.ForgetTouches();
        }
    }

    /// <summary>What has to be said now; null when nothing has. Whoever takes it sends it.</summary>
    public byte[]? NextCommand(long at)
    {
        if (!_isOpen || Ending is not null)
        {
            return null;
        }

        if (_underWay is not null)
        {
            if (at - _sentAt > (long)_options.AnswerTimeout.TotalMilliseconds)
            {
                bool isProbe = _underWay.Kind == FeedCommandKind.Probe;
                _counters.Add(isProbe ? FeedCount.DeadConnections : FeedCount.Unacknowledged);
                Ending = isProbe ? "nothing is heard on the connection" : "a command was not acknowledged";
            }

            return null;
        }

        long id = _lastId + 1;
        FeedCommand? next = Health.IsSilent(at) ? FeedCommand.Probe(id)
            : _subscriptions.NextChannel is { } channel ? FeedCommand.Subscribe(id, channel)
            : _channels.HasFlag(FeedChannels.Books) ? _books.Next(id, at)
            : null;
        if (next is null)
        {
            return null;
        }

        _counters.Add(FeedCount.Probes, next.Kind == FeedCommandKind.Probe ? 1 : 0);
        (_underWay, _sentAt, _lastId) = (next, at, id);
        return next.Text;
    }

    /// <summary>Takes the notices of the venue since the last time.</summary>
    public void TakeNotices(List<VenueNotice> into)
    {
        into.AddRange(_notices);
        _notices.Clear();
    }

    /// <summary>A message larger than any can be: the connection is not to be trusted.</summary>
    public void RefuseHugeFrame()
    {
        _counters.Add(FeedCount.Huge);
        Ending = "a message was larger than any can be";
    }

    private void Interrupt(string reason)
    {
        if (_channels.HasFlag(FeedChannels.Lifecycle))
        {
            _notices.Add(new VenueNotice.Interrupted(reason));
        }

        if (_channels.HasFlag(FeedChannels.Private))
        {
            _tell?.Invoke(new PrivateNotice.Resumed(reason));
        }
    }

    /// <summary>An answer to the command under way.</summary>
    private void Acknowledge(in Frame frame, long sid, long at)
    {
        _counters.Add(FeedCount.Answers);
        if (_underWay is not { } command || frame.Id != command.Id)
        {
            return;
        }

        _underWay = null;
        switch (command.Kind)
        {
            case FeedCommandKind.Subscribe:
                _subscriptions.Settle(command.Channel);
                if (sid > 0)
                {
                    _subscriptions.Add(sid, command.Channel);
                    if (command.Channel == FeedCommand.BookChannel)
                    {
                        _books.Accept(sid, command.Markets, at);
                    }
                }

                break;
            case FeedCommandKind.AddMarkets:
                _books.Accept(_books.Sid, command.Markets, at);
                break;
            case FeedCommandKind.DropMarkets:
                _books.Dropped(command.Markets);
                break;
            case FeedCommandKind.GetSnapshots:
            case FeedCommandKind.Probe:
                break;
        }
    }

    private void TakeError(in Frame frame, long at)
    {
        int code = NoticeReading.Read(frame.Message, WireJson.Default.FeedErrorWire)?.Code ?? 0;
        if (code is FeedErrors.ChannelError or FeedErrors.BufferOverflow or FeedErrors.Authentication)
        {
            _counters.Add(FeedCount.TerminalErrors);
            Ending = code == FeedErrors.BufferOverflow
                ? "the venue says that we read too slowly"
                : $"the venue ended a channel with error {code}";
            return;
        }

        if (_underWay is not { } command || frame.Id != command.Id)
        {
            _counters.Add(FeedCount.OtherErrors);
            return;
        }

        _counters.Add(FeedCount.RefusedCommands);
        _underWay = null;
        if (command.Kind is FeedCommandKind.AddMarkets || (command.Kind == FeedCommandKind.Subscribe && command.Markets.Count > 0))
        {
            _books.Refuse(command.Markets, at);
        }
        else if (command.Kind == FeedCommandKind.Subscribe)
        {
            // A channel that everything rests on cannot be had.
            Ending = $"the venue refused {command.Channel} with error {code}";
        }
        else if (command.Kind == FeedCommandKind.DropMarkets)
        {
            _books.Dropped(command.Markets);
        }
    }
}

/// <summary>The venue's codes of errors on the stream that end something.</summary>
internal static class FeedErrors
{
    public const int Authentication = 9;
    public const int ChannelError = 10;
    public const int BufferOverflow = 25;
}
