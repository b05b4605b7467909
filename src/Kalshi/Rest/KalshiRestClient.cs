namespace Dutchbook.Kalshi;

/// <summary>
/// Speaks to the venue over HTTP: paced, signed when a key is configured. Reads are retried; writes never are, and their outcomes are
/// typed. Markets, events, series and books stay bytes for the parser and for recordings; the rest is read into records, by area.
/// </summary>
public sealed class KalshiRestClient : IDisposable
{
    private readonly PatientSender _sender;
    private readonly WriteSender _writer;

    /// <param name="chance">Spreads the waits after failures.</param>
    /// <param name="handler">Sends in place of the network.</param>
    /// <exception cref="KalshiException">The configured key cannot be used.</exception>
    public KalshiRestClient(
        KalshiOptions options, TimeProvider time, Random chance, HttpMessageHandler? handler = null, RetryPolicy? retries = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.Subaccount, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Subaccount, 63, nameof(options));
        _sender = new PatientSender(options, retries ?? RetryPolicy.Default, time, chance, handler);
        _writer = _sender.NewWriter();
        Subaccount = options.Subaccount;
        Account = new AccountEndpoints(_sender);
        Candles = new CandleEndpoints(_sender);
        Collections = new CollectionEndpoints(_sender);
        Exchange = new ExchangeEndpoints(_sender);
        Fees = new FeeEndpoints(_sender);
        History = new HistoryEndpoints(_sender);
        Milestones = new MilestoneEndpoints(_sender);
        OrderGroups = new OrderGroupEndpoints(_sender, _writer, options.Subaccount);
        Orders = new OrderEndpoints(_writer, options.Subaccount);
        Portfolio = new PortfolioEndpoints(_sender, options.Subaccount);
        Trades = new TradeEndpoints(_sender);
    }

    public AccountEndpoints Account { get; }

    public CandleEndpoints Candles { get; }

    public CollectionEndpoints Collections { get; }

    public ExchangeEndpoints Exchange { get; }

    public FeeEndpoints Fees { get; }

    public HistoryEndpoints History { get; }

    public MilestoneEndpoints Milestones { get; }

    public OrderGroupEndpoints OrderGroups { get; }

    public OrderEndpoints Orders { get; }

    public PortfolioEndpoints Portfolio { get; }

    public TradeEndpoints Trades { get; }

    /// <summary>The subaccount that is traded on and read.</summary>
    public int Subaccount { get; }

    /// <summary>What reading has taken so far.</summary>
    public RequestCounters Counters => _sender.Counters;

    /// <summary>What writing has come to so far.</summary>
    public WriteCounters WriteCounters => _writer.Counters;

    /// <summary>What the venue is taken to allow for reads at present.</summary>
    public TokenRate Rate => _sender.Rate;

    /// <summary>Every event page with its markets; combos are not listed there.</summary>
    public IAsyncEnumerable<RawPage> GetEvents(string? status, CancellationToken stop) =>
        _sender.Pages("/events?limit=200&with_nested_markets=true" + Target.And("status", status), stop);

    /// <summary>Every market page without combos.</summary>
    public IAsyncEnumerable<RawPage> GetMarkets(string? status, CancellationToken stop) =>
        _sender.Pages("/markets?limit=1000&mve_filter=exclude" + Target.And("status", status), stop);

    /// <summary>Every combo page; combos are listed only as markets.</summary>
    public IAsyncEnumerable<RawPage> GetCombos(string? status, CancellationToken stop) =>
        _sender.Pages("/markets?limit=1000&mve_filter=only" + Target.And("status", status), stop);

    public Task<RawPage> GetSeriesList(CancellationToken stop) => _sender.GetAsync("/series", stop);

    public Task<RawPage> GetSeries(string ticker, CancellationToken stop) => _sender.GetAsync("/series/" + Target.Part(ticker), stop);

    public Task<RawPage> GetEvent(string ticker, CancellationToken stop) =>
        _sender.GetAsync($"/events/{Target.Part(ticker)}?with_nested_markets=true", stop);

    public Task<RawPage> GetMarket(string ticker, CancellationToken stop) => _sender.GetAsync("/markets/" + Target.Part(ticker), stop);

    /// <summary>Up to 200 named markets, in pages.</summary>
    public IAsyncEnumerable<RawPage> GetMarketsOf(IReadOnlyCollection<string> tickers, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfZero(tickers.Count, nameof(tickers));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tickers.Count, 200, nameof(tickers));
        return _sender.Pages("/markets?limit=1000&tickers=" + Uri.EscapeDataString(string.Join(',', tickers)), stop);
    }

    public Task<RawPage> GetOrderbook(string ticker, CancellationToken stop) =>
        _sender.GetAsync($"/markets/{Target.Part(ticker)}/orderbook?depth=0", stop);

    /// <summary>Books of 1 to 100 markets in one answer.</summary>
    public Task<RawPage> GetOrderbooks(IReadOnlyList<string> tickers, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfZero(tickers.Count, nameof(tickers));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tickers.Count, 100, nameof(tickers));
        return _sender.GetAsync("/markets/orderbooks?" + string.Join('&', tickers.Select(t => "tickers=" + Uri.EscapeDataString(t))), stop);
    }

    public void Dispose() => _sender.Dispose();
}
