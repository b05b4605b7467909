namespace Dutchbook.Detection;

/// <summary>The touch of a market.</summary>
/// <param name="Market">Its number in the engine.</param>
/// <param name="YesBid">The best bid for YES in ticks; 0 when there is none.</param>
/// <param name="YesAsk">The best ask for YES in ticks; 10,000 when there is none.</param>
public readonly record struct TouchQuote(int Market, int YesBid, int YesAsk);
