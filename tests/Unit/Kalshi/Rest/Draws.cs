namespace Dutchbook.Unit.Kalshi;

/// <summary>Chance that always draws the same part of what it may: 0 the least, 1 the most.</summary>
internal sealed class Draws(double part) : Random(0)
{
    public override long NextInt64(long maxValue) => (long)(part * (maxValue - 1));
}
