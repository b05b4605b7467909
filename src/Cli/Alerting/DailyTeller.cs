using System.Globalization;
using Dutchbook.Alerts;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>Gathers a UTC day of a run, and gives its summary when the next day begins.</summary>
internal sealed class DailyTeller
{
    private readonly Dictionary<string, (string Words, Money Edge)> _found = new(StringComparer.Ordinal);
    private Dictionary<string, Money>? _paidBefore;
    private DateOnly? _day;
    private int _passes;
    private int _lastPass;
    private RunView? _last;

    /// <param name="before">The day as an earlier process left it; null for none.</param>
    public DailyTeller(DailyRecord? before = null)
    {
        if (before is null)
        {
            return;
        }

        (_day, _passes) = (before.Day, before.Passes);
        _paidBefore = before.PaidBefore.ToDictionary(static pair => pair.Key, static pair => Money.FromMicros(pair.Value), StringComparer.Ordinal);
        foreach (DailyFind find in before.Found)
        {
            _found[find.Id] = (find.Words, Money.FromMicros(find.Edge));
        }
    }

    /// <summary>What the next process must know; null before anything was seen.</summary>
    public DailyRecord? Record() => _day is not { } day ? null : new DailyRecord
    {
        Day = day,
        Passes = _passes,
        Found = [.. _found.Select(static pair => new DailyFind(pair.Key, pair.Value.Words, pair.Value.Edge.Micros))],
        PaidBefore = (_paidBefore ?? []).ToDictionary(static pair => pair.Key, static pair => pair.Value.Micros, StringComparer.Ordinal),
    };

    /// <summary>Takes what a run shows; the summary of the day before where a new one began, otherwise null.</summary>
    public DailySummary? Take(RunView view)
    {
        DateOnly today = DateOnly.FromDateTime(view.At.UtcDateTime);
        if (_last is null && _day < today && view.Desk is null)
        {
            // A day of an earlier process, and the books are not read yet.
            return null;
        }

        DailySummary? summary = _day is { } day && day < today ? Of(day, _last ?? view) : null;
        if (summary is not null)
        {
            _found.Clear();
            _passes = 0;
            _paidBefore = null;
        }

        if (_paidBefore is null && view.Desk is { } desk)
        {
            // What was begun this day counts for it also when the run was begun later.
            _paidBefore = desk.Trades.Where(trade => Record(trade).IsPaid && DayOf(trade) != today)
                .ToDictionary(static trade => trade.State.Plan.TradeId, static trade => trade.Cash, StringComparer.Ordinal);
        }

        _day = today;
        if (view.Pass is { } pass && pass.Number != _lastPass)
        {
            _passes += pass.Number - _lastPass;
            _lastPass = pass.Number;
        }

        foreach (Opportunity item in view.Opportunities.Select(static shown => shown.Opportunity)
            .Where(static item => item.BelowThreshold.Count == 0))
        {
            Money best = _found.TryGetValue(item.Id, out (string Words, Money Edge) known) && known.Edge > item.Edge ? known.Edge : item.Edge;
            _found[item.Id] = ($"{item.Signal.Word()} {string.Join(" + ", item.Legs.Take(3).Select(static leg => leg.Claim))}", best);
        }

        _last = view;
        return summary;
    }

    private DailySummary Of(DateOnly day, RunView view)
    {
        DeskTrade[] trades = view.Desk is { } desk
            ? [.. desk.Trades.Where(trade => DayOf(trade) == day && trade.State.Phase != TradePhase.Declined)]
            : [];
        return new DailySummary
        {
            Day = day,
            Scans = _passes,
            MarketsRead = view.Pass?.Markets ?? 0,
            Found = [.. _found.Values.OrderByDescending(static item => item.Edge).Select(static item => new SummaryItem(item.Words, item.Edge))],
            Traded = [.. trades.Select(static trade => new SummaryItem(
                $"{trade.State.Plan.TradeId}: {trade.State.Phase}, {trade.State.Plan.Units} baskets", AtWorst(trade)))],
            Nearly = [.. (view.Pass?.NearMisses ?? []).Take(3).Select(static miss => new SummaryItem(miss.Needs, miss.Edge))],
            Realised = view.Desk is null ? null : Sum(view.Desk.Trades.Where(static trade => Record(trade).IsPaid), PaidSince),
            AtRisk = view.Desk is { } now ? Sum(now.Trades, static trade => trade.HeldCost) : null,
            Health = [.. view.Layers.Where(static layer => layer.Health is LayerHealth.Degraded or LayerHealth.Failed or LayerHealth.Stalled)
                .Select(static layer => string.Create(CultureInfo.InvariantCulture, $"{layer.Name}: {layer.Health} since {layer.Since:u}, {layer.Text}"))],
        };
    }

    /// <summary>Sure payouts less what was paid; of what is paid out, the result.</summary>
    private static Money AtWorst(DeskTrade trade) => Record(trade).AtWorst;

    /// <summary>Of a trade that is paid: its result where the day saw it paid, and what came in later where it was paid before.</summary>
    private Money PaidSince(DeskTrade trade) => trade.Cash - (_paidBefore?.GetValueOrDefault(trade.State.Plan.TradeId, Money.Zero) ?? Money.Zero);

    private static DateOnly DayOf(DeskTrade trade) => DateOnly.FromDateTime(trade.State.Plan.CreatedAt.UtcDateTime);

    private static TradeRecord Record(DeskTrade trade) => new(trade.State, trade.Account, trade.Cash, trade.HeldCost);

    private static Money Sum(IEnumerable<DeskTrade> trades, Func<DeskTrade, Money> of) =>
        trades.Aggregate(Money.Zero, (sum, trade) => sum + of(trade));
}
