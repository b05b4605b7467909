using System.CommandLine;
using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Export;
using Dutchbook.Pipeline;
using Dutchbook.Storage;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>`history export`: quotes, episodes, trades and fills as Parquet files, one for each day.</summary>
internal sealed class HistoryExportCommand(CommandHost host, GlobalOptions globals)
{
    private readonly Argument<string> folder = new("folder") { Description = "Where the files go; made if need be." };

    private readonly Option<string?> from = new("--from") { Description = "The first day (UTC) (default: all that there are).", HelpName = "day" };

    private readonly Option<string?> to = new("--to") { Description = "The last day, itself included (default: today).", HelpName = "day" };

    public Command Create()
    {
        DocumentedCommand command = new("export", "Writes Parquet files, a folder for each table and day, for DuckDB and others.",
            new Example("dutchbook history export out", "everything; a day that is exported again replaces its files"),
            new Example("dutchbook history export out --from 2026-11-25 --to 2026-11-25", "one day"));
        command.Arguments.Add(folder);
        command.Options.Add(from);
        command.Options.Add(to);
        command.SetAction(async (arguments, cancellation) => (int)await RunAsync(arguments, cancellation));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        Configuration configuration = scope.RequireConfiguration();
        DateOnly today = DateOnly.FromDateTime(scope.Clock.GetUtcNow().UtcDateTime);
        (DateOnly From, DateOnly To) days = (Day(arguments, from) ?? DateOnly.MinValue, Day(arguments, to) ?? today);
        if (days.From > days.To)
        {
            throw new CommandFailure(ExitCode.Usage, "--from is after the last day.");
        }

        List<ExportedFile> files = [];
        string path = Path.GetFullPath(arguments.GetValue(folder)!);
        HistoryExport export = new(path, days) { Written = files.Add };
        try
        {
            await WriteAsync(scope, export, days, today.AddDays(-configuration.History.KeepDays), cancellation);
        }
        catch (StorageException problem)
        {
            throw new CommandFailure(ExitCode.Failed, problem.Message);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Failed, $"{path} cannot be written: {problem.Message}", ["What was exported before is as it was."]);
        }

        Tell(scope, path, files);
        return files.Count > 0 ? ExitCode.Done : ExitCode.NoMatch;
    }

    private static async Task WriteAsync(
        CommandScope scope, HistoryExport export, (DateOnly From, DateOnly To) days, DateOnly kept, CancellationToken stop)
    {
        if (File.Exists(scope.Home.History))
        {
            using IQuoteHistoryReader history = HistoryCommand.Open(scope);
            await WriteQuotesAsync(scope, export, history, days, kept, stop);
        }

        if (!File.Exists(scope.Home.Database))
        {
            return;
        }

        using (SqliteDatabase database = Archive.Open(scope))
        {
            await export.WriteEpisodesAsync(
                database.Opportunities.EpisodesWithin(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue), stop);
        }

        List<(string, TradeState)> trades = [];
        List<BookedFill> fills = [];
        foreach ((string book, bool isPaper) in ((string, bool)[])[("live", false), ("paper", true)])
        {
            using SqliteJournal journal = SqliteJournal.OpenReader(scope.Home.Database, isPaper);
            JournalContent content = journal.Load();
            trades.AddRange(content.Trades.Select(trade => (book, trade)));
            fills.AddRange(content.Orders.SelectMany(order => order.Fills.Select(fill => new BookedFill(book, order.Intent, fill))));
        }

        await export.WriteTradesAsync(trades, stop);
        await export.WriteFillsAsync(fills, stop);
    }

    /// <summary>Days that are being deleted are not whole any more: their files of before are better.</summary>
    private static async Task WriteQuotesAsync(
        CommandScope scope,
        HistoryExport export,
        IQuoteHistoryReader history,
        (DateOnly From, DateOnly To) days,
        DateOnly kept,
        CancellationToken stop)
    {
        if (!scope.Progress.Profile.Capabilities.Interactive)
        {
            await export.WriteQuotesAsync(history, kept, stop);
            return;
        }

        long rows = history.Totals().Days.Where(day => day.Day >= days.From && day.Day <= days.To && day.Day >= kept).Sum(static day => day.Changes);
        await scope.Progress.Progress().AutoClear(true).StartAsync(async progress =>
        {
            ProgressTask task = progress.AddTask("Quotes", maxValue: Math.Max(1, rows));
            export.Progressed = done => task.Value = done;
            await export.WriteQuotesAsync(history, kept, stop);
        });
    }

    private static void Tell(CommandScope scope, string path, List<ExportedFile> files)
    {
        if (scope.Output.IsJson)
        {
            scope.Output.Document(new
            {
                Schema = ScanJson.Schema,
                Folder = path,
                Files = files.Select(static file => new { file.Name, file.Rows }),
            });
            return;
        }

        foreach (IGrouping<string, ExportedFile> table in files.GroupBy(static file => file.Name.Split('/')[0], StringComparer.Ordinal))
        {
            scope.Output.Line(string.Create(CultureInfo.InvariantCulture,
                $"{table.Key}: {Counted.Of(table.Sum(static file => file.Rows), "row")} of {Counted.Of(table.Count(), "day")}"));
        }

        scope.Output.Line(files.Count == 0 ? "There is nothing of these days." : $"In {TerminalText.Clean(path, 500)}; docs/history.md shows what to do with it.");
    }

    private static DateOnly? Day(ParseResult arguments, Option<string?> option) => arguments.GetValue(option) is { } text
        ? DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : throw new CommandFailure(ExitCode.Usage, $"{option.Name} {text} is not a day. Write it like 2026-11-25.")
        : null;
}
