using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;

namespace Dutchbook.Export;

/// <summary>
/// The history as Parquet files, a folder for each table and in it one for each day (UTC). A day that is exported again replaces its
/// files; a day of which the source holds nothing any more keeps them.
/// </summary>
/// <param name="folder">Where to.</param>
/// <param name="days">The days that are wanted, both included.</param>
public sealed class HistoryExport(string folder, (DateOnly From, DateOnly To) days)
{
    private const long Day = 86_400_000;

    /// <summary>Rows that are held until they are written together.</summary>
    internal int RowsOfGroup { get; init; } = 500_000;

    /// <summary>Told of each file when it is in its place.</summary>
    public Action<ExportedFile>? Written { get; set; }

    /// <summary>Told now and then how many rows of quotes were written.</summary>
    public Action<long>? Progressed { get; set; }

    /// <summary>The quotes and the stretches in which they are whole.</summary>
    /// <param name="history">The source.</param>
    /// <param name="kept">The first day that is kept: those before it are being deleted and are not whole any more.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="StorageException">The history cannot be read.</exception>
    public async Task WriteQuotesAsync(IQuoteHistoryReader history, DateOnly kept, CancellationToken stop)
    {
        IReadOnlyList<QuoteStretch> stretches = history.Stretches();
        foreach (DateOnly day in history.Totals().Days.Select(static day => day.Day).Where(day => day >= kept && IsWanted(day)))
        {
            (long first, long last) = Bounds(day);
            QuoteStretch[] own = [.. stretches.Where(stretch => stretch.From <= last && stretch.To >= first)];
            await WriteAsync(new QuoteTable(), day, Rows(history, day, own, last), stop);

            // A stretch that goes on the next day has not ended in this one.
            await WriteAsync(
                new StretchTable(),
                day,
                own.Select(stretch => stretch with
                {
                    From = Math.Max(stretch.From, first),
                    To = Math.Min(stretch.To, last),
                    Ended = stretch.To <= last ? stretch.Ended : null,
                    Dropped = stretch.To <= last ? stretch.Dropped : 0,
                }),
                stop);
        }
    }

    /// <summary>The times that mispricings were there, by the day on which they began.</summary>
    public Task WriteEpisodesAsync(IEnumerable<Episode> episodes, CancellationToken stop) =>
        WriteByDayAsync(static () => new EpisodeTable(), episodes, static episode => episode.FirstSeen, stop);

    /// <summary>The trades of one or more books, by the day on which they were made.</summary>
    public Task WriteTradesAsync(IEnumerable<(string Book, TradeState Trade)> trades, CancellationToken stop) =>
        WriteByDayAsync(static () => new TradeTable(), trades, static item => item.Trade.Plan.CreatedAt, stop);

    /// <summary>Their fills, by day.</summary>
    public Task WriteFillsAsync(IEnumerable<BookedFill> fills, CancellationToken stop) =>
        WriteByDayAsync(static () => new FillTable(), fills, static fill => fill.At, stop);

    private async Task WriteByDayAsync<TRow>(
        Func<HistoryTable<TRow>> table, IEnumerable<TRow> rows, Func<TRow, DateTimeOffset> time, CancellationToken stop)
    {
        foreach (IGrouping<DateOnly, TRow> day in rows.GroupBy(row => DateOnly.FromDateTime(time(row).UtcDateTime))
            .Where(day => IsWanted(day.Key)).OrderBy(static day => day.Key))
        {
            await WriteAsync(table(), day.Key, day.OrderBy(time), stop);
        }
    }

    private IEnumerable<(string, QuoteChange)> Rows(
        IQuoteHistoryReader history, DateOnly day, IReadOnlyList<QuoteStretch> stretches, long last)
    {
        long rows = 0;
        foreach (MarketQuotes market in history.ReadDay(day))
        {
            foreach (QuoteChange row in QuoteTimeline.Of(market.Changes, stretches))
            {
                // What is unknown from midnight on is so in its own day: the next day's file may not name the market at all.
                if (row.At <= last || row.At == last + 1)
                {
                    yield return (market.Ticker, row with { At = Math.Min(row.At, last) });
                }
            }

            rows += market.Changes.Count;
            Progressed?.Invoke(rows);
        }
    }

    private async Task WriteAsync<TRow>(HistoryTable<TRow> table, DateOnly day, IEnumerable<TRow> rows, CancellationToken stop)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{table.Name}/day={day:yyyy-MM-dd}/part.parquet");
        await using ParquetPart part = await ParquetPart.CreateAsync(Path.Combine(folder, name), table.Columns, RowsOfGroup, stop);
        foreach (TRow row in rows)
        {
            table.Add(row);
            await part.RowAddedAsync(stop);
        }

        await part.CompleteAsync(stop);
        Written?.Invoke(new ExportedFile(name, part.Rows));
    }

    private bool IsWanted(DateOnly day) => day >= days.From && day <= days.To;

    private static (long First, long Last) Bounds(DateOnly day)
    {
        long first = (long)(day.ToDateTime(TimeOnly.MinValue) - DateTime.UnixEpoch).TotalMilliseconds;
        return (first, first + Day - 1);
    }
}

/// <summary>A file that was written, by its path below the folder.</summary>
public sealed record ExportedFile(string Name, long Rows);
