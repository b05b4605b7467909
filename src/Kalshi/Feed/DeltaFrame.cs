using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>One change of one level, as it came. The ticker lies in the frame.</summary>
internal ref struct DeltaFrame
{
    public long Sid;
    public long Sequence;
    public ReadOnlySpan<byte> Ticker;
    public Side Side;
    public Price Price;
    public Quantity Change;

    /// <summary>Unix milliseconds; 0 where the frame does not say.</summary>
    public long MadeAt;
}
