using Dutchbook.Domain;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>Relations as rows of two lines, whether they come from the last scan or straight from a recording.</summary>
internal sealed class RelationTable(int top)
{
    private const int TickerLength = 60;

    private readonly List<(string[] Cells, string Markets)> _rows = [(["id", "type", "known", "rule", "markets"], "first .. last")];
    private int _count;

    public void Add(
        string id, RelationType type, Tier tier, RelationStatus status, string rule, IReadOnlyList<string> tickers)
    {
        _count++;
        if (_count > top)
        {
            return;
        }

        string[] cells =
        [
            TerminalText.Clean(id, TickerLength), type.ToString(), status == RelationStatus.Active ? tier.ToString() : $"{tier}, {status}",
            TerminalText.Clean(rule, TickerLength), $"{tickers.Count}",
        ];
        _rows.Add((cells, TerminalText.Clean(tickers[0], TickerLength)
            + (tickers.Count > 1 ? $" .. {TerminalText.Clean(tickers[^1], TickerLength)}" : "")));
    }

    public void Show(CommandScope scope, string origin)
    {
        int[] widths = [.. Enumerable.Range(0, _rows[0].Cells.Length).Select(column => _rows.Max(row => row.Cells[column].Length))];
        foreach ((string[] cells, string markets) in _count == 0 ? [] : _rows)
        {
            string line = string.Join("  ", cells.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();
            scope.Output.Console.MarkupLine(cells == _rows[0].Cells ? $"[grey]{Markup.Escape(line)}[/]" : $"[bold]{Markup.Escape(line)}[/]");
            scope.Output.Console.MarkupLine($"  [grey]{Markup.Escape(markets)}[/]");
        }

        scope.Output.Line($"{Counted.Of(_count, "relation")} {origin}"
            + (_count > top ? $", the first {top:N0} shown (--top, or --format json)" : ""));
    }
}
