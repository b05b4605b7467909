namespace Dutchbook.Tapes;

/// <summary>What could not be used of a tape, by name.</summary>
public sealed record TapeTrouble(string File, string Problem)
{
    public override string ToString() => $"{File}: {Problem}";
}
