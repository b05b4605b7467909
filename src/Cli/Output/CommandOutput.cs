using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>How results are written.</summary>
internal enum OutputFormat
{
    Table,
    Json,
}

/// <summary>
/// Where a command writes its results. Tables are at most 100 columns wide; away from a terminal there are neither
/// colours nor drawing characters, nor spaces at the ends of lines.
/// </summary>
internal sealed class CommandOutput
{
    public const int WidestTable = 100;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Default,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly JsonSerializerOptions JsonOnOneLine = new(Json) { WriteIndented = false };

    private readonly TextWriter writer;

    private readonly bool terminal;

    private CommandOutput(TextWriter writer, IAnsiConsole console, OutputFormat format, bool terminal)
    {
        this.writer = writer;
        this.terminal = terminal;
        Console = console;
        Format = format;
    }

    public OutputFormat Format { get; }

    public bool IsJson => Format == OutputFormat.Json;

    /// <summary>For tables and markup; external text goes through <see cref="TerminalText"/> first.</summary>
    public IAnsiConsole Console { get; }

    public static CommandOutput Create(TextWriter writer, OutputFormat format, bool terminal, bool color, int width) =>
        new(writer, CreateConsole(writer, terminal, color, width), format, terminal);

    /// <summary>A console for one stream; results and progress use different ones.</summary>
    public static IAnsiConsole CreateConsole(TextWriter writer, bool terminal, bool color, int width)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal && color ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal && color ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = terminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(terminal ? writer : new TrimmedLines(writer)),
        });
        console.Profile.Width = Math.Clamp(width, 40, WidestTable);
        if (!terminal)
        {
            console.Profile.Capabilities.Unicode = false;
        }

        return console;
    }

    /// <summary>One line of plain words of ours; values from outside must be clean already.</summary>
    public void Line(string text) => writer.Write(text + "\n");

    /// <summary>An empty table whose lines are drawn only on a terminal; elsewhere they are plain ASCII.</summary>
    public Table NewTable() => new() { Border = terminal ? TableBorder.Square : TableBorder.Ascii };

    public void Table(Table table) => Console.Write(table);

    /// <summary>One JSON document. It must carry its schema number.</summary>
    public void Document<T>(T document) => Line(JsonSerializer.Serialize(document, Json));

    /// <summary>One JSON document written field by field.</summary>
    public void Document(Action<Utf8JsonWriter> write) => Line(JsonText.Document(write, Json.Encoder, indented: true));

    /// <summary>The same on one line, for commands that write other lines before it.</summary>
    public void OneLine(Action<Utf8JsonWriter> write) => Line(JsonText.Document(write, Json.Encoder, indented: false));

    /// <summary>One JSON object on a line of its own, for commands that go on running.</summary>
    public void StreamItem<T>(T item) => Line(JsonSerializer.Serialize(item, JsonOnOneLine));
}
