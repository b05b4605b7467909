using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Pipeline;
using Dutchbook.Sandbox;

namespace Dutchbook.Unit.Pipeline;

/// <summary>A mistake that no look showed, and what each look said of its markets while it stood.</summary>
/// <param name="Looks">A line for each change of what was said, the first moment in front.</param>
internal sealed record MissedTruth(PlantedTruth Truth, IReadOnlyList<string> Looks);

/// <summary>
/// Holds what looks show against the mistakes that stand: which were seen, what was shown without one, and of those that were not seen,
/// why not.
/// </summary>
internal sealed class SoakWitness(AttachedRun run)
{
    private readonly Dictionary<int, TimeSpan> _seen = [];
    private readonly List<string> _invented = [];
    private readonly Dictionary<int, List<(string At, string Said)>> _unseen = [];

    /// <summary>What was shown with no market of a standing mistake in it.</summary>
    public IReadOnlyList<string> Invented => _invented;

    /// <summary>How old each mistake was when a look first showed it; the shortest first.</summary>
    public IReadOnlyList<TimeSpan> Ages => [.. _seen.Values.Order()];

    public void Judge(LiveLook look)
    {
        PlantedTruth[] standing = [.. run.Server.Truths.Where(static truth => truth.EndedAt is null)];
        foreach (Opportunity shown in look.Validated)
        {
            HashSet<string> own = [.. Tickers(shown)];
            PlantedTruth[] behind = [.. standing.Where(truth => truth.Claims.Any(claim => own.Contains(claim.Ticker)))];
            if (behind.Length == 0)
            {
                _invented.Add($"{look.At:HH:mm:ss.fff} {Legs(shown)}");
            }

            foreach (PlantedTruth truth in behind.Where(truth => truth.Claims.All(claim => own.Contains(claim.Ticker))))
            {
                _seen.TryAdd(truth.Number, look.At - truth.At);
            }
        }

        foreach (PlantedTruth truth in standing)
        {
            if (_seen.ContainsKey(truth.Number))
            {
                _unseen.Remove(truth.Number);
            }
            else
            {
                Note(truth, look);
            }
        }
    }

    /// <summary>Of the mistakes that are over, those that no look showed.</summary>
    public IReadOnlyList<MissedTruth> Missed(IEnumerable<PlantedTruth> over) =>
    [
        .. over.Where(truth => !_seen.ContainsKey(truth.Number)).Select(truth => new MissedTruth(
            truth, [.. _unseen.GetValueOrDefault(truth.Number, []).Select(static line => $"{line.At} {line.Said}")])),
    ];

    private static IEnumerable<string> Tickers(Opportunity opportunity) => opportunity.Legs.Select(static leg => leg.Claim.Market.Ticker);

    private static string Legs(Opportunity opportunity) => string.Join(" + ", opportunity.Legs.Select(static leg => leg.Claim));

    private void Note(PlantedTruth truth, LiveLook look)
    {
        if (!_unseen.TryGetValue(truth.Number, out List<(string At, string Said)>? lines))
        {
            _unseen.Add(truth.Number, lines = []);
        }

        string said = Said(truth, look);
        if (lines.Count == 0 || lines[^1].Said != said)
        {
            lines.Add((look.At.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture), said));
        }
    }

    private string Said(PlantedTruth truth, LiveLook look)
    {
        HashSet<string> own = [.. truth.Claims.Select(static claim => claim.Ticker)];
        List<string> said = [.. own.Select(Book)];
        said.AddRange(look.Validated.Where(shown => Tickers(shown).Any(own.Contains)).Select(static shown => $"shown {Legs(shown)}"));
        said.AddRange(look.Pending.Where(pending => pending.Tickers.Any(own.Contains))
            .Select(static pending => $"pending {string.Join(" + ", pending.Tickers)}: {pending.Reason}"));
        said.AddRange(own.Where(look.Unjudged.Contains).Select(static ticker => $"not judged {ticker}"));
        said.AddRange(own.Where(look.Shut.Contains).Select(static ticker => $"shut {ticker}"));
        said.AddRange(look.Gone.Select(static gone => $"gone {gone.Value}: {gone.Key}"));
        return string.Join("; ", said);
    }

    /// <summary>The exchange's touch, ours, and what stands against ours.</summary>
    private string Book(string ticker) => run.Feed.Read(markets =>
    {
        int market = markets.Add(ticker);
        OrderBook? ours = markets.ReadBook(market, run.Time.GetUtcNow(), out BookDoubt doubt);
        ListedBook theirs = run.Server.Control.Book(ticker);
        string mine = ours is null ? doubt.ToString() : $"{Touch(ours.YesBids)}/{Touch(ours.NoBids)}";
        return $"{ticker} {Touch(theirs.YesBids)}/{Touch(theirs.NoBids)} ours {mine}";
    });

    private static string Touch(IReadOnlyList<BookLevel> side) => side.Count == 0 ? "none" : $"{side[0].Price}x{side[0].Quantity}";
}
