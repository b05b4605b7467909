using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Watches every relation of the exchange at the touch while quotes, markets and relations come and go. A quote touches
/// its market and the groups it is in, in flat arrays of integers: no lock, no look-up of a string, nothing allocated.
/// </summary>
/// <remarks>
/// <para>One writer. All prices are net of the least fee and rounded so that the engine may look twice, never miss.</para>
/// <para>
/// Two checks stand beside each other. The rules tell at each quote whether a relation alone is mispriced. The witness of
/// a cluster, a coherent probability for each of its markets, tells that no basket of any shape pays while every box
/// holds it; when a quote leaves it outside, <see cref="Settle"/> finds another or the basket.
/// </para>
/// </remarks>
public sealed partial class DetectionEngine
{
    private readonly MarketTable _markets = new();
    private readonly GroupTable _groups = new();
    private readonly NetPrices _prices;
    private readonly ClusterTable _clusters;
    private readonly WitnessFactory _witnesses;

    public DetectionEngine(EngineOptions? options = null)
        : this(options ?? new EngineOptions(), new NetPrices())
    {
    }

    /// <param name="options">What bounds it.</param>
    /// <param name="prices">Prices that several engines may read; only one that has them for itself may meet new fee terms.</param>
    internal DetectionEngine(EngineOptions options, NetPrices prices)
    {
        _prices = prices;
        _clusters = new ClusterTable(_markets, _groups, options);
        _witnesses = new WitnessFactory(_markets, _groups, options.Limits);
    }

    /// <summary>Markets listed now, and those that only a relation names.</summary>
    public int MarketRows => _markets.Count;

    /// <summary>Relations watched now.</summary>
    public int RelationCount => _groups.Live;

    /// <summary>Bytes of all that updates and rescans touch, without the spare room of the arrays.</summary>
    public long HotBytes => _markets.HotBytes + _groups.HotBytes;

    /// <summary>Lists a market, or gives one that is listed new fee terms. It is not on offer before its next quote.</summary>
    /// <param name="ticker">The market's ticker.</param>
    /// <param name="terms">Null when the fee is not known; then nothing of the market is ever on offer.</param>
    /// <returns>The number that quotes name the market by.</returns>
    public int AddMarket(string ticker, FeeTerms? terms)
    {
        int row = _markets.Find(ticker);
        row = row == MarketTable.None ? _markets.Add(ticker) : row;
        byte feeClass = _prices.ClassOf(terms);
        if (!_markets.Records[row].IsListed || _markets.Links[row].FeeClass != feeClass)
        {
            _markets.Records[row].IsListed = true;
            _markets.Links[row].FeeClass = feeClass;
            Shut(row, feeClass == NetPrices.Unknown ? QuoteOutcome.UnknownFee : QuoteOutcome.Closed);
        }

        return row;
    }

    /// <summary>
    /// Lists the markets of an exchange on an engine that knows none yet: each has its place for its number. None is on
    /// offer before its first quote.
    /// </summary>
    internal void List(ReadOnlySpan<Market> markets, FeeTerms terms)
    {
        if (_markets.Count > 0)
        {
            throw new InvalidOperationException("the engine has markets already");
        }

        _markets.AddAll(markets);
        byte feeClass = _prices.ClassOf(terms);
        for (int row = 0; row < markets.Length; row++)
        {
            _markets.Records[row].IsListed = true;
            _markets.Records[row].State = QuoteOutcome.Closed;
            _markets.Links[row].FeeClass = feeClass;
        }
    }

    /// <summary>
    /// The market is gone from the exchange. Relations that name it stay, and count it as never on offer; its number may
    /// be given to another market once none does.
    /// </summary>
    public void RemoveMarket(int market)
    {
        if (_markets.Holds(market) && _markets.Records[market].IsListed)
        {
            _markets.Records[market].IsListed = false;
            _markets.Links[market].FeeClass = NetPrices.Unknown;
            Shut(market, QuoteOutcome.UnknownMarket);
            _markets.Release(market);
        }
    }

    /// <summary>The number of a listed market.</summary>
    public bool TryFind(string ticker, out int market)
    {
        market = _markets.Find(ticker);
        return market != MarketTable.None && _markets.Records[market].IsListed;
    }

    /// <summary>
    /// <see cref="QuoteOutcome.Quiet"/> if the market's last quote was taken, otherwise why nothing of it is on offer.
    /// </summary>
    public QuoteOutcome StateOf(int market) =>
        _markets.Holds(market) ? _markets.Records[market].State : QuoteOutcome.UnknownMarket;

    internal MarketBox BoxOf(int market) => _markets.Boxes[market];

    /// <summary>The number of a market, listed or only named by a relation; -1 for neither.</summary>
    internal int RowOf(string ticker) => _markets.Find(ticker);

    /// <summary>Takes out what removed relations and moved links left behind, if it is more than what is in use.</summary>
    private void CompactIfDue()
    {
        if (_groups.IsFragmented)
        {
            _groups.Compact();
        }

        if (_markets.IsFragmented)
        {
            _markets.Compact();
        }
    }
}
