using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace Dutchbook.Cli;

/// <summary>The log: warnings (everything with `--verbose`) on stderr, and a file in the home folder.</summary>
internal static class CommandLog
{
    /// <summary>An entry with it is about trading, and stands in the log of trades too.</summary>
    public const string TradeProperty = "Trade";

    private const long LargestFile = 32L << 20;

    public static Logger None => new LoggerConfiguration().CreateLogger();

    /// <summary>Opens the log; without <paramref name="file"/> only stderr is written.</summary>
    public static Logger Open(TextWriter error, bool verbose, LoggingOptions? file)
    {
        LoggerConfiguration configuration = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .WriteTo.Sink(new StreamSink(error), verbose ? LogEventLevel.Debug : LogEventLevel.Warning);
        if (file is not null)
        {
            configuration.WriteTo.File(new LineFormatter(), file.File, Level(file.Level), LargestFile,
                shared: true, rollOnFileSizeLimit: true, retainedFileCountLimit: 5);

            // What happens in trading, whatever the level of the other file.
            configuration.WriteTo.Logger(trades => trades
                .Filter.ByIncludingOnly(static entry => entry.Properties.ContainsKey(TradeProperty))
                .WriteTo.File(new LineFormatter(), file.TradeLog, fileSizeLimitBytes: LargestFile,
                    shared: true, rollOnFileSizeLimit: true, retainedFileCountLimit: 5));
        }

        return configuration.CreateLogger();
    }

    private static LogEventLevel Level(LogLevel level) => level switch
    {
        LogLevel.Debug => LogEventLevel.Debug,
        LogLevel.Info => LogEventLevel.Information,
        LogLevel.Warning => LogEventLevel.Warning,
        LogLevel.Error => LogEventLevel.Error,
        LogLevel.Critical => LogEventLevel.Fatal,
    };

    /// <summary>People read logs in terminals, so a message is cleaned like everything else from outside.</summary>
    private sealed class LineFormatter : ITextFormatter
    {
        public void Format(LogEvent logEvent, TextWriter output)
        {
            string time =
                logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            output.Write($"{time} {logEvent.Level.ToString().ToUpperInvariant()} {Message(logEvent)}\n");
            if (logEvent.Exception is { } problem)
            {
                foreach (string line in problem.ToString().Split('\n'))
                {
                    output.Write($"    {TerminalText.Clean(line, 500)}\n");
                }
            }
        }
    }

    private sealed class StreamSink(TextWriter writer) : ILogEventSink
    {
        private readonly Lock gate = new();

        public void Emit(LogEvent logEvent)
        {
            lock (gate)
            {
                writer.Write($"{logEvent.Level.ToString().ToLowerInvariant()}: {Message(logEvent)}\n");
            }
        }
    }

    private static string Message(LogEvent logEvent) =>
        TerminalText.Clean(logEvent.RenderMessage(CultureInfo.InvariantCulture), 2_000);
}
