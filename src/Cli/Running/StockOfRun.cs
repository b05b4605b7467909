using System.Globalization;
using Dutchbook.Execution;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>
/// Held claims are stock to the run: what every held basket would bring now, closed or rolled, is looked for as opportunities are,
/// shown, and where the settings say so done without a person, through the same gate.
/// </summary>
internal sealed class StockOfRun(TradingDesk desk, Configuration configuration, LayerWatch layers, TimeProvider clock)
{
    public const string Layer = "stock";

    private readonly ClosingSearch search = new(desk, TradingSettings.Closing(configuration));

    /// <summary>Until it is stopped.</summary>
    public async Task KeepAsync(RunBoard board, CancellationToken stop)
    {
        TimeSpan every = TimeSpan.FromSeconds(configuration.Scanning.OpportunityRecheckSeconds);
        while (!stop.IsCancellationRequested)
        {
            await LookAsync(board, stop);
            await Task.Delay(every, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(RunBoard board, CancellationToken stop)
    {
        IReadOnlyList<(TradePlan Plan, TradeAccount Account)> stock = await search.StockAsync();
        PassSummary? pass = board.Current.Pass;
        bool mayClose = configuration.Trading.AutoClose;
        List<ShownClosing> shown = [];
        foreach ((TradePlan plan, TradeAccount account) in stock)
        {
            // Without a person the first trades of a relation are not begun for real, and rolls into them neither.
            FoundClosing found = await search.FindAsync(
                plan, account, pass?.Snapshot, pass?.Map.Relations ?? [], isApproved: !mayClose || !desk.IsLive, stop);
            if (found.Offer is { } offer)
            {
                bool isWorth = offer.IsWorth(search.Rules);
                shown.Add(new ShownClosing(offer, isWorth));
                if (isWorth && mayClose)
                {
                    search.Close(offer, clock.GetUtcNow(), isApproved: !desk.IsLive);
                }
            }
        }

        board.Change(view => view with { Closings = shown });
        layers.Tell(Layer, LayerHealth.Well, string.Create(CultureInfo.InvariantCulture,
            $"{stock.Count} held baskets, {shown.Count(static one => one.IsWorth)} worth closing or rolling now"));
    }
}
