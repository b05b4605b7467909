namespace Dutchbook.Pipeline;

/// <summary>Who of an instance's parts is well: each tells of itself, and one that falls silent is told of.</summary>
public sealed class LayerWatch(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Entry> _layers = new(StringComparer.Ordinal);

    /// <summary>Told when the health of a part changes; not at every sign of life.</summary>
    public Action<LayerState>? Changed { get; set; }

    /// <summary>All parts, by name.</summary>
    public IReadOnlyList<LayerState> States
    {
        get
        {
            lock (_gate)
            {
                return [.. _layers.Values.Select(static entry => entry.State)];
            }
        }
    }

    /// <summary>Takes up a part.</summary>
    /// <param name="name">The part.</param>
    /// <param name="deadline">It is stalled when nothing was heard of it for so long; null for one that need not tell.</param>
    public void Add(string name, TimeSpan? deadline)
    {
        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            _layers[name] = new Entry(new LayerState(name, LayerHealth.Starting, "starting", now), deadline, now);
        }
    }

    /// <summary>The part is as it says.</summary>
    public void Tell(string name, LayerHealth health, string text)
    {
        LayerState? changed = null;
        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            Entry entry = _layers.GetValueOrDefault(name) ?? new Entry(new LayerState(name, LayerHealth.Starting, "", now), null, now);
            bool isNew = entry.State.Health != health;
            LayerState state = entry.State with { Health = health, Text = text, Since = isNew ? now : entry.State.Since };
            _layers[name] = entry with { State = state, HeardAt = now };
            changed = isNew ? state : null;
        }

        if (changed is not null)
        {
            Changed?.Invoke(changed);
        }
    }

    /// <summary>The part is alive, and otherwise as it was.</summary>
    public void Beat(string name)
    {
        lock (_gate)
        {
            if (_layers.TryGetValue(name, out Entry? entry))
            {
                entry.HeardAt = time.GetUtcNow();
            }
        }
    }

    /// <summary>Looks for parts that fell silent.</summary>
    public void Check()
    {
        List<LayerState> changed = [];
        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            foreach ((string name, Entry entry) in _layers.ToArray())
            {
                bool isAwake = entry.State.Health is LayerHealth.Starting or LayerHealth.Well or LayerHealth.Degraded;
                if (isAwake && entry.Deadline is { } deadline && now - entry.HeardAt > deadline)
                {
                    LayerState state = new(name, LayerHealth.Stalled, $"nothing was heard of it for {deadline.TotalSeconds:0} s", now);
                    _layers[name] = entry with { State = state };
                    changed.Add(state);
                }
            }
        }

        changed.ForEach(state => Changed?.Invoke(state));
    }

    private sealed record Entry(LayerState State, TimeSpan? Deadline, DateTimeOffset HeardAt)
    {
        public DateTimeOffset HeardAt { get; set; } = HeardAt;
    }
}
