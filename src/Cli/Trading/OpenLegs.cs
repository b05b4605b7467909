using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>Trades in the middle of something, or left unhedged: what they hold, what that may lose, and how it is sold.</summary>
internal sealed record OpenLegs(
    string Trade, string Book, string Phase, string Holds, string WorstLoss, string Command)
{
    /// <summary>Of both books; none where nothing was traded yet.</summary>
    public static IReadOnlyList<OpenLegs> Read(HomeFolder home)
    {
        List<OpenLegs> open = [];
        foreach (bool isPaper in new[] { false, true })
        {
            if (File.Exists(home.Database))
            {
                using SqliteJournal journal = SqliteJournal.OpenReader(home.Database, isPaper);
                open.AddRange(Of(journal.Load(), isPaper));
            }
        }

        return open;
    }

    public static IEnumerable<OpenLegs> Of(JournalContent content, bool isPaper) =>
        from trade in TradeRecord.All(content)
        where !trade.State.Phase.IsFinal() || (trade.State.Phase == TradePhase.Residual && !trade.IsPaid)
        let plan = trade.State.Plan
        select new OpenLegs(
            plan.TradeId,
            isPaper ? "dry run" : "live",
            trade.State.Phase.ToString(),
            Holding(plan, trade.Account),
            Money.Max(trade.Account.WorstLoss(plan), Money.Zero).ToString(),
            $"dutchbook flatten {plan.TradeId}{(isPaper ? " --dry-run" : "")}");

    public static void Show(CommandScope scope, IReadOnlyList<OpenLegs> open)
    {
        foreach (OpenLegs one in open)
        {
            scope.Output.Line($"Open, {one.Book}: trade {one.Trade} ({one.Phase}) {TerminalText.Clean(one.Holds, 300)}.");
            scope.Output.Line($"  At worst {one.WorstLoss} is lost. `{one.Command}` shows what selling it costs.");
        }
    }

    private static string Holding(TradePlan plan, TradeAccount account)
    {
        string[] legs = [.. Enumerable.Range(0, plan.Legs.Count).Where(leg => account.Held[leg].IsPositive)
            .Select(leg => $"{account.Held[leg]} {plan.Legs[leg].Side.Word().ToUpperInvariant()} {plan.Legs[leg].Ticker}")];
        string held = legs.Length == 0 ? "holds nothing" : $"holds {string.Join(", ", legs)}";
        return account.HasOpenOrder ? held + ", and an order is under way" : held;
    }
}
