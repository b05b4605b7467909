namespace Dutchbook.Detection;

/// <summary>
/// What it costs each market's probability to lie where it does: a convex function in straight pieces, its slope rising
/// at every break. The slope is also the position that gains from the market lying there: YES contracts where positive.
/// </summary>
internal sealed class Penalties
{
    /// <summary>Values this close to a break are at it.</summary>
    public const double Near = 1e-11;

    private readonly double[] _breaks;
    private readonly double[] _slopes;
    private readonly double[] _current;
    private readonly int[] _count;
    private readonly int[] _piece;
    private readonly int _most;

    public Penalties(int markets, int mostBreaks)
    {
        _most = mostBreaks;
        _breaks = new double[markets * mostBreaks];
        _slopes = new double[markets * (mostBreaks + 1)];
        _current = new double[markets];
        _count = new int[markets];
        _piece = new int[markets];
    }

    /// <summary>Each market's slope on the piece it lies on; at a break, on one of the two that meet there.</summary>
    public ReadOnlySpan<double> Slopes => _current;

    public void Clear(int market, double slope)
    {
        _count[market] = 0;
        _slopes[market * (_most + 1)] = slope;
    }

    /// <summary>Adds a break above all others of the market, and the slope from there on.</summary>
    public void Add(int market, double at, double slope)
    {
        int index = _count[market]++;
        _breaks[(market * _most) + index] = at;
        _slopes[(market * (_most + 1)) + index + 1] = slope;
    }

    /// <summary>Finds the market's piece from its value; at a break, the flatter of the two.</summary>
    public void Locate(int market, double value)
    {
        int piece = 0;
        while (piece < _count[market]
            && (value > Break(market, piece) + Near
                || (value >= Break(market, piece) - Near && Slope(market, piece) < 0)))
        {
            piece++;
        }

        Put(market, piece);
    }

    /// <summary>Puts a market that is about to move on the piece it moves along.</summary>
    public void Enter(int market, double value, bool up) => Put(market, up ? Above(market, value) : Below(market, value));

    /// <summary>The break that a market meets next in a direction; false when there is none.</summary>
    public bool TryNext(int market, bool up, out double at)
    {
        int index = up ? _piece[market] : _piece[market] - 1;
        bool found = index >= 0 && index < _count[market];
        at = found ? Break(market, index) : 0;
        return found;
    }

    /// <summary>Passes the next break in a direction; returns by how much the slope changed.</summary>
    public double Pass(int market, bool up)
    {
        double before = _current[market];
        Put(market, _piece[market] + (up ? 1 : -1));
        return _current[market] - before;
    }

    public double SlopeUp(int market, double value) => Slope(market, Above(market, value));

    public double SlopeDown(int market, double value) => Slope(market, Below(market, value));

    private double Break(int market, int index) => _breaks[(market * _most) + index];

    private double Slope(int market, int piece) => _slopes[(market * (_most + 1)) + piece];

    private void Put(int market, int piece)
    {
        _piece[market] = piece;
        _current[market] = Slope(market, piece);
    }

    private int Above(int market, double value)
    {
        int piece = _piece[market];
        while (piece < _count[market] && value >= Break(market, piece) - Near)
        {
            piece++;
        }

        return piece;
    }

    private int Below(int market, double value)
    {
        int piece = _piece[market];
        while (piece > 0 && value <= Break(market, piece - 1) + Near)
        {
            piece--;
        }

        return piece;
    }
}
