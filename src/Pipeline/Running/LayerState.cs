namespace Dutchbook.Pipeline;

/// <summary>How a part of a running instance is.</summary>
public enum LayerHealth
{
    /// <summary>Begun, and nothing is heard of it yet.</summary>
    Starting = 0,

    Well,

    /// <summary>It goes on, with less than all of it; the text says what is missing.</summary>
    Degraded,

    /// <summary>It broke and is begun anew after a while.</summary>
    Failed,

    /// <summary>It has given no sign of life within its time.</summary>
    Stalled,

    /// <summary>It is not wanted; the text says why.</summary>
    Off,
}

/// <summary>A part of a running instance, as it was last heard of.</summary>
/// <param name="Name">The part, such as `stream`.</param>
/// <param name="Health">How it is.</param>
/// <param name="Text">In a sentence.</param>
/// <param name="Since">Since when it has been so.</param>
public sealed record LayerState(string Name, LayerHealth Health, string Text, DateTimeOffset Since);
