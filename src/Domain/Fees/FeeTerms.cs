namespace Dutchbook.Domain;

/// <summary>The fee formula and multiplier that apply to a market at an instant, and where they came from.</summary>
/// <param name="Type">A formula with known constants; never Unknown or Flat.</param>
/// <param name="Multiplier">The effective multiplier; zero means fee-free.</param>
/// <param name="Origin">The field it was read from, or the assumption made, for the reader.</param>
/// <param name="IsAssumed">True when the user, not the venue, supplied it: what rests on it is grade D.</param>
public sealed record FeeTerms(FeeType Type, Ratio Multiplier, string Origin, bool IsAssumed = false)
{
    /// <summary>When a scheduled change brought them into force; null for the fields that the venue states now.</summary>
    public DateTimeOffset? InForceSince { get; init; }
}

/// <summary>
/// Effective fee terms, or the reason why they are not known. Unknown fees make a market untradable, never free.
/// </summary>
public readonly record struct FeeResolution
{
    private FeeResolution(FeeTerms? terms, string? reason) => (Terms, Reason) = (terms, reason);

    public FeeTerms? Terms { get; }

    /// <summary>Why the terms are unknown; null when they are known.</summary>
    public string? Reason { get; }

    public static FeeResolution Known(FeeTerms terms) => new(terms, null);

    public static FeeResolution Unknown(string reason) => new(null, reason);

    public override string ToString() => Terms is null ? $"unknown: {Reason}" : Terms.ToString();
}
