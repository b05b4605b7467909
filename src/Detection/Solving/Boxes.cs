namespace Dutchbook.Detection;

/// <summary>How much of its box a market may use without a penalty.</summary>
internal enum BoxFit
{
    /// <summary>The middle half; a small penalty beyond it, a large one beyond the box.</summary>
    Comfortable,

    /// <summary>All but a micro-dollar at each edge: what lies there is inside for certain.</summary>
    Safe,

    /// <summary>All of it.</summary>
    Exact,
}

/// <summary>The boxes of a cluster's markets: exact in micro-dollars, and as penalties for the search.</summary>
internal sealed class Boxes
{
    private const double Preference = 1.0 / 1024;
    private const double Share = 0.25;

    // How far inside an open box a market prefers to be from its one edge.
    private const double OneSided = 0.02;
    private const double Micro = 1.0 / Box.Dollar;
    private const int MostBreaks = 4;

    private readonly Box[] _exact;

    public Boxes(int markets)
    {
        _exact = new Box[markets];
        Array.Fill(_exact, Box.Open);
        Penalties = new(markets, MostBreaks);
    }

    public int Count => _exact.Length;

    public ReadOnlySpan<Box> Exact => _exact;

    public Penalties Penalties { get; }

    public BoxFit Fit { get; private set; } = BoxFit.Comfortable;

    public double Low(int market) => _exact[market].HasLow ? (double)_exact[market].Low / Box.Dollar : double.NegativeInfinity;

    public double High(int market) => _exact[market].HasHigh ? (double)_exact[market].High / Box.Dollar : double.PositiveInfinity;

    public double Middle(int market)
    {
        Box box = _exact[market];
        return (box.HasLow, box.HasHigh) switch
        {
            (true, true) => (Low(market) + High(market)) / 2,
            (true, false) => Low(market) + OneSided,
            (false, true) => High(market) - OneSided,
            (false, false) => 0.5,
        };
    }

    public void Set(int market, Box box)
    {
        _exact[market] = box;
        Write(market);
    }

    /// <summary>Writes all penalties anew.</summary>
    public void Use(BoxFit fit)
    {
        Fit = fit;
        for (int market = 0; market < _exact.Length; market++)
        {
            Write(market);
        }
    }

    /// <summary>Whether probabilities lie inside every box by at least a guard.</summary>
    public bool Hold(ReadOnlySpan<double> mu, double guard)
    {
        for (int market = 0; market < _exact.Length; market++)
        {
            if (mu[market] < Low(market) + guard || mu[market] > High(market) - guard)
            {
                return false;
            }
        }

        return true;
    }

    private void Write(int market)
    {
        double low = Low(market);
        double high = High(market);
        bool comfortable = Fit == BoxFit.Comfortable;
        double width = high - low;
        double margin = Fit switch
        {
            BoxFit.Comfortable => Math.Min(OneSided, Share * width),
            BoxFit.Safe => Math.Min(Micro, Share * width),
            BoxFit.Exact => 0,
        };
        double outside = comfortable ? 1 + Preference : 1;
        Penalties.Clear(market, double.IsFinite(low) ? -outside : 0);
        if (double.IsFinite(low))
        {
            Break(market, low, margin, comfortable, -Preference, 0);
        }

        if (double.IsFinite(high))
        {
            Break(market, high - margin, margin, comfortable, Preference, outside);
        }
    }

    /// <summary>One break, or in comfort two: at the edge of the box and at that of its middle.</summary>
    private void Break(int market, double at, double margin, bool comfortable, double between, double beyond)
    {
        bool isLow = between < 0;
        if (comfortable)
        {
            Penalties.Add(market, at, between);
            Penalties.Add(market, at + margin, beyond);
        }
        else
        {
            Penalties.Add(market, isLow ? at + margin : at, beyond);
        }
    }
}
