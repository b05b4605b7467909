using Dutchbook.Domain;

namespace Dutchbook.Tapes;

/// <summary>One opportunity over the whole of a run: when it was there, and how it looked at its best.</summary>
/// <param name="Best">As it was judged at the look at which it would have earned most.</param>
/// <param name="FirstSeen">When it was first found.</param>
/// <param name="LastSeen">When it was last found.</param>
/// <param name="Looks">At how many looks it was there.</param>
/// <param name="Episodes">How often it came anew.</param>
public sealed record FoundOpportunity(
    Opportunity Best, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, long Looks, int Episodes);
