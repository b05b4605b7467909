using System.CommandLine;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Mapping;

namespace Dutchbook.Cli;

/// <summary>`bounds TICKER`: where a quote stands against all the books related to it.</summary>
internal sealed class BoundsCommand(CommandHost host, GlobalOptions globals, Composition composition)
{
    private readonly Argument<string> ticker = new("ticker") { Description = "The market." };

    private readonly ScanArguments inputs = new();

    private readonly Option<string> contracts = new("--contracts")
    {
        Description = "How many contracts the bounds are for; the related books' depth limits them.",
        DefaultValueFactory = static _ => "10",
        HelpName = "number",
    };

    public Command Create()
    {
        DocumentedCommand command = new("bounds", "What the related books allow at most and at least for one market.",
            new Example("dutchbook bounds KXINXU-26DEC02H1600-T6874.9999", "against the live books of its relations"),
            new Example("dutchbook bounds X-T60 --snapshot pages/*.jsonl.gz", "in a recording"),
            new Example("dutchbook bounds X-T60 --contracts 100 --format json", "for a hundred contracts, as JSON"));
        command.Arguments.Add(ticker);
        foreach (Option option in inputs.All.Append(contracts))
        {
            command.Options.Add(option);
        }

        command.SetAction((arguments, cancellation) => Run(arguments, cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        Configuration configuration = scope.RequireConfiguration();
        string text = arguments.GetValue(contracts)!;
        if (!Quantity.TryParse(text, out Quantity wanted) || !wanted.IsPositive)
        {
            throw new CommandFailure(
                ExitCode.Usage, $"--contracts {text} is not a number of contracts, such as 10 or 2.5.");
        }

        string[] files = arguments.GetValue(inputs.Snapshot) ?? [];
        using VenueConnection venue = files.Length > 0
            ? VenueConnection.Recorded(files, inputs, arguments)
            : composition.ConnectVenue(configuration.Kalshi, scope.Clock, null);
        VenueSnapshot snapshot = await Scanner.ReadAsync(venue.Source, scope, cancellation);
        string name = arguments.GetValue(ticker)!;
        Market market = snapshot.Markets.FirstOrDefault(
                one => string.Equals(one.Ticker, name, StringComparison.Ordinal))
            ?? throw new CommandFailure(
                ExitCode.NoMatch, $"No market {name} was read. Tickers are written as the venue does.");
        RelationMap map = new StructuralMapper(Scanner.Mapping(configuration)).Map(snapshot);
        Detector detector = new(Scanner.Options(configuration, nearMisses: 0));
        PriceBounds bounds = detector.Bounds(snapshot, map, market, wanted);
        if (scope.Output.IsJson)
        {
            scope.Output.Document(json => BoundsJson.Write(json, bounds));
        }
        else
        {
            new BoundsView(scope.Output.Console).Show(bounds);
        }

        return (int)ExitCode.Done;
    }
}
