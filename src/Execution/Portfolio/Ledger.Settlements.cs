using System.Globalization;
using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <content>Settlements: booked once, and taken back when the venue says that a market settled otherwise.</content>
public sealed partial class Ledger
{
    private const string Settled = "settlement ";
    private const string Reversed = "reversal ";

    private readonly Dictionary<string, LedgerEntry> _settled = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _reversals = new(StringComparer.Ordinal);

    /// <summary>An entry takes a settlement back.</summary>
    public static bool IsReversal(LedgerEntry entry) => entry.Id.StartsWith(Reversed, StringComparison.Ordinal);

    /// <summary>Of each market what was told last, the earliest settled first.</summary>
    public static IEnumerable<VenueSettlement> Latest(IEnumerable<VenueSettlement> settlements) => settlements
        .GroupBy(static paid => paid.Ticker, StringComparer.Ordinal)
        .Select(static told => told.OrderBy(static paid => paid.SettledAt).Last())
        .OrderBy(static paid => paid.SettledAt).ThenBy(static paid => paid.Ticker, StringComparer.Ordinal);

    /// <summary>
    /// The entries that bring our books to what a settlement says: none where it is booked as it is, where nothing was held, or where
    /// the result does not say what it pays. What was booked otherwise before is first taken back whole. Amounts are from our own
    /// contracts: what the venue says it paid is a rounded number at best.
    /// </summary>
    /// <param name="settlement">The last that the venue tells of its market.</param>
    /// <param name="shard">Where the cash comes in.</param>
    /// <param name="byTime">
    /// The position as the venue's times order its fills, for a void: what a sale leaves of a cost hangs on the order, and ours may
    /// have been booked in another. Null for our own.
    /// </param>
    public IReadOnlyList<LedgerEntry> OfSettlement(VenueSettlement settlement, int shard, Holding? byTime = null)
    {
        if (!_settled.TryGetValue(settlement.Ticker, out LedgerEntry? booked))
        {
            Holding held = _holdings.GetValueOrDefault(settlement.Ticker);
            return OfSettlement(settlement, LedgerAccount.Cash(shard), held, byTime, "") is { } first ? [first] : [];
        }

        int number = _reversals.GetValueOrDefault(settlement.Ticker) + 1;
        string mark = string.Create(CultureInfo.InvariantCulture, $" {number}");
        Holding paid = new(booked.TradeId, booked.Side, -booked.Contracts, -Amount(booked, LedgerAccountKind.Claims).Amount);
        LedgerEntry? again = OfSettlement(settlement, Amount(booked, LedgerAccountKind.Cash).Account, paid, byTime, mark);
        return again is null || again.Postings.SequenceEqual(booked.Postings)
            ? []
            :
            [
                booked with
                {
                    Id = $"{Reversed}{settlement.Ticker}{mark}",
                    At = again.At,
                    Postings = [.. booked.Postings.Select(static posting => posting with { Amount = -posting.Amount })],
                    Contracts = -booked.Contracts,
                    Text = $"taken back: {booked.Text}",
                },
                again,
            ];
    }

    /// <summary>A position, and what it cost, by fills in the order of the venue's times.</summary>
    public static Holding HeldByTime(IEnumerable<VenueFill> fills)
    {
        Holding held = default;
        foreach (VenueFill fill in fills.OrderBy(static fill => fill.At ?? DateTimeOffset.MaxValue))
        {
            Money price = fill.Price * fill.Quantity;
            if (!held.Quantity.IsPositive || held.Side == fill.Side)
            {
                held = new Holding("", fill.Side, held.Quantity + fill.Quantity, held.Cost + price);
            }
            else if (fill.Quantity < held.Quantity)
            {
                held = held with { Quantity = held.Quantity - fill.Quantity, Cost = held.Cost - held.CostOfPart(fill.Quantity) };
            }
            else
            {
                Quantity opened = fill.Quantity - held.Quantity;
                held = opened.IsPositive ? new Holding("", fill.Side, opened, fill.Price * opened) : default;
            }
        }

        return held;
    }

    private static LedgerEntry? OfSettlement(
        VenueSettlement settlement, LedgerAccount cash, Holding held, Holding? byTime, string mark)
    {
        if (!held.Quantity.IsPositive || PaysYes(settlement) is not { } yes)
        {
            return null;
        }

        bool isSame = byTime is { } other && other.Quantity == held.Quantity && other.Side == held.Side;
        Money paid = settlement.Result == MarketResult.Void
            ? isSame ? byTime!.Value.Cost : held.Cost
            : (held.Side == Side.Yes ? yes : yes.Complement()) * held.Quantity;
        Money fee = settlement.Fee ?? Money.Zero;
        return new LedgerEntry
        {
            Id = $"{Settled}{settlement.Ticker}{mark}",
            At = settlement.SettledAt,
            TradeId = held.TradeId,
            Postings =
            [
                new Posting(cash, paid - fee),
                new Posting(LedgerAccount.Fees, fee),
                new Posting(LedgerAccount.Claims(settlement.Ticker), -held.Cost),
                new Posting(LedgerAccount.Result, held.Cost - paid),
            ],
            Ticker = settlement.Ticker,
            Side = held.Side,
            Contracts = -held.Quantity,
            Text = $"{settlement.Ticker} settled {settlement.Result}: {held.Quantity} {held.Side.Word()} were paid {paid}",
        };
    }

    private static Posting Amount(LedgerEntry entry, LedgerAccountKind kind) =>
        entry.Postings.First(posting => posting.Account.Kind == kind);

    private static Price? PaysYes(VenueSettlement settlement) => settlement.Result switch
    {
        MarketResult.Yes => Price.One,
        MarketResult.No => Price.Zero,
        MarketResult.Scalar => settlement.YesPays,
        MarketResult.Void => Price.Zero,
        MarketResult.None or MarketResult.Unknown => null,
    };

    private void RememberSettlement(LedgerEntry entry)
    {
        if (entry.Id.StartsWith(Settled, StringComparison.Ordinal))
        {
            _settled[entry.Ticker] = entry;
        }
        else if (IsReversal(entry))
        {
            _settled.Remove(entry.Ticker);
            _reversals[entry.Ticker] = _reversals.GetValueOrDefault(entry.Ticker) + 1;
        }
    }
}
