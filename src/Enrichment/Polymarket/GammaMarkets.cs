using System.Globalization;
using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>
/// The list of open markets, page after page by cursor, the most traded first. The cursor's parameter is
/// <c>after_cursor</c>: under another name it is ignored and the first page comes for ever, so a page seen before ends it.
/// </summary>
internal sealed class GammaMarkets(SourceReader reader, Uri gamma, int mostPages)
{
    public static readonly Uri PublicGamma = new("https://gamma-api.polymarket.com/");

    private const int PageSize = 100;

    /// <summary>Markets that could not be read in the last pass, and why the first one could not.</summary>
    public (int Count, string First) Skipped { get; private set; }

    /// <summary>A pass ended at the page limit before the list did.</summary>
    public bool IsCut { get; private set; }

    /// <exception cref="SourceException">A page could not be read, comes twice, or has no market in a known shape.</exception>
    public async Task<IReadOnlyList<PolymarketMarket>> OpenMarkets(CancellationToken cancellation)
    {
        List<PolymarketMarket> markets = [];
        HashSet<string> cursors = new(StringComparer.Ordinal);
        (int count, string first, FailureKind kind) = (0, "", FailureKind.Malformed);
        string? cursor = null;
        int page = 0;
        do
        {
            string query = $"markets/keyset?limit={PageSize}&closed=false&active=true&order=volume24hr&ascending=false"
                + (cursor is null ? "" : $"&after_cursor={Uri.EscapeDataString(cursor)}");
            SourceAnswer answer = await reader.ReadAsync(new SourceRequest(new Uri(gamma, query)), cancellation);
            WireValue list = WireValue.Parse(reader.Source, answer.Body);
            IReadOnlyList<WireValue?> items = list["markets"].Items();
            int bad = 0;
            foreach (WireValue? item in items)
            {
                try
                {
                    if (item is { } wire && Read(wire) is { } market)
                    {
                        markets.Add(market);
                    }
                }
                catch (SourceException problem)
                {
                    bad++;
                    (first, kind) = first.Length == 0 ? (problem.Failure.Detail, problem.Failure.Kind) : (first, kind);
                }
            }

            if (items.Count > 0 && bad == items.Count)
            {
                throw new SourceException(reader.Source, kind, $"no market of a page can be read: {first}");
            }

            count += bad;
            cursor = list.Optional("next_cursor")?.Text();
            if (cursor is { Length: > 0 } && !cursors.Add(cursor))
            {
                throw new SourceException(reader.Source, FailureKind.Malformed, "the same page came twice");
            }
        }
        while (cursor is { Length: > 0 } && ++page < mostPages);

        Skipped = (count, first);
        IsCut = cursor is { Length: > 0 };
        return markets;
    }

    /// <summary>A market; null where it is of no use: no yes and no, closed, or not taking orders.</summary>
    private static PolymarketMarket? Read(WireValue wire)
    {
        if (wire.Optional("closed")?.Flag() == true || wire.Optional("acceptingOrders")?.Flag() != true)
        {
            return null;
        }

        IReadOnlyList<WireValue?> outcomes = wire["outcomes"].Unpacked().Items();
        IReadOnlyList<WireValue?> tokens = wire["clobTokenIds"].Unpacked().Items();
        if (outcomes.Count != tokens.Count)
        {
            throw wire.Failure(FailureKind.Malformed, "outcomes and tokens differ in number");
        }

        foreach (string field in (string[])["bestBid", "bestAsk", "lastTradePrice"])
        {
            if (wire.Optional(field)?.NumberIfAny() is < 0 or > 1)
            {
                throw wire.Failure(FailureKind.OutOfRange, $"{field} is no probability");
            }
        }

        if (outcomes is not [{ } yes, { }] || !yes.Text().Equals("Yes", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return new PolymarketMarket
        {
            Id = wire["id"].Text(),
            Question = wire["question"].Text(),
            Text = QuestionText.Of(wire["question"].Text()),
            Description = wire.Optional("description")?.Text() ?? "",
            ResolutionSource = wire.Optional("resolutionSource")?.Text() ?? "",
            YesToken = tokens[0]?.Text() ?? "",
            NoToken = tokens[1]?.Text() ?? "",
            EndsAt = wire.Optional("endDate") is { } end ? Time(end) : null,
            MeaningMayChange = wire.Optional("negRiskOther")?.Flag() == true,
            Fee = Fee(wire),
        };
    }

    private static DateTimeOffset? Time(WireValue value) => DateTimeOffset.TryParse(
        value.Text(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    private static PolymarketFee? Fee(WireValue wire)
    {
        if (wire.Optional("feesEnabled") is not { } enabled)
        {
            return null;
        }

        if (!enabled.Flag())
        {
            return PolymarketFee.None;
        }

        if (wire.Optional("feeSchedule") is not { } schedule || schedule.Optional("rate") is not { } rate)
        {
            return null;
        }

        decimal share = rate.Number();
        decimal exponent = schedule.Optional("exponent")?.Number() ?? 1;
        return share is >= 0 and <= 1 && exponent is >= 1 and <= PolymarketFee.GreatestExponent && exponent == decimal.Floor(exponent)
            ? new PolymarketFee(Ratio.FromPartsPerMillion((long)decimal.Ceiling(share * Ratio.Whole)), (int)exponent)
            : null;
    }
}
