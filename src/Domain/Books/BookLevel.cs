namespace Dutchbook.Domain;

/// <summary>A price and the contracts offered at it.</summary>
public readonly record struct BookLevel(Price Price, Quantity Quantity);
