using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <content>The way of a frame.</content>
internal sealed partial class FeedSession
{
    /// <summary>
    /// Takes one frame. Nothing that a frame says throws; what is wrong with it is counted and kept to what it
    /// concerns.
    /// </summary>
    /// <param name="bytes">One whole message.</param>
    /// <param name="at">When it arrived, in Unix milliseconds.</param>
    public void Take(ReadOnlySpan<byte> bytes, long at)
    {
        _counters.Add(FeedCount.Frames);
        _counters.Add(FeedCount.Bytes, bytes.Length);
        Health.Hear(at);
        DeltaFrame delta = default;
        if (DeltaReader.TryRead(bytes, ref delta))
        {
            if (Admit(delta.Sid, delta.Sequence, numbered: true) is { IsBooks: true })
            {
                TakeDelta(ref delta, at);
            }

            return;
        }

        Frame frame = default;
        if (!Frame.TryRead(bytes, ref frame))
        {
            // Its number is missing from now on, so that what it may have concerned is found out by the next frame.
            _counters.Add(FeedCount.Malformed);
            return;
        }

        switch (frame.Kind)
        {
            case FrameKind.Subscribed:
                SubscribedWire? subscribed = NoticeReading.Read(frame.Message, WireJson.Default.SubscribedWire);
                Acknowledge(frame, subscribed?.Sid ?? 0, at);
                break;
            case FrameKind.Ok:
            case FrameKind.Unsubscribed:
                Acknowledge(frame, frame.Sid, at);
                if (frame is { Sid: > 0, Sequence: > 0 })
                {
                    Admit(frame.Sid, frame.Sequence, numbered: true);
                }

                break;
            case FrameKind.Error:
                if (frame is { Sid: > 0, Sequence: > 0 })
                {
                    Admit(frame.Sid, frame.Sequence, numbered: true);
                }

                TakeError(frame, at);
                break;
            case FrameKind.Delta:
                TakeOddDelta(frame, at);
                break;
            case FrameKind.Snapshot:
                TakeSnapshot(frame, at);
                break;
            case FrameKind.Ticker:
                TakeTicker(frame, at);
                break;
            case FrameKind.MarketLifecycle:
            case FrameKind.EventLifecycle:
            case FrameKind.EventFeeUpdate:
                TakeNotice(frame);
                break;
            case FrameKind.Fill:
            case FrameKind.UserOrder:
                TakePrivate(frame);
                break;
            case FrameKind.Trade:
            case FrameKind.MarketPosition:
            case FrameKind.OrderGroupUpdate:
                if (Admit(frame.Sid, frame.Sequence, numbered: false) is not null)
                {
                    _counters.Add(FeedCount.Unused);
                }

                break;
            case FrameKind.Unknown:
                _counters.Add(FeedCount.UnknownTypes);
                if (frame is { Sid: > 0, Sequence: > 0 })
                {
                    Admit(frame.Sid, frame.Sequence, numbered: true);
                }

                break;
        }
    }

    /// <summary>
    /// The subscription of a frame that may be used; null where there is none, or the frame comes after its time. A gap
    /// before it is noted here: what is on the subscription is out of step from this moment.
    /// </summary>
    private Subscription? Admit(long sid, long number, bool numbered)
    {
        if (_subscriptions.Find(sid) is not { } subscription)
        {
            _counters.Add(FeedCount.UnknownSubscriptions);
            return null;
        }

        if (number == 0)
        {
            if (!numbered)
            {
                return subscription;
            }

            _counters.Add(FeedCount.Unreadable);
            Miss(subscription);
            return null;
        }

        switch (subscription.Take(number))
        {
            case SequenceVerdict.First:
            case SequenceVerdict.Next:
                return subscription;
            case SequenceVerdict.Gap:
                _counters.Add(FeedCount.Gaps);
                Miss(subscription);
                return subscription;
            case SequenceVerdict.Old:
                _counters.Add(FeedCount.OldFrames);
                return null;
            default:
                throw new InvalidOperationException("A frame's number says nothing.");
        }
    }

    private void Miss(Subscription subscription)
    {
        if (subscription.IsBooks)
        {
            _books.FallOutAll(BookDoubt.Gap);
        }
        else
        {
            Interrupt($"frames of {subscription.Channel} are missing");
        }
    }

    private void TakeDelta(ref DeltaFrame delta, long at)
    {
        _counters.Add(FeedCount.Deltas);
        Age(delta.MadeAt, at);
        if (!_markets.TryFind(delta.Ticker, out int market) || !_books.Has(market))
        {
            _counters.Add(FeedCount.UnknownMarkets);
            return;
        }

        // Prices of NO come as the prices of YES that they offer, as was asked for.
        Price price = delta.Side == Side.No && _options.NoInYesPrices ? delta.Price.Complement() : delta.Price;
        switch (_markets.Change(market, delta.Side, price, delta.Change, delta.Sequence))
        {
            case BookDoubt.None:
                break;
            case BookDoubt.Crossed:
                if (_books.Cross(market, at))
                {
                    _counters.Add(FeedCount.CrossedBooks);
                }

                break;
            case BookDoubt.NegativeLevel when _books.IsInStep(market):
                _counters.Add(FeedCount.NegativeLevels);
                _books.FallOut(market, BookDoubt.NegativeLevel);
                break;
            default:
                _counters.Add(FeedCount.UnusedDeltas);
                break;
        }
    }

    /// <summary>A change in another form than usual.</summary>
    private void TakeOddDelta(in Frame frame, long at)
    {
        if (Admit(frame.Sid, frame.Sequence, numbered: true) is not { IsBooks: true })
        {
            return;
        }

        DeltaFrame delta = new() { Sid = frame.Sid, Sequence = frame.Sequence, Ticker = BookMessages.TickerOf(frame.Message) };
        if (!delta.Ticker.IsEmpty && BookMessages.TryReadDelta(frame.Message, ref delta))
        {
            TakeDelta(ref delta, at);
            return;
        }

        _counters.Add(FeedCount.Unreadable);
        if (_markets.TryFind(delta.Ticker, out int market))
        {
            _books.FallOut(market, BookDoubt.Unreadable);
        }
        else if (delta.Ticker.IsEmpty)
        {
            // It changed some book, and does not say which.
            _books.FallOutAll(BookDoubt.Unreadable);
        }
    }

    private void TakeSnapshot(in Frame frame, long at)
    {
        if (Admit(frame.Sid, frame.Sequence, numbered: true) is not { IsBooks: true })
        {
            return;
        }

        _counters.Add(FeedCount.Snapshots);
        ReadOnlySpan<byte> ticker = BookMessages.TickerOf(frame.Message);
        if (!_markets.TryFind(ticker, out int market) || _markets.BeginSnapshot(market) is not { } book)
        {
            _counters.Add(ticker.IsEmpty ? FeedCount.Unreadable : FeedCount.UnknownMarkets);
            return;
        }

        if (!BookMessages.TryReadSnapshot(frame.Message, book, _options.NoInYesPrices))
        {
            _counters.Add(FeedCount.Unreadable);
            _books.StillOut(market, BookDoubt.Unreadable, at);
        }
        else
        {
            // The answer to the command may come after the snapshot; changes that come between them count already.
            _books.InStep(market);
            if (!_markets.EndSnapshot(market, frame.Sequence) && _books.Cross(market, at))
            {
                _counters.Add(FeedCount.CrossedBooks);
            }
        }
    }

    private void TakeTicker(in Frame frame, long at)
    {
        if (Admit(frame.Sid, frame.Sequence, numbered: false) is null)
        {
            return;
        }

        _counters.Add(FeedCount.Tickers);
        ReadOnlySpan<byte> ticker = BookMessages.TickerOf(frame.Message);
        if (!_markets.TryFind(ticker, out int market))
        {
            _counters.Add(ticker.IsEmpty ? FeedCount.Unreadable : FeedCount.UnknownMarkets);
            return;
        }

        if (BookMessages.TryReadTicker(frame.Message, out Touch touch, out long madeAt))
        {
            Age(madeAt, at);
            _markets.TakeTouch(market, touch, at);
        }
        else
        {
            // What is on offer is not known; that nobody is there would be a guess.
            _counters.Add(FeedCount.Unreadable);
            _markets.ForgetTouch(market);
        }
    }

    private void TakeNotice(in Frame frame)
    {
        if (Admit(frame.Sid, frame.Sequence, numbered: true) is null)
        {
            return;
        }

        _counters.Add(frame.Kind == FrameKind.EventFeeUpdate ? FeedCount.FeeUpdates : FeedCount.Lifecycles);
        VenueNotice? notice = frame.Kind switch
        {
            FrameKind.MarketLifecycle => NoticeReading.Market(frame.Message),
            FrameKind.EventLifecycle => NoticeReading.Event(frame.Message),
            _ => NoticeReading.Fees(frame.Message),
        };
        if (notice is null)
        {
            _counters.Add(FeedCount.Unreadable);
            Interrupt("a notice could not be read");
        }
        else
        {
            _notices.Add(notice);
        }
    }

    private void TakePrivate(in Frame frame)
    {
        if (Admit(frame.Sid, frame.Sequence, numbered: false) is null)
        {
            return;
        }

        _counters.Add(FeedCount.PrivateMessages);
        if ((frame.Kind == FrameKind.Fill ? PrivateReading.Fill(frame.Message) : PrivateReading.Order(frame.Message)) is { } notice)
        {
            _tell?.Invoke(notice);
        }
        else
        {
            _counters.Add(FeedCount.Unreadable);
            Interrupt("a message about our own orders could not be read");
        }
    }

    private void Age(long madeAt, long at)
    {
        if (madeAt > 0)
        {
            Health.Age(madeAt, at);
            _counters.Add(FeedCount.LateMessages, Health.IsLate ? 1 : 0);
        }
    }
}
