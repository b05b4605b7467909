using Spectre.Console;
using Spectre.Console.Rendering;

namespace Dutchbook.Cli;

/// <summary>One look for all tables: light, readable without colour.</summary>
internal static class Tables
{
    public static Table Plain(params string[] headers)
    {
        Table table = new() { Border = LightBorder.Drawn };
        foreach (string header in headers)
        {
            table.AddColumn(new TableColumn(Markup.Escape(header)).PadLeft(0).PadRight(2));
        }

        return table;
    }

    /// <summary>A line under the headers and nothing else; away from a terminal it is made of hyphens.</summary>
    private sealed class LightBorder(string line, TableBorder? safe) : TableBorder
    {
        public static LightBorder Drawn { get; } = new("\u2500", new LightBorder("-", null));

        public override TableBorder? SafeBorder { get; } = safe;

        public override string GetPart(TableBorderPart part) => part switch
        {
            TableBorderPart.HeaderBottomLeft or TableBorderPart.HeaderBottom or TableBorderPart.HeaderBottomSeparator
                or TableBorderPart.HeaderBottomRight => line,
            _ => " ",
        };
    }
}
