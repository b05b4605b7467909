using System.CommandLine;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>What the commands that read a trading book share.</summary>
internal sealed class BookOptions
{
    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "The book of dry runs instead of the live one." };

    public Option<bool> Quotes { get; } = new("--quotes")
    {
        Description = "Ask the exchange what selling would bring now.",
    };

    /// <summary>What baskets would bring now, where that is asked for; empty otherwise.</summary>
    public async Task<IReadOnlyDictionary<string, Liquidation>> ReadQuotesAsync(
        CommandScope scope, Composition composition, ParseResult arguments, IReadOnlyList<TradeRecord> held, CancellationToken stop)
    {
        if (!arguments.GetValue(Quotes) || held.Count == 0)
        {
            return new Dictionary<string, Liquidation>(StringComparer.Ordinal);
        }

        Configuration configuration = scope.RequireConfiguration();
        using VenueConnection venue = composition.ConnectVenue(configuration.Kalshi, scope.Clock, null);
        return venue.Markets is { } markets
            ? await Liquidation.ReadAsync(markets, held, TradingSettings.Closing(configuration), scope.Clock.GetUtcNow(), stop)
            : throw new CommandFailure(ExitCode.Usage, "This source has no books of now.");
    }

    /// <exception cref="CommandFailure">Nothing is stored yet (3), or the database cannot be read (1).</exception>
    public SqliteJournal Open(CommandScope scope, ParseResult arguments)
    {
        try
        {
            return SqliteJournal.OpenReader(scope.Home.Database, arguments.GetValue(DryRun));
        }
        catch (StorageException problem)
        {
            throw problem.Problem == StorageProblem.Missing
                ? new CommandFailure(ExitCode.NoMatch, "Nothing was traded yet. `dutchbook trade ID --dry-run` begins.")
                : new CommandFailure(ExitCode.Failed, problem.Message);
        }
    }
}
