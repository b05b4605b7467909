using System.Text;
using Dutchbook.Dashboard;

namespace Dutchbook.Cli;

/// <summary>A table as comma-separated values. No cell begins a formula in whoever opens it: text from outside stays text.</summary>
internal sealed class CsvText
{
    private readonly StringBuilder _text = new();

    public CsvText(params string[] columns) => Add(columns);

    public void Add(params string[] cells) => _text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    public ApiAnswer Answer(string fileName) => new(Encoding.UTF8.GetBytes(_text.ToString()), "text/csv; charset=utf-8", fileName);

    private static string Cell(string text)
    {
        bool isFormula = text.Length > 0 && text[0] is '=' or '+' or '@' or '\t' or '\r'
            || (text.StartsWith('-') && !decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _));
        string safe = isFormula ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
