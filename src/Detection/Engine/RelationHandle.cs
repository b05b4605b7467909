namespace Dutchbook.Detection;

/// <summary>What the engine knows a relation by. Numbers are given out again, with a new version.</summary>
public readonly record struct RelationHandle(int Number, int Version)
{
    public override string ToString() => $"#{Number}.{Version}";
}
