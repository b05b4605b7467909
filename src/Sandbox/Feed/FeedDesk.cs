using System.Text.Json;

namespace Dutchbook.Sandbox;

/// <summary>Follows the commands of clients. All of it runs while the floor is held, so a snapshot and what follows it fit.</summary>
internal sealed class FeedDesk(TradingFloor floor, FeedHub hub, SandboxOptions options)
{
    public void Follow(FeedConnection connection, ReadOnlyMemory<byte> text)
    {
        FeedCommand? command = null;
        try
        {
            command = FeedCommand.Parse(text);
            switch (command.Name)
            {
                case "subscribe":
                    Subscribe(connection, command);
                    break;
                case "unsubscribe":
                    Unsubscribe(connection, command);
                    break;
                case "update_subscription":
                    Update(connection, command);
                    break;
                case "list_subscriptions":
                    List(connection, command);
                    break;
                default:
                    throw new FeedRefusal(5, "Unknown command");
            }
        }
        catch (FeedRefusal refusal)
        {
            Refuse(connection, command?.Id, sid: null, refusal);
        }
    }

    /// <summary>Ends every subscription of a client that reads too slowly; what waited for it is dropped.</summary>
    public void Overflow(FeedConnection connection)
    {
        connection.Drop();
        foreach (Subscription subscription in connection.Subscriptions.Values.ToArray())
        {
            End(subscription, new FeedRefusal(25, "Subscription buffer overflow"));
        }
    }

    /// <summary>Ends subscriptions with a terminal error.</summary>
    public void End(Subscription subscription, FeedRefusal reason)
    {
        Forget(subscription);
        Refuse(subscription.Connection, id: null, subscription.Sid, reason);
    }

    /// <summary>The client is gone.</summary>
    public void Leave(FeedConnection connection)
    {
        foreach (Subscription subscription in connection.Subscriptions.Values.ToArray())
        {
            Forget(subscription);
        }
    }

    private void Subscribe(FeedConnection connection, FeedCommand command)
    {
        _ = command.Required;
        IReadOnlyList<string> channels = command.Texts("channels") is { Count: > 0 } named
            ? named : throw new FeedRefusal(3, "Channels required");
        if (channels.Except(Channels.All, StringComparer.Ordinal).Any())
        {
            throw new FeedRefusal(8, "Unknown channel name");
        }

        HashSet<Pit>? markets = Markets(command);
        if (markets is null && channels.Contains(Channels.OrderBook, StringComparer.Ordinal))
        {
            throw new FeedRefusal(14, "Market Ticker required");
        }

        Limit(markets);
        foreach (string channel in channels)
        {
            HashSet<Pit>? own = markets is null || !Channels.TakesMarkets(channel) ? null : [.. markets];
            Subscription subscription = new(connection, connection.NextSid(), channel, own)
            {
                UsesYesPrice = command.Flag("use_yes_price"),
                SkipsAcknowledgedMarkets = command.Flag("skip_ticker_ack"),
            };
            connection.Subscriptions.Add(subscription.Sid, subscription);
            hub.Add(subscription);
            connection.Reply(hub.Writer.Plain("subscribed", command.Id, json =>
            {
                json.WriteStartObject("msg");
                json.WriteString("channel", channel);
                json.WriteNumber("sid", subscription.Sid);
                json.WriteEndObject();
            }));
            Begin(subscription, own, command.Flag("send_initial_snapshot"));
        }
    }

    /// <summary>What a subscriber gets at first: the books, or the tickers if they were asked for.</summary>
    private void Begin(Subscription subscription, IEnumerable<Pit>? markets, bool sendsTickers)
    {
        foreach (Pit pit in (markets ?? (sendsTickers ? floor.Pits : [])).OrderBy(static pit => pit.Index))
        {
            if (subscription.Channel == Channels.OrderBook)
            {
                hub.Snapshot(subscription, pit);
            }
            else if (subscription.Channel == Channels.Ticker && sendsTickers)
            {
                hub.Ticker(subscription, pit, options.Time.GetUtcNow());
            }
        }
    }

    private void Unsubscribe(FeedConnection connection, FeedCommand command)
    {
        _ = command.Required;
        IReadOnlyList<int> sids = command.Numbers("sids") is { Count: > 0 } named ? named : throw new FeedRefusal(4, "Subscription IDs required");
        foreach (int sid in sids)
        {
            if (!connection.Subscriptions.TryGetValue(sid, out Subscription? subscription))
            {
                Refuse(connection, command.Id, sid, new FeedRefusal(7, "Unknown subscription ID"));
                continue;
            }

            long seq = subscription.Next();
            Forget(subscription);
            connection.Reply(hub.Writer.Plain("unsubscribed", command.Id, json =>
            {
                json.WriteNumber("sid", sid);
                json.WriteNumber("seq", seq);
            }));
        }
    }

    private void Update(FeedConnection connection, FeedCommand command)
    {
        _ = command.Required;
        IReadOnlyList<int> sids = command.Numbers("sids") ?? (command.Number("sid") is { } one ? [one] : []);
        if (sids is not [int sid])
        {
            throw new FeedRefusal(12, "Exactly one subscription ID is required");
        }

        if (!connection.Subscriptions.TryGetValue(sid, out Subscription? subscription))
        {
            throw new FeedRefusal(7, "Unknown subscription ID");
        }

        string action = command.Text("action") ?? throw new FeedRefusal(15, "Action required");
        HashSet<Pit> asked = Markets(command) ?? throw new FeedRefusal(14, "Market Ticker required");
        HashSet<Pit> markets = subscription.Markets ?? throw new FeedRefusal(13, "Unsupported action");
        bool isBook = subscription.Channel == Channels.OrderBook;
        List<Pit> shown = [];
        switch (action)
        {
            case "add_markets":
                Limit([.. markets, .. asked]);
                shown.AddRange(asked.Where(markets.Add));
                shown.ForEach(pit => Watch(subscription, pit, isBook));
                break;
            case "delete_markets":
                foreach (Pit pit in asked.Where(markets.Remove).Where(_ => isBook))
                {
                    hub.Unwatch(subscription, pit);
                }

                break;
            case "get_snapshot" when isBook && asked.IsSubsetOf(markets):
                shown.AddRange(asked);
                break;
            case "get_snapshot" when isBook:
                throw new FeedRefusal(11, "Invalid parameter", [.. asked.Except(markets).Select(static pit => pit.Listed.Ticker)]);
            default:
                throw new FeedRefusal(13, "Unsupported action");
        }

        bool isSilent = command.Flag("skip_ticker_ack") || subscription.SkipsAcknowledgedMarkets;
        hub.Send(subscription, "ok", json => Acknowledge(json, isSilent ? [] : markets), command.Id, always: true);
        Begin(subscription, shown, command.Flag("send_initial_snapshot"));
    }

    private void Watch(Subscription subscription, Pit pit, bool isBook)
    {
        if (isBook)
        {
            hub.Watch(subscription, pit);
        }
    }

    private static void Acknowledge(Utf8JsonWriter json, IEnumerable<Pit> markets)
    {
        json.WriteStartArray("market_tickers");
        foreach (Pit pit in markets.OrderBy(static pit => pit.Index))
        {
            json.WriteStringValue(pit.Listed.Ticker);
        }

        json.WriteEndArray();
    }

    private void List(FeedConnection connection, FeedCommand command) =>
        connection.Reply(hub.Writer.Plain("ok", command.Id, json =>
        {
            json.WriteStartArray("msg");
            foreach (Subscription subscription in connection.Subscriptions.Values)
            {
                json.WriteStartObject();
                json.WriteString("channel", subscription.Channel);
                json.WriteNumber("sid", subscription.Sid);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }));

    private void Refuse(FeedConnection connection, long? id, int? sid, FeedRefusal refusal) =>
        connection.Reply(hub.Writer.Plain("error", id, json =>
        {
            if (sid is { } number)
            {
                json.WriteNumber("sid", number);
            }

            json.WriteStartObject("msg");
            json.WriteNumber("code", refusal.Code);
            if (refusal.Markets is { } markets)
            {
                json.WriteStartArray("market_tickers");
                foreach (string ticker in markets)
                {
                    json.WriteStringValue(ticker);
                }

                json.WriteEndArray();
            }

            json.WriteString("msg", refusal.Message);
            json.WriteEndObject();
        }));

    private void Forget(Subscription subscription)
    {
        hub.Remove(subscription);
        subscription.Connection.Subscriptions.Remove(subscription.Sid);
    }

    private void Limit(HashSet<Pit>? markets)
    {
        if (markets?.Count > options.MostMarketsPerSubscription)
        {
            throw new FeedRefusal(26, "Too many markets for one subscription");
        }
    }

    private HashSet<Pit>? Markets(FeedCommand command)
    {
        IReadOnlyList<string>? tickers = command.Texts("market_tickers") ?? (command.Text("market_ticker") is { } one ? [one] : null);
        IReadOnlyList<string>? ids = command.Texts("market_ids") ?? (command.Text("market_id") is { } id ? [id] : null);
        if (tickers is null && ids is null)
        {
            return null;
        }

        string[] unknown = [.. (tickers ?? []).Where(ticker => floor.FindPit(ticker) is null)];
        if (unknown.Length > 0)
        {
            throw new FeedRefusal(11, "Invalid parameter", unknown);
        }

        HashSet<string> wanted = new(ids ?? [], StringComparer.Ordinal);
        return
        [
            .. (tickers ?? []).Select(ticker => floor.FindPit(ticker)!),
            .. wanted.Count == 0 ? [] : floor.Pits.Where(pit => wanted.Contains(pit.MarketId)),
        ];
    }
}
