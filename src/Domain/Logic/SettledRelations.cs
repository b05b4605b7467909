namespace Dutchbook.Domain;

/// <summary>
/// How relations of one rule ended that had looked mispriced by so much: how many held when their markets settled, and
/// how many did not. What the mispricing said about the rule is learnt from it.
/// </summary>
public sealed record SettledRelations(string Rule, ViolationSize Size, int Held, int Broken);
