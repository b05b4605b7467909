namespace Dutchbook.Alerts;

/// <summary>What the lines of an outbox add up to.</summary>
internal sealed class OutboxState
{
    /// <summary>Keys older than this no longer keep anything from being told.</summary>
    private static readonly TimeSpan KeyMemory = TimeSpan.FromDays(2);

    /// <summary>A channel that is set up no more is not spoken of for ever.</summary>
    private static readonly TimeSpan ChannelMemory = TimeSpan.FromDays(30);

    private readonly SortedDictionary<string, ChannelState> _channels = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, Entry> _entries = [];
    private readonly Dictionary<string, long> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _raised = new(StringComparer.Ordinal);
    private long _last;

    public IReadOnlyDictionary<string, DateTimeOffset> Raised => _raised;

    public IEnumerable<ChannelState> Channels => _channels.Values;

    public IReadOnlyList<Pending> Waiting =>
        [.. Open.SelectMany(static entry => entry.Attempts.Select(pair => new Pending(entry.Alert, pair.Key, pair.Value)))];

    public IReadOnlyList<Alert> Unacknowledged =>
        [.. Open.Where(static entry => entry.Alert.WantsAcknowledging && !entry.IsAcknowledged).Select(static entry => entry.Alert)];

    public IEnumerable<Entry> Open => _entries.Values;

    public void Add(Alert alert, IReadOnlyList<string> channels)
    {
        _raised[alert.DedupeKey] = alert.At;
        if (_numbers.ContainsKey(alert.Id))
        {
            return;
        }

        Entry entry = new(alert);
        foreach (string channel in channels)
        {
            entry.Attempts[channel] = 0;
        }

        Keep(++_last, entry);
    }

    public void Raise(string key, DateTimeOffset at) => _raised[key] = at;

    public void Know(ChannelState state) => _channels[state.Channel] = state;

    public ChannelState StateOf(string channel) => _channels.GetValueOrDefault(channel) ?? new ChannelState(channel);

    public void Postpone(string id, string channel, DateTimeOffset? at, string words)
    {
        Fail(channel, at, words, givenUp: 0);
        if (Find(id) is { } entry && entry.Attempts.TryGetValue(channel, out int attempts))
        {
            entry.Attempts[channel] = attempts + 1;
        }
    }

    public void GiveUp(string id, string channel, DateTimeOffset? at, string words)
    {
        Fail(channel, at, words, givenUp: 1);
        Close(id, channel);
    }

    public void Deliver(string id, string channel, DateTimeOffset? at)
    {
        if (at is not null)
        {
            Know(StateOf(channel) with { LastDelivery = at });
        }

        Close(id, channel);
    }

    public bool Acknowledge(string id)
    {
        if (Find(id) is not { } entry || entry.IsAcknowledged)
        {
            return false;
        }

        entry.IsAcknowledged = true;
        Drop(id, entry);
        foreach (Entry reminder in _entries.Values.Where(item => item.Alert.RepeatOf == id).ToArray())
        {
            // Nobody is reminded of what was seen.
            reminder.Attempts.Clear();
            Drop(reminder.Alert.Id, reminder);
        }

        return true;
    }

    /// <summary>What is too old to matter to anybody.</summary>
    public void Forget(DateTimeOffset now)
    {
        foreach (string channel in _channels.Values.Where(state => now - Newest(state) > ChannelMemory)
            .Select(static state => state.Channel).ToArray())
        {
            _channels.Remove(channel);
        }

        foreach (string key in _raised.Where(pair => now - pair.Value > KeyMemory).Select(static pair => pair.Key).ToArray())
        {
            _raised.Remove(key);
        }
    }

    private static DateTimeOffset Newest(ChannelState state) =>
        state.LastDelivery > state.FailedAt ? state.LastDelivery.Value : state.FailedAt ?? state.LastDelivery ?? DateTimeOffset.MinValue;

    private void Fail(string channel, DateTimeOffset? at, string words, int givenUp)
    {
        ChannelState state = StateOf(channel);
        Know(at is null
            ? state with { GivenUp = state.GivenUp + givenUp }
            : state with { LastFailure = words, FailedAt = at, GivenUp = state.GivenUp + givenUp });
    }

    /// <summary>The channel has nothing more to do for this alert.</summary>
    private void Close(string id, string channel)
    {
        if (Find(id) is { } entry)
        {
            entry.Attempts.Remove(channel);
            Drop(id, entry);
        }
    }

    private Entry? Find(string id) => _numbers.TryGetValue(id, out long number) ? _entries[number] : null;

    private void Keep(long number, Entry entry)
    {
        _entries[number] = entry;
        _numbers[entry.Alert.Id] = number;
        Drop(entry.Alert.Id, entry);
    }

    /// <summary>Nothing is left to do: all channels are through, and nobody has to acknowledge it.</summary>
    private void Drop(string id, Entry entry)
    {
        if (entry.Attempts.Count == 0 && (entry.IsAcknowledged || !entry.Alert.WantsAcknowledging)
            && _numbers.Remove(id, out long number))
        {
            _entries.Remove(number);
        }
    }

    internal sealed class Entry(Alert alert)
    {
        public Alert Alert { get; } = alert;

        /// <summary>Attempts by channel that still has to deliver it.</summary>
        public SortedDictionary<string, int> Attempts { get; } = new(StringComparer.Ordinal);

        public bool IsAcknowledged { get; set; }
    }
}
