namespace Dutchbook.Detection;

/// <summary>The boxes of a cluster's markets: exact in micro-dollars, and as numbers for the search.</summary>
internal sealed class Boxes
{
    // How far inside an open box a market is kept from its one edge.
    private const double OneSided = 0.02;
    private const double Share = 0.25;

    private readonly Box[] _exact;
    private readonly double[] _low;
    private readonly double[] _high;
    private readonly double[] _middle;
    private readonly double[] _margin;

    public Boxes(int markets)
    {
        _exact = new Box[markets];
        _low = new double[markets];
        _high = new double[markets];
        _middle = new double[markets];
        _margin = new double[markets];
        for (int market = 0; market < markets; market++)
        {
            Set(market, Box.Open);
        }
    }

    public int Count => _exact.Length;

    public ReadOnlySpan<Box> Exact => _exact;

    /// <summary>Rises with every change.</summary>
    public long Version { get; private set; }

    public double Low(int market) => _low[market];

    public double High(int market) => _high[market];

    public double Middle(int market) => _middle[market];

    /// <summary>The part of the box at each edge that a free market is kept out of.</summary>
    public double Margin(int market) => _margin[market];

    public void Set(int market, Box box)
    {
        Version++;
        _exact[market] = box;
        double low = box.HasLow ? (double)box.Low / Box.Dollar : double.NegativeInfinity;
        double high = box.HasHigh ? (double)box.High / Box.Dollar : double.PositiveInfinity;
        _low[market] = low;
        _high[market] = high;
        bool closed = box.HasLow && box.HasHigh;
        _margin[market] = closed ? Share * (high - low) : OneSided;
        _middle[market] = closed ? (low + high) / 2 : box.HasLow ? low + OneSided : box.HasHigh ? high - OneSided : 0.5;
    }
}
