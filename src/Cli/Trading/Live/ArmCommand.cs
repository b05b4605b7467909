using System.CommandLine;
using System.Globalization;

namespace Dutchbook.Cli;

/// <summary>`arm`: the typed confirmation that real money needs, once for a while instead of at each start.</summary>
internal sealed class ArmCommand(CommandHost host, GlobalOptions globals)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private readonly Option<string?> length = new("--for")
    {
        Description = "How long, such as 7d or 12h; 30 days at most.",
        HelpName = "time",
    };

    private readonly Option<bool> off = new("--off") { Description = "Take it back." };

    public Command Create()
    {
        DocumentedCommand command = new("arm", "Says that this account may be traded for real, for a while; without options, whether it is.",
            new Example("dutchbook arm --for 7d", "shows account and limits, and asks for a typed confirmation"),
            new Example("dutchbook arm --off", "take it back"));
        command.Options.Add(length);
        command.Options.Add(off);
        command.SetAction(arguments => (int)Run(arguments));
        return command;
    }

    private ExitCode Run(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        Configuration configuration = scope.RequireConfiguration();
        string path = Arming.PathIn(scope.Home);
        if (arguments.GetValue(off))
        {
            File.Delete(path);
        }
        else if (arguments.GetValue(length) is { } text)
        {
            LivePermit.Require(configuration);
            TimeSpan time = Length(text);
            Describe(scope, configuration, time);
            if (!new Question(host, scope).IsAnswered("This account may then be traded for real.", configuration.Kalshi.Endpoint.Host))
            {
                return ExitCode.Failed;
            }

            HomeRecord.Write(path, Arming.Of(configuration, scope.Clock.GetUtcNow(), time));
        }

        return Tell(scope, configuration);
    }

    private static TimeSpan Length(string text)
    {
        bool isNumber = text.Length > 1 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out _);
        int count = isNumber ? int.Parse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        TimeSpan? read = count > 0 && count <= 24 * 30
            ? text[^1] switch { 'd' => TimeSpan.FromDays(count), 'h' => TimeSpan.FromHours(count), _ => null }
            : null;
        return read is { } time && time <= Longest
            ? time
            : throw new CommandFailure(ExitCode.Usage, $"--for {text} is no time up to 30 days. Write it like 7d or 12h.");
    }

    private static void Describe(CommandScope scope, Configuration configuration, TimeSpan time)
    {
        TradingOptions trading = configuration.Trading;
        scope.Remark(string.Create(CultureInfo.InvariantCulture,
            $"Exchange {configuration.Kalshi.Endpoint.Host}, subaccount {configuration.Kalshi.Subaccount}, for {time.TotalHours:0} hours."));
        scope.Remark($"At most {trading.MaxCapitalAtRisk} at risk, {trading.MaxDailyLoss} lost a day, {trading.MaxContractsPerTrade} contracts "
            + $"a leg; until {FirstTrades.Count} trades were made {FirstTrades.Contracts} contracts and {trading.FirstWeekCapital}.");
        scope.Remark("Any change of these settings, another key or another exchange ends it.");
    }

    private static ExitCode Tell(CommandScope scope, Configuration configuration)
    {
        Arming? arming = HomeRecord.Read<Arming>(Arming.PathIn(scope.Home), out string problem);
        string? whyNot = problem.Length > 0 ? problem
            : arming is null ? "it is not armed"
            : arming.WhyNot(configuration, scope.Clock.GetUtcNow());
        if (scope.Output.IsJson)
        {
            scope.Output.Document(new
            {
                Schema = ScanJson.Schema,
                Armed = whyNot is null,
                Reason = whyNot,
                arming?.Host,
                Until = arming?.Until.UtcDateTime,
            });
        }
        else
        {
            scope.Output.Line(whyNot is null
                ? string.Create(CultureInfo.InvariantCulture, $"Armed for {arming!.Host} until {arming.Until:u}.")
                : $"Not armed: {TerminalText.Clean(whyNot, 300)}.");
        }

        return ExitCode.Done;
    }
}
