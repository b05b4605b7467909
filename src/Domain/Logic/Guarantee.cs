namespace Dutchbook.Domain;

/// <summary>At least <see cref="AtLeast"/> of <see cref="Claims"/> pay in every admissible world.</summary>
public sealed record Guarantee(IReadOnlyList<Claim> Claims, int AtLeast)
{
    public override string ToString() => $"at least {AtLeast} of {{{string.Join(", ", Claims)}}}";
}
