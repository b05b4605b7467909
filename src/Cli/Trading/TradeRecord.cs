using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Cli;

/// <summary>A trade with what its orders and the ledger say of it.</summary>
internal sealed record TradeRecord(
    TradeState State, TradeAccount Account, Money Cash, Money HeldCost, bool IsIncomplete = false)
{
    /// <summary>Every market of it has paid, or nothing is held.</summary>
    public bool IsPaid => State.Phase.IsFinal() && !HeldCost.IsPositive;

    /// <summary>What is still held is sure to be paid this.</summary>
    public Money Guaranteed => IsPaid || IsIncomplete ? Money.Zero : State.Plan.Payoff.Guaranteed(Account.Held);

    /// <summary>The result if the worst admissible world comes; once all is paid, the result.</summary>
    public Money AtWorst => IsPaid ? Cash : Guaranteed - Account.Spent;

    public static IReadOnlyList<TradeRecord> All(JournalContent content)
    {
        Ledger ledger = LedgerOf(content);
        ILookup<string, OrderState> orders = content.Orders.ToLookup(static order => order.Intent.TradeId, StringComparer.Ordinal);
        return
        [
            .. content.Trades.Select(trade => new TradeRecord(
                trade, TradeAccount.Of(trade.Plan, orders[trade.Plan.TradeId]),
                ledger.CashOf(trade.Plan.TradeId), ledger.CostOf(trade.Plan.TradeId), ledger.IsIncomplete(trade.Plan.TradeId))),
        ];
    }

    public static Ledger LedgerOf(JournalContent content)
    {
        Ledger ledger = new();
        foreach (LedgerEntry entry in content.Entries)
        {
            ledger.Post(entry);
        }

        return ledger;
    }
}
