using System.Collections.Concurrent;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Kalshi;

namespace Dutchbook.Cli;

/// <summary>Where a desk trades: the ports of the execution layer on one exchange, or on paper.</summary>
internal sealed class DeskVenue : IDisposable
{
    private readonly ConcurrentDictionary<string, FeeTerms> terms = new(StringComparer.Ordinal);
    private readonly PrivateStream? stream;
    private readonly IDisposable? owned;

    private DeskVenue(PrivateStream? stream, IDisposable? owned) => (this.stream, this.owned) = (stream, owned);

    public required IOrderGateway Gateway { get; init; }

    public required IPortfolioReader Account { get; init; }

    public required IMarketReader Markets { get; init; }

    /// <summary>Our own orders and fills as a stream tells them; null where only reading tells.</summary>
    public IPrivateFeed? Feed { get; private init; }

    public bool IsPaper { get; private init; }

    public int Subaccount { get; private init; }

    /// <summary>When an order that is not there is proven absent.</summary>
    public Fence Fence { get; private init; } = new();

    /// <param name="markets">The live books.</param>
    /// <param name="content">What earlier dry runs left.</param>
    /// <param name="member">How the account is held.</param>
    /// <param name="bankroll">Paper dollars on each of the venue's shards.</param>
    /// <param name="clock">The time.</param>
    public static DeskVenue OnPaper(
        IMarketReader markets, JournalContent content, MemberKind member, Money bankroll, TimeProvider clock)
    {
        ConcurrentDictionary<string, FeeTerms> known = new(StringComparer.Ordinal);
        foreach (PlanLeg leg in content.Trades.SelectMany(static trade => trade.Plan.Legs))
        {
            known[leg.Ticker] = leg.Terms;
        }

        Dictionary<int, Money> cash = Enumerable.Range(0, 4).ToDictionary(static shard => shard, _ => bankroll);
        PaperVenue paper = new(markets, ticker => known.GetValueOrDefault(ticker), member, clock, cash);
        paper.Restore(content);
        return new DeskVenue(known, paper) { Gateway = paper, Account = paper, Markets = paper, IsPaper = true };
    }

    /// <param name="client">With a key; it stays the caller's.</param>
    /// <param name="feed">A stream that somebody else holds; null opens one for the desk alone.</param>
    /// <param name="place">Exchange and key, for that stream.</param>
    /// <param name="fence">What the conformance test found.</param>
    /// <param name="clock">The time.</param>
    /// <exception cref="KalshiException">The key cannot be used.</exception>
    public static DeskVenue OnExchange(
        KalshiRestClient client, IPrivateFeed? feed, Dutchbook.Kalshi.KalshiOptions place, Fence fence, TimeProvider clock)
    {
        PrivateStream? own = feed is null ? new PrivateStream(place, new FeedOptions(), clock, Random.Shared) : null;
        return new DeskVenue(own, null)
        {
            Gateway = new KalshiOrderGateway(client, clock),
            Account = new KalshiPortfolioReader(client, clock),
            Markets = new KalshiMarketReader(client, clock),
            Feed = feed ?? own!.Notices,
            Subaccount = client.Subaccount,
            Fence = fence,
        };
    }

    private DeskVenue(ConcurrentDictionary<string, FeeTerms> terms, PaperVenue paper)
        : this(stream: null, paper) => this.terms = terms;

    /// <summary>The fees of a market; the exchange itself needs no telling.</summary>
    public void Learn(string ticker, FeeTerms fees) => terms[ticker] = fees;

    /// <summary>Holds the desk's own stream until it is stopped.</summary>
    public Task ListenAsync(CancellationToken stop) => stream?.RunAsync(stop) ?? Task.CompletedTask;

    public void Dispose()
    {
        stream?.Dispose();
        owned?.Dispose();
    }
}
