using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>Everything a ticker tells; a new one is sent when any of it changed.</summary>
internal readonly record struct TickerState(Quote Top, Price Last, Quantity LastSize, Quantity Volume, Quantity OpenInterest)
{
    public static TickerState Of(Pit pit, Quantity lastSize)
    {
        (BookLevel? yes, BookLevel? no) = (pit.Live.Best(Side.Yes), pit.Live.Best(Side.No));
        Quote top = new(
            yes?.Price ?? Price.Zero, yes?.Quantity ?? Quantity.Zero, no?.Price.Complement() ?? Price.One, no?.Quantity ?? Quantity.Zero);
        return new TickerState(
            top, pit.Live.LastPrice ?? pit.Listed.LastPrice, lastSize, pit.Listed.Volume + pit.Live.Volume,
            pit.Listed.OpenInterest + pit.Live.OpenInterest);
    }

    public override string ToString() => $"{Top} last {Last}";
}
