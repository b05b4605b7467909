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
    private readonly int[] _count;
    private readonly int[] _piece;
    private readonly int _most;

    public Penalties(int markets, int mostBreaks)
    {
        _most = mostBreaks;
        _breaks = new double[markets * mostBreaks];
        _slopes = new double[markets * (mostBreaks + 1)];
        _count = new int[markets];
        _piece = new int[markets];
    }

    public int Count(int market) => _count[market];

    public double Break(int market, int index) => _breaks[(market * _most) + index];

    public double Slope(int market, int piece) => _slopes[(market * (_most + 1)) + piece];

    /// <summary>The piece the market lies on; at a break, one of the two that meet there.</summary>
    public int Piece(int market) => _piece[market];

    public double Slope(int market) => Slope(market, _piece[market]);

    public void Move(int market, int piece) => _piece[market] = piece;

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

        _piece[market] = piece;
    }

    public double SlopeUp(int market, double value)
    {
        int piece = _piece[market];
        while (piece < _count[market] && value >= Break(market, piece) - Near)
        {
            piece++;
        }

        return Slope(market, piece);
    }

    public double SlopeDown(int market, double value)
    {
        int piece = _piece[market];
        while (piece > 0 && value <= Break(market, piece - 1) + Near)
        {
            piece--;
        }

        return Slope(market, piece);
    }

    /// <summary>Puts a market that is about to move on the piece it moves along.</summary>
    public void Enter(int market, double value, bool up)
    {
        int piece = _piece[market];
        while (up && piece < _count[market] && value >= Break(market, piece) - Near)
        {
            piece++;
        }

        while (!up && piece > 0 && value <= Break(market, piece - 1) + Near)
        {
            piece--;
        }

        _piece[market] = piece;
    }
}
