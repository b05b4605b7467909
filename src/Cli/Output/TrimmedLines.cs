using System.Text;

namespace Dutchbook.Cli;

/// <summary>Drops the spaces at the ends of lines, with which tables fill their columns: in a file they are only noise.</summary>
internal sealed class TrimmedLines(TextWriter inner) : TextWriter
{
    private int pending;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        if (value == ' ')
        {
            pending++;
            return;
        }

        if (value is not ('\r' or '\n'))
        {
            inner.Write(new string(' ', pending));
        }

        pending = 0;
        inner.Write(value);
    }

    public override void Write(string? value)
    {
        foreach (char letter in value ?? "")
        {
            Write(letter);
        }
    }

    public override void Flush() => inner.Flush();
}
