using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>One look for all tables: light, readable without colour.</summary>
internal static class Tables
{
    public static Table Plain(params string[] headers)
    {
        Table table = new() { Border = TableBorder.Simple };
        foreach (string header in headers)
        {
            table.AddColumn(new TableColumn(Markup.Escape(header)));
        }

        return table;
    }
}
