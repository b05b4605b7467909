using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Export;

/// <summary>The best prices of markets as they changed; nobody, and nothing known, is null.</summary>
internal sealed class QuoteTable() : HistoryTable<(string Ticker, QuoteChange Row)>("quotes")
{
    private readonly Words _ticker = new("ticker");
    private readonly Instants _at = new("told_at");
    private readonly Words _what = new("what");
    private readonly MaybeFigures<int> _bid = new("yes_bid_e4");
    private readonly MaybeFigures<long> _bidSize = new("yes_bid_size_e2");
    private readonly MaybeFigures<int> _ask = new("yes_ask_e4");
    private readonly MaybeFigures<long> _askSize = new("yes_ask_size_e2");

    public override IReadOnlyList<Column> Columns => [_ticker, _at, _what, _bid, _bidSize, _ask, _askSize];

    public override void Add((string Ticker, QuoteChange Row) row)
    {
        (string ticker, QuoteChange change) = row;
        bool isKnown = change.Word != QuoteWord.Unknown;
        bool hasBid = isKnown && change.YesBid > 0;
        bool hasAsk = isKnown && change.YesAsk < Price.TicksPerDollar;
        _ticker.Add(ticker);
        _at.Add(change.At);
        _what.Add(change.Word switch
        {
            QuoteWord.Changed => "changed",
            QuoteWord.Held => "held",
            QuoteWord.Unknown => "unknown",
        });
        _bid.Add(hasBid ? change.YesBid : null);
        _bidSize.Add(hasBid ? change.YesBidSize : null);
        _ask.Add(hasAsk ? change.YesAsk : null);
        _askSize.Add(hasAsk ? change.YesAskSize : null);
    }
}
