using System.Globalization;
using Dutchbook.Execution;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>Differences between our books and the account, for a reader or a program.</summary>
internal static class ReconcileView
{
    public static void Show(
        CommandScope scope, JournalContent content, AccountReading reading, IReadOnlyList<AccountDifference> differences)
    {
        bool isAdopted = content.Entries.Count > 0;
        if (scope.Output.IsJson)
        {
            scope.Output.Document(new
            {
                Schema = ScanJson.Schema,
                Adopted = isAdopted,
                Agrees = differences.Count == 0,
                Differences = differences.Select(static one => new
                {
                    Kind = one.Kind.ToString(),
                    Subject = JsonText.Clean(one.Subject),
                    one.Ours,
                    Theirs = JsonText.Clean(one.Theirs),
                    Foreign = one.IsForeign,
                }),
                Cash = reading.Balances.Shards.OrderBy(static pair => pair.Key)
                    .Select(static pair => new { Shard = pair.Key, Cash = pair.Value.ToString() }),
            });
            return;
        }

        if (differences.Count > 0)
        {
            Table table = Tables.Plain("", "What", "Our books", "The exchange", "");
            foreach (AccountDifference one in differences)
            {
                table.AddRow(
                    one.Kind.ToString(), TerminalText.Markup(one.Subject, 60), TerminalText.Markup(one.Ours, 60),
                    TerminalText.Markup(one.Theirs, 80), one.IsForeign ? "not ours" : "");
            }

            scope.Output.Table(table);
        }

        scope.Output.Line((isAdopted, differences.Count) switch
        {
            (false, _) => "Nothing was taken over yet. `dutchbook reconcile --adopt` takes over what is there, and leaves it alone.",
            (true, 0) => string.Create(CultureInfo.InvariantCulture,
                $"Our books and the exchange agree: {reading.Positions.Count} positions, {reading.Resting.Count} orders at rest, "
                + $"{reading.Balances.Total} cash."),
            _ => string.Create(CultureInfo.InvariantCulture, $"{differences.Count} differences. docs/runbook.md says what each may mean."),
        });
    }
}
