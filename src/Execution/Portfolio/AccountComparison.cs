using System.Globalization;
using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>What of an account our books and the venue do not agree on.</summary>
public enum DifferenceKind
{
    Order = 0,
    Fill,
    Position,
    Cash,

    /// <summary>A market has paid and our books do not have it yet; the next trading process books it.</summary>
    Settlement,
}

/// <param name="Kind">Of what.</param>
/// <param name="Subject">The order, the market or the shard.</param>
/// <param name="Ours">What our books say.</param>
/// <param name="Theirs">What the venue says.</param>
/// <param name="IsForeign">Nothing of ours: a person may take it over.</param>
public sealed record AccountDifference(DifferenceKind Kind, string Subject, string Ours, string Theirs, bool IsForeign);

/// <summary>Compares what is remembered with what the venue shows, line by line; it changes nothing.</summary>
public static class AccountComparison
{
    public static IReadOnlyList<AccountDifference> Compare(JournalContent content, AccountReading account)
    {
        Ledger ledger = new();
        foreach (LedgerEntry entry in content.Entries)
        {
            ledger.Post(entry);
        }

        return
        [
            .. Orders(content, account), .. Fills(content, account, ledger), .. Positions(account, ledger), .. Cash(account, ledger),
            .. Settlements(content, account, ledger),
        ];
    }

    private static IEnumerable<AccountDifference> Orders(JournalContent content, AccountReading account)
    {
        Dictionary<string, VenueOrder> resting = account.Resting.ToDictionary(static row => row.OrderId, StringComparer.Ordinal);
        HashSet<string> ours = new(StringComparer.Ordinal);
        foreach (OrderState order in content.Orders.Where(static order => order.Phase is not (OrderPhase.Planned or OrderPhase.Denied)))
        {
            VenueOrder? row = resting.GetValueOrDefault(order.OrderId)
                ?? account.Resting.FirstOrDefault(one => string.Equals(one.ClientOrderId, order.Intent.ClientOrderId, StringComparison.Ordinal));
            if (row is not null)
            {
                ours.Add(row.OrderId);
            }

            string theirs = row is null ? "does not rest" : $"{row.Remaining} rest, {row.Filled} filled";
            bool agrees = order.Phase.IsFinal()
                ? row is null
                : row is not null && order.Phase is OrderPhase.Working or OrderPhase.Closing && row.Filled == order.Filled();
            if (!agrees)
            {
                yield return new AccountDifference(
                    DifferenceKind.Order, order.Intent.ClientOrderId, $"{order.Phase}, {order.Filled()} filled", theirs, IsForeign: false);
            }
        }

        foreach (VenueOrder row in account.Resting.Where(row => !ours.Contains(row.OrderId)))
        {
            bool isKnown = content.Entries.Any(entry =>
                entry.Id.StartsWith($"{ExecutionLoop.AdoptedOrder}{row.OrderId} ", StringComparison.Ordinal));
            if (!isKnown)
            {
                yield return new AccountDifference(DifferenceKind.Order, row.OrderId, "not ours",
                    $"{row.Remaining} {row.Side.Word()} {row.Ticker} at {row.LimitPrice} rest", IsForeign: true);
            }
        }
    }

    private static IEnumerable<AccountDifference> Fills(JournalContent content, AccountReading account, Ledger ledger)
    {
        DateTimeOffset? adopted = content.Entries.Count > 0 ? content.Entries[0].At : null;
        HashSet<string> ours = [.. content.Orders.Select(static order => order.OrderId)];
        HashSet<string> theirs = [.. account.Fills.Select(Ledger.FillId)];
        foreach (VenueFill fill in account.Fills.Where(fill => !ledger.Has(Ledger.FillId(fill))))
        {
            bool isOurs = ours.Contains(fill.OrderId);
            if (isOurs || (adopted is not null && fill.At >= adopted))
            {
                yield return new AccountDifference(DifferenceKind.Fill, fill.Ticker, "not booked",
                    $"{fill.Quantity} {fill.Side.Word()} at {fill.Price}, fee {fill.Fee}", !isOurs);
            }
        }

        foreach (VenueFill fill in content.Orders.SelectMany(static order => order.Fills))
        {
            if (fill.At >= account.FillsSince && !theirs.Contains(Ledger.FillId(fill)))
            {
                yield return new AccountDifference(DifferenceKind.Fill, fill.Ticker,
                    $"{fill.Quantity} {fill.Side.Word()} at {fill.Price}, fee {fill.Fee}", "no such fill", IsForeign: false);
            }
        }
    }

    private static IEnumerable<AccountDifference> Positions(AccountReading account, Ledger ledger)
    {
        Dictionary<string, Quantity> theirs = account.Positions.ToDictionary(
            static position => position.Ticker, static position => position.Signed, StringComparer.Ordinal);
        foreach (string ticker in theirs.Keys.Concat(ledger.Holdings.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            Holding held = ledger.Holdings.GetValueOrDefault(ticker);
            Quantity signed = theirs.GetValueOrDefault(ticker);
            if (held.Signed() != signed)
            {
                bool isForeign = string.IsNullOrEmpty(held.TradeId)
                    || string.Equals(held.TradeId, ExecutionLoop.ForeignHolder, StringComparison.Ordinal);
                yield return new AccountDifference(DifferenceKind.Position, ticker, held.Signed().ToString(), signed.ToString(), isForeign);
            }
        }
    }

    private static IEnumerable<AccountDifference> Cash(AccountReading account, Ledger ledger)
    {
        foreach ((int shard, Money missing) in CashMissing(account.Balances, ledger))
        {
            Money ours = ledger.CashOn(shard);
            yield return new AccountDifference(
                DifferenceKind.Cash, shard.ToString(CultureInfo.InvariantCulture), ours.ToString(), (ours + missing).ToString(),
                ledger.Entries == 0);
        }
    }

    /// <summary>What the venue has more than our books, by shard; to $0.0001, finer cannot be seen.</summary>
    public static IEnumerable<(int Shard, Money Missing)> CashMissing(VenueBalances balances, Ledger ledger) =>
        balances.Shards.Keys.Concat(ledger.Shards).Distinct().Order()
            .Select(shard => (Shard: shard, Missing: balances.Shards.GetValueOrDefault(shard) - ledger.CashOn(shard)))
            .Where(static pair => Math.Abs(pair.Missing.Micros) >= 100);

    private static IEnumerable<AccountDifference> Settlements(
        JournalContent content, AccountReading account, Ledger ledger) =>
        from paid in Ledger.Latest(account.Settlements)
        let fills = content.Orders.SelectMany(static order => order.Fills)
            .Where(fill => string.Equals(fill.Ticker, paid.Ticker, StringComparison.Ordinal))
        let missing = ledger.OfSettlement(paid, shard: 0, Ledger.HeldByTime(fills))
        where missing.Count > 0
        select new AccountDifference(
            DifferenceKind.Settlement,
            paid.Ticker,
            missing.Count == 1 ? ledger.Holdings[paid.Ticker].ToString() : missing[0].Text,
            $"settled {paid.Result}",
            IsForeign: false);
}
