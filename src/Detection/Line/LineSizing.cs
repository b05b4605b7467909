namespace Dutchbook.Detection;

/// <summary>
/// How much of a line is worth taking. Money is in hundredths of a micro-dollar here (micro-dollars a contract times
/// hundredths of a contract), so that nothing is rounded.
/// </summary>
/// <param name="Profit">What the position pays in the worst cell, less its cost with linear fees.</param>
/// <param name="Bound">What no position whatever can exceed: what the distribution at the end thinks the levels are
/// worth.</param>
/// <param name="Cost">What the position costs with linear fees.</param>
/// <param name="Work">Steps taken.</param>
internal readonly record struct LineSizing(Int128 Profit, Int128 Bound, Int128 Cost, long Work)
{
    /// <summary>Whether the two meet: the position is then proven to be the best there is.</summary>
    public bool IsOptimal => Profit == Bound;

    public override string ToString() => $"{Profit} of at most {Bound} after {Work} steps";
}
