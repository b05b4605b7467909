using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>A market at one moment: its listing with the live state written in, and its book. Immutable.</summary>
internal sealed record MarketView(ListedMarket Listed, ListedBook Book, Quote Top);
