namespace Dutchbook.Tapes;

/// <summary>What a replay went through.</summary>
public sealed record ReplayCounts
{
    public long Lines { get; internal set; }

    public long Pages { get; internal set; }

    public long Frames { get; internal set; }

    public long Passes { get; internal set; }

    public long Connections { get; internal set; }

    /// <summary>Commands that came out other than they are on the tape.</summary>
    public long OtherCommands { get; internal set; }

    /// <summary>When the tape begins; null where it is empty.</summary>
    public DateTimeOffset? From { get; internal set; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset? To { get; internal set; }
}
