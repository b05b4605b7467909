using System.Text.Json;
using Dutchbook.Execution;

namespace Dutchbook.Export;

/// <summary>Trades, of the live book and of dry runs.</summary>
internal sealed class TradeTable() : HistoryTable<(string Book, TradeState Trade)>("trades")
{
    private readonly Words _book = new("book");
    private readonly Words _id = new("trade_id");
    private readonly Words _opportunity = new("opportunity_id");
    private readonly Words _phase = new("phase");
    private readonly Instants _createdAt = new("created_at");
    private readonly MaybeInstants _openedAt = new("opened_at");
    private readonly MaybeInstants _endedAt = new("ended_at");
    private readonly Figures<long> _units = new("units_e2");
    private readonly Figures<long> _outlay = new("most_outlay_micros");
    private readonly Figures<long> _bound = new("execution_bound_micros");
    private readonly Words _tickers = new("tickers_json");
    private readonly Words _reason = new("reason");

    public override IReadOnlyList<Column> Columns =>
        [_book, _id, _opportunity, _phase, _createdAt, _openedAt, _endedAt, _units, _outlay, _bound, _tickers, _reason];

    public override void Add((string Book, TradeState Trade) row)
    {
        TradePlan plan = row.Trade.Plan;
        _book.Add(row.Book);
        _id.Add(plan.TradeId);
        _opportunity.Add(plan.OpportunityId);
        _phase.Add(row.Trade.Phase.ToString());
        _createdAt.Add(plan.CreatedAt);
        _openedAt.Add(row.Trade.OpenedAt);
        _endedAt.Add(row.Trade.EndedAt);
        _units.Add(plan.Units.Hundredths);
        _outlay.Add(plan.MostOutlay.Micros);
        _bound.Add(plan.Losses.ExecutionBound.Micros);
        _tickers.Add(JsonSerializer.Serialize(plan.Legs.Select(static leg => leg.Ticker)));
        _reason.Add(row.Trade.Reason);
    }
}
