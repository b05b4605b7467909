namespace Dutchbook.Alerts;

/// <summary>What the lines of an outbox add up to.</summary>
internal sealed class OutboxState
{
    /// <summary>Keys older than this no longer keep anything from being told.</summary>
    private static readonly TimeSpan KeyMemory = TimeSpan.FromDays(2);

    private readonly SortedDictionary<long, Entry> _entries = [];
    private readonly Dictionary<string, long> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _raised = new(StringComparer.Ordinal);
    private long _last;

    public IReadOnlyDictionary<string, DateTimeOffset> Raised => _raised;

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

    public void Postpone(string id, string channel)
    {
        if (Find(id) is { } entry && entry.Attempts.TryGetValue(channel, out int attempts))
        {
            entry.Attempts[channel] = attempts + 1;
        }
    }

    /// <summary>The channel has nothing more to do for this alert.</summary>
    public void Close(string id, string channel)
    {
        if (Find(id) is { } entry)
        {
            entry.Attempts.Remove(channel);
            Drop(id, entry);
        }
    }

    public bool Acknowledge(string id)
    {
        if (Find(id) is not { } entry || entry.IsAcknowledged)
        {
            return false;
        }

        entry.IsAcknowledged = true;
        Drop(id, entry);
        return true;
    }

    public void ForgetKeys(DateTimeOffset now)
    {
        foreach (string key in _raised.Where(pair => now - pair.Value > KeyMemory).Select(static pair => pair.Key).ToArray())
        {
            _raised.Remove(key);
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
        if (entry.Attempts.Count == 0 && (entry.IsAcknowledged || entry.Alert.Severity != AlertSeverity.Critical)
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
