using Dutchbook.Pipeline;

namespace Dutchbook.Export;

/// <summary>The stretches in which the quotes are whole, each cut at the ends of its days.</summary>
internal sealed class StretchTable() : HistoryTable<QuoteStretch>("stretches")
{
    private readonly Instants _from = new("from_at");
    private readonly Instants _to = new("to_at");
    private readonly Words _source = new("source");
    private readonly Words _ended = new("ended");
    private readonly Figures<long> _dropped = new("dropped");

    public override IReadOnlyList<Column> Columns => [_from, _to, _source, _ended, _dropped];

    public override void Add(QuoteStretch row)
    {
        _from.Add(row.From);
        _to.Add(row.To);
        _source.Add(row.Source == QuoteSource.Stream ? "stream" : "passes");
        _ended.Add(row.Ended);
        _dropped.Add(row.Dropped);
    }
}
