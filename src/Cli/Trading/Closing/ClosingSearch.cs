using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>What could be done now with what a trade holds, or why nothing can.</summary>
/// <param name="TradeId">The trade.</param>
/// <param name="Offer">The best; null with the reason.</param>
/// <param name="Refusal">Empty where there is one.</param>
internal sealed record FoundClosing(string TradeId, ClosingOffer? Offer, string Refusal);

/// <summary>Looks for what a desk's held baskets bring before their settlement.</summary>
internal sealed class ClosingSearch(TradingDesk desk, ClosingRules rules)
{
    /// <summary>The cheapest claims that could take the place of a leg are asked for their books, no more.</summary>
    private const int MostRolls = 8;

    private PassFees? _fees;

    public ClosingRules Rules { get; } = rules;

    /// <summary>Trades that hold whole baskets.</summary>
    public Task<IReadOnlyList<(TradePlan Plan, TradeAccount Account)>> StockAsync() =>
        desk.Host.AskAsync<IReadOnlyList<(TradePlan, TradeAccount)>>(static loop =>
            [.. loop.Stock().Select(trade => (trade.Plan, loop.AccountOf(trade.Plan.TradeId)))]);

    /// <summary>The best of closing and, with relations at hand, rolling.</summary>
    /// <param name="plan">Of the trade.</param>
    /// <param name="account">What it holds.</param>
    /// <param name="pass">Where the relations were found; null to look for no rolls.</param>
    /// <param name="relations">What could say that another claim serves as well.</param>
    /// <param name="isApproved">A person will see it before it begins.</param>
    /// <param name="stop">Stops the wait.</param>
    public async Task<FoundClosing> FindAsync(
        TradePlan plan,
        TradeAccount account,
        VenueSnapshot? pass,
        IReadOnlyList<Relation> relations,
        bool isApproved,
        CancellationToken stop)
    {
        (RollCandidate Candidate, FeeTerms Terms)[] rolls = pass is null ? [] : RollsOf(plan, account, pass, relations);
        string[] tickers =
        [
            .. plan.Legs.Select(static leg => leg.Ticker).Concat(rolls.Select(static roll => roll.Candidate.By.Market.Ticker))
                .Distinct(StringComparer.Ordinal),
        ];
        IReadOnlyList<MarketView> views = await desk.ReadMarketsAsync(tickers, stop);
        Dictionary<string, OrderBook> books = views
            .Where(static view => view is { Status: MarketStatus.Active, Book: not null, Doubt: null })
            .ToDictionary(static view => view.Ticker, static view => view.Book!, StringComparer.Ordinal);
        return await desk.Host.AskAsync(loop =>
        {
            ClosingOffer? offer = loop.PreviewClosing(plan.TradeId, books, Rules, rolls, isApproved, out string refusal);
            return new FoundClosing(plan.TradeId, offer, refusal);
        });
    }

    /// <summary>Hands an offer to the loop; the gate decides once more.</summary>
    public void Close(ClosingOffer offer, DateTimeOffset now, bool isApproved)
    {
        PlanLeg last = offer.Plan.Legs[^1];
        if (offer.Kind == ClosingKind.Roll)
        {
            desk.Learn(last.Ticker, last.Terms);
        }

        desk.Host.Post(new LoopInput.Close(now, offer, isApproved));
    }

    private (RollCandidate, FeeTerms)[] RollsOf(
        TradePlan plan, TradeAccount account, VenueSnapshot pass, IReadOnlyList<Relation> relations)
    {
        PassFees fees = ReferenceEquals(pass, _fees?.Pass) ? _fees! : _fees = new PassFees(pass);
        return
        [
            .. Rolls.Candidates(plan, account, relations)
                .Where(static roll => roll.By.Market.Quote.BestAsk(roll.By.Side) is not null)
                .OrderBy(static roll => roll.By.Market.Quote.BestAsk(roll.By.Side)!.Value.Price)
                .ThenBy(static roll => roll.By.Market.Ticker, StringComparer.Ordinal)
                .Take(MostRolls)
                .Select(roll => (Roll: roll, Terms: fees.TermsOf(roll.By.Market)))
                .Where(static roll => roll.Terms is not null)
                .Select(static roll => (roll.Roll, roll.Terms!)),
        ];
    }
}
