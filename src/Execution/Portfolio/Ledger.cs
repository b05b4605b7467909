using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>
/// Double entry in exact money: nothing comes from nowhere. It makes the entries of fills, settlements and outside cash, and
/// keeps what they add up to.
/// </summary>
public sealed partial class Ledger
{
    private readonly SortedDictionary<string, Holding> _holdings = new(StringComparer.Ordinal);
    private readonly Dictionary<LedgerAccount, Money> _balances = [];
    private readonly Dictionary<string, Money> _cashOfTrades = new(StringComparer.Ordinal);
    private readonly HashSet<string> _incomplete = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <summary>How the ids of entries begin that book claims which were closed beside us.</summary>
    public const string GonePrefix = "gone ";

    /// <summary>Claims held, by ticker.</summary>
    public IReadOnlyDictionary<string, Holding> Holdings => _holdings;

    public int Entries => _ids.Count;

    public bool Has(string entryId) => _ids.Contains(entryId);

    public Money Balance(LedgerAccount account) => _balances.GetValueOrDefault(account);

    public Money CashOn(int shard) => Balance(LedgerAccount.Cash(shard));

    /// <summary>The shards that ever had cash.</summary>
    public IEnumerable<int> Shards => _balances.Keys
        .Where(static account => account.Kind == LedgerAccountKind.Cash)
        .Select(static account => int.Parse(account.Key, System.Globalization.CultureInfo.InvariantCulture)).Order();

    /// <summary>What a trade brought in less what it paid out, fees included.</summary>
    public Money CashOf(string tradeId) => _cashOfTrades.GetValueOrDefault(tradeId);

    /// <summary>What a trade's claims that are still held cost.</summary>
    public Money CostOf(string tradeId)
    {
        Money cost = Money.Zero;
        foreach (Holding holding in _holdings.Values)
        {
            cost += string.Equals(holding.TradeId, tradeId, StringComparison.Ordinal) ? holding.Cost : Money.Zero;
        }

        return cost;
    }

    /// <summary>Some of a trade's claims were closed beside us: what is left of its baskets is sure to be paid nothing.</summary>
    public bool IsIncomplete(string tradeId) => _incomplete.Contains(tradeId);

    public static string FillId(VenueFill fill) => $"fill {fill.OrderId} {fill.FillId}";

    /// <summary>The entry of a fill. Buying the other side of what is held closes pairs, a dollar each, at once.</summary>
    public LedgerEntry OfFill(VenueFill fill, string tradeId, int shard, DateTimeOffset at)
    {
        Money price = fill.Price * fill.Quantity;
        Holding held = _holdings.GetValueOrDefault(fill.Ticker);
        bool isClosing = held.Quantity.IsPositive && held.Side != fill.Side;
        if (isClosing && fill.Quantity > held.Quantity)
        {
            throw new InvalidOperationException($"{fill.Quantity} {fill.Ticker} are sold, {held.Quantity} are held.");
        }

        Money cost = isClosing ? held.CostOfPart(fill.Quantity) : Money.Zero;
        Money proceeds = Price.One * fill.Quantity - price;
        Posting[] postings = isClosing
            ?
            [
                new Posting(LedgerAccount.Cash(shard), proceeds - fill.Fee),
                new Posting(LedgerAccount.Fees, fill.Fee),
                new Posting(LedgerAccount.Claims(fill.Ticker), -cost),
                new Posting(LedgerAccount.Result, cost - proceeds),
            ]
            :
            [
                new Posting(LedgerAccount.Cash(shard), -price - fill.Fee),
                new Posting(LedgerAccount.Fees, fill.Fee),
                new Posting(LedgerAccount.Claims(fill.Ticker), price),
            ];
        return new LedgerEntry
        {
            Id = FillId(fill),
            At = at,
            TradeId = tradeId,
            Postings = postings,
            Ticker = fill.Ticker,
            Side = isClosing ? held.Side : fill.Side,
            Contracts = isClosing ? -fill.Quantity : fill.Quantity,
            Text = $"{(isClosing ? "closed" : "bought")} {fill.Quantity} {fill.Side.Word()} {fill.Ticker} at {fill.Price}, fee {fill.Fee}",
        };
    }

    /// <summary>Cash from outside; negative for a withdrawal.</summary>
    public static LedgerEntry OfExternal(string id, int shard, Money amount, DateTimeOffset at, string text) => new()
    {
        Id = id,
        At = at,
        TradeId = "",
        Postings = [new Posting(LedgerAccount.Cash(shard), amount), new Posting(LedgerAccount.External, -amount)],
        Text = text,
    };

    /// <summary>Books an entry; false when it was booked before.</summary>
    /// <exception cref="InvalidOperationException">Its postings do not add up to nothing.</exception>
    public bool Post(LedgerEntry entry)
    {
        Money sum = Money.Zero;
        foreach (Posting posting in entry.Postings)
        {
            sum += posting.Amount;
        }

        if (sum != Money.Zero)
        {
            throw new InvalidOperationException($"{entry.Id} does not balance: {sum} is left over.");
        }

        if (!_ids.Add(entry.Id))
        {
            return false;
        }

        foreach (Posting posting in entry.Postings)
        {
            _balances[posting.Account] = Balance(posting.Account) + posting.Amount;
            if (posting.Account.Kind == LedgerAccountKind.Cash && entry.TradeId.Length > 0)
            {
                _cashOfTrades[entry.TradeId] = CashOf(entry.TradeId) + posting.Amount;
            }
        }

        if (entry.Id.StartsWith(GonePrefix, StringComparison.Ordinal))
        {
            _incomplete.Add(entry.TradeId);
        }

        if (entry.Ticker.Length > 0)
        {
            Hold(entry);
            RememberSettlement(entry);
        }

        return true;
    }

    private void Hold(LedgerEntry entry)
    {
        Holding held = _holdings.GetValueOrDefault(entry.Ticker);
        Quantity quantity = held.Quantity + entry.Contracts;
        if (!quantity.IsPositive)
        {
            _holdings.Remove(entry.Ticker);
            return;
        }

        Money moved = entry.Postings.First(static posting => posting.Account.Kind == LedgerAccountKind.Claims).Amount;
        _holdings[entry.Ticker] = new Holding(entry.TradeId, entry.Side, quantity, held.Cost + moved);
    }
}

/// <summary>Claims on one market, held by one trade.</summary>
public readonly record struct Holding(string TradeId, Side Side, Quantity Quantity, Money Cost)
{
    /// <summary>The cost of a part of it, rounded down; of all of it, all.</summary>
    public Money CostOfPart(Quantity part) => part == Quantity
        ? Cost
        : Money.FromMicros((long)((Int128)Cost.Micros * part.Hundredths / Quantity.Hundredths));

    /// <summary>Positive for YES, negative for NO, as the venue shows it.</summary>
    public Quantity Signed() => Side == Side.Yes ? Quantity : -Quantity;

    public override string ToString() => $"{Quantity} {Side.Word()} for {Cost}";
}
