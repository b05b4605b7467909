using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>Two events worth reading side by side, or one worth reading by itself.</summary>
/// <param name="First">The event that comes first in the snapshot.</param>
/// <param name="Second">The other one; the same event in the event pass.</param>
/// <param name="Promise">The greater, the earlier it is read.</param>
/// <param name="Why">What brought them together, in words.</param>
public sealed record EventPair(Event First, Event Second, int Promise, string Why)
{
    public MappingPass Pass => ReferenceEquals(First, Second) ? MappingPass.Event
        : string.Equals(First.Category, Second.Category, StringComparison.OrdinalIgnoreCase) ? MappingPass.Category
        : MappingPass.Cross;

    public override string ToString() => ReferenceEquals(First, Second) ? First.Ticker : $"{First.Ticker} and {Second.Ticker}";
}
