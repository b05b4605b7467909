using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>
/// The executable price of the same question at Polymarket: what a YES there can be sold and bought for, fees included. A
/// narrower or wider question gives a bound on one side only. What a person rejected is the same question no more.
/// </summary>
internal sealed class PolymarketSource(GammaMarkets gamma, ClobBooks clob, IMatchReview review, TimeProvider time)
    : IEvidenceSource, ICrossVenue
{
    /// <summary>Another venue resolves by its own process, on rules that only look the same.</summary>
    private static readonly Ratio ResolutionDoubt = Ratio.FromPartsPerMillion(20_000);

    private static readonly TimeSpan OldestBook = TimeSpan.FromHours(1);

    /// <summary>How long the list of markets is good for; their books are read anew.</summary>
    private static readonly TimeSpan ListFresh = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private Task<IReadOnlyList<PolymarketMarket>>? _list;
    private DateTimeOffset _listedAt;

    public string Name => "polymarket";

    public bool Covers(MarketQuestion question) => question.Market.Title.ToString().Length > 0 && question.Market.SelectedLegs.Count == 0;

    public async Task<MarketEvidence?> AskAsync(MarketQuestion question, CancellationToken cancellation)
    {
        if (await Find(question.Market, cancellation) is not var (theirs, match, standing))
        {
            return null;
        }

        if (OrdersOf(theirs) is { } order)
        {
            throw new SourceException(Name, FailureKind.GivesOrders, $"market {theirs.Id} says \"{order}\" to whoever reads it");
        }

        IReadOnlyDictionary<string, PolymarketBook> books = await clob.Read([theirs.YesToken], cancellation);
        if (!books.TryGetValue(theirs.YesToken, out PolymarketBook? book) || theirs.Fee is not { } fee
            || Band(book, fee, match.Grade) is not { } band || band.IsUnknown)
        {
            return null;
        }

        if (question.At - book.At > OldestBook)
        {
            throw new SourceException(Name, FailureKind.Stale, $"the book of {theirs.Id} is of {book.At:yyyy-MM-dd HH:mm} UTC");
        }

        bool isApproved = standing.Decision == MatchDecision.Approved;
        return new MarketEvidence
        {
            Ticker = question.Market.Ticker,
            Source = Name,
            Yes = band,
            ObservedAt = book.At,
            Provenance = $"Polymarket {theirs.Id}",
            Applies = $"{match.Grade}: \"{Shown(theirs.Question)}\"{(isApproved ? $", {standing.Words}" : "")}",
            Reservations =
            [
                .. isApproved ? (string[])[] : [standing.Words],
                "another venue, with a resolution of its own",
                .. match.Differences.Select(static item => item.ToString()),
            ],
            IsUnreviewed = !isApproved,
        };
    }

    public async Task<CrossGap?> GapAsync(BasketLeg leg, MemberKind member, CancellationToken cancellation)
    {
        if (leg.Claim.Market.SelectedLegs.Count > 0
            || await Find(leg.Claim.Market, cancellation) is not var (theirs, match, standing)
            || match.Grade is not (MatchGrade.Equivalent or MatchGrade.Inverted) || theirs.Fee is not { } fee || OrdersOf(theirs) is not null)
        {
            return null;
        }

        IReadOnlyDictionary<string, PolymarketBook> books = await clob.Read([theirs.YesToken], cancellation);
        if (!books.TryGetValue(theirs.YesToken, out PolymarketBook? book) || time.GetUtcNow() - book.At > OldestBook)
        {
            return null;
        }

        // The opposite of our side there; an inverted question turns it round once more. Their NO at 1 - p is a bid for YES at p.
        bool buysYesThere = (leg.Claim.Side == Side.No) == (match.Grade == MatchGrade.Equivalent);
        IReadOnlyList<BookLevel> there = buysYesThere
            ? book.Asks
            : [.. book.Bids.Select(static bid => new BookLevel(bid.Price.Complement(), bid.Quantity))];
        IReadOnlyList<BookLevel> here = leg.Offered.Count > 0 ? leg.Offered : leg.Levels;
        CrossGap? gap = CrossGap.Of(
            leg.Claim, leg.Terms, member, here, $"Polymarket {theirs.Id}: {Shown(theirs.Question)}", match.Grade, fee, there);
        return gap is null ? null : gap with { Standing = standing };
    }

    /// <summary>
    /// The best match that prices may be compared with: of those that nobody rejected one that was approved, else the closest.
    /// What is found waits for a person, and so does a decision that its texts have outlived.
    /// </summary>
    internal async Task<(PolymarketMarket Theirs, Match Match, MatchStanding Standing)?> Find(Market market, CancellationToken cancellation)
    {
        QuestionText ours = MarketMatcher.Read(market);
        (PolymarketMarket Theirs, Match Match, MatchStanding Standing)? best = null;
        FoundMatch? taken = null;
        foreach (PolymarketMarket theirs in await Markets(cancellation))
        {
            Match match = MarketMatcher.Grade(market, ours, theirs);
            if (match.Grade < MatchGrade.Subset)
            {
                continue;
            }

            FoundMatch found = MarketMatcher.Describe(market, theirs, match);
            MatchStanding standing = review.StandingOf(found);
            if (standing.HasLapsed)
            {
                review.Take(found);
            }

            if (standing.Decision != MatchDecision.Rejected
                && (best is not { } known || Better(match, standing, known.Match, known.Standing)))
            {
                (best, taken) = ((theirs, match, standing), found);
            }
        }

        if (taken is not null)
        {
            review.Take(taken);
        }

        return best;
    }

    /// <summary>One pass over the list, shared by all who ask meanwhile; who loses patience leaves it to the next.</summary>
    private Task<IReadOnlyList<PolymarketMarket>> Markets(CancellationToken cancellation)
    {
        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            if (_list is null || _list.IsFaulted || now - _listedAt > ListFresh)
            {
                (_list, _listedAt) = (gamma.OpenMarkets(CancellationToken.None), now);
            }

            return _list.WaitAsync(cancellation);
        }
    }

    private static string? OrdersOf(PolymarketMarket market) => StrangersOrders.Find($"{market.Question}\n{market.Description}");

    private static bool Better(Match match, MatchStanding standing, Match than, MatchStanding standingOfThat)
    {
        (bool isApproved, bool other) =
            (standing.Decision == MatchDecision.Approved, standingOfThat.Decision == MatchDecision.Approved);
        return isApproved != other
            ? isApproved
            : match.Grade > than.Grade || (match.Grade == than.Grade && match.SharedPermille > than.SharedPermille);
    }

    private static ProbabilityBand? Band(PolymarketBook book, PolymarketFee fee, MatchGrade grade)
    {
        Quantity one = Quantity.FromContracts(1);
        Ratio bid = book.Bids is [var best, ..]
            ? Chance(best.Price.PerContract() - fee.Of(best.Price, one))
            : Ratio.Zero;
        Ratio ask = book.Asks is [var cheapest, ..]
            ? Chance(cheapest.Price.PerContract() + fee.Of(cheapest.Price, one))
            : Ratio.One;
        if (bid > ask)
        {
            return null;
        }

        ProbabilityBand band = ProbabilityBand.Between(bid, ask).Widened(ResolutionDoubt);
        return grade switch
        {
            MatchGrade.Equivalent => band,
            MatchGrade.Inverted => band.Complement(),
            MatchGrade.Subset => ProbabilityBand.Between(Ratio.Zero, band.High),
            MatchGrade.Superset => ProbabilityBand.Between(band.Low, Ratio.One),
            MatchGrade.Related or MatchGrade.Unrelated => null,
        };
    }

    /// <summary>A dollar's worth is a probability in the same millionths.</summary>
    private static Ratio Chance(Money worth) =>
        Ratio.FromPartsPerMillion(Math.Clamp(worth.Micros, 0, Ratio.Whole));

    private static string Shown(string question)
    {
        string line = string.Concat(question.Select(static letter => char.IsControl(letter) ? ' ' : letter));
        return line.Length > 120 ? line[..120] : line;
    }
}
