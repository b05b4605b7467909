namespace Dutchbook.Kalshi;

/// <summary>What a key may send.</summary>
/// <param name="Tier">The venue's word, such as <c>basic</c>.</param>
/// <param name="Read">Null when it cannot be read from the answer.</param>
/// <param name="Write">Null when it cannot be read from the answer.</param>
public sealed record AccountLimits(string Tier, TokenRate? Read, TokenRate? Write);
