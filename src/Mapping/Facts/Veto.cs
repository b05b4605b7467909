using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>Why a relation is not believed: the aspect, the markets and the reason. A veto is never outvoted.</summary>
public sealed record Veto(RuleAspect Aspect, string Reason)
{
    public override string ToString() => $"{Aspect}: {Reason}";
}
