namespace Dutchbook.Domain;

/// <summary>A field that was absent or could not be read, and why; it stops the decisions that need the field.</summary>
public sealed record FieldDefect(string Field, string Problem)
{
    public override string ToString() => $"{Field}: {Problem}";
}
