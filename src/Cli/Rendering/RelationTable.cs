using Dutchbook.Domain;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>Relations as rows, whether they come from the last scan or straight from a recording.</summary>
internal sealed class RelationTable(int top)
{
    private readonly Table _table = Tables.Plain("Id", "Type", "Known", "Markets", "Rule", "First to last");
    private int _count;

    public void Add(
        string id, RelationType type, Tier tier, RelationStatus status, string rule, IReadOnlyList<string> tickers)
    {
        _count++;
        if (_count > top)
        {
            return;
        }

        _table.AddRow(
            id,
            type.ToString(),
            status == RelationStatus.Active ? tier.ToString() : $"{tier}, {status}",
            $"{tickers.Count}",
            TerminalText.Markup(rule, 40),
            TerminalText.Markup(tickers[0], 60) + (tickers.Count > 1 ? $" ..\n{TerminalText.Markup(tickers[^1], 60)}" : ""));
    }

    public void Show(CommandScope scope, string origin)
    {
        scope.Output.Table(_table);
        scope.Output.Line($"{_count:N0} relations {origin}"
            + (_count > top ? $", the first {top:N0} shown (--top, or --format json)" : ""));
    }
}
