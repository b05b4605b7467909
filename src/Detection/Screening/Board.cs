using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// What each side of each market costs now, as flat arrays for the search. A slot is twice the market's index plus the
/// side, so that the negation of a claim is one bit. The last two slots stand for markets that the snapshot does not
/// hold.
/// </summary>
internal sealed class Board
{
    /// <summary>
    /// The cost of what is not on offer: more than any payout, small enough to be summed over every market.
    /// </summary>
    public const long Absent = 1L << 40;

    private static readonly string[] NeededFields = ["status", "market_type", "close_time", "price_ranges"];
    private static readonly string[] AskFields = ["yes_ask_dollars", "yes_ask_size_fp"];
    private static readonly string[] BidFields = ["yes_bid_dollars", "yes_bid_size_fp"];

    private readonly Dictionary<int, BookLevel[]> _ladders = [];
    private readonly FeeTables _tables = new();

    public Board(VenueSnapshot snapshot, DetectionOptions options)
    {
        Snapshot = snapshot;
        int count = snapshot.Markets.Count;
        Cost = new long[2 * (count + 1)];
        Touch = new int[2 * (count + 1)];
        Obstacles = new Obstacle[2 * (count + 1)];
        Terms = new FeeTerms?[count + 1];
        EventIndex = new int[count + 1];
        Array.Fill(EventIndex, -1);
        Numbers = new MarketNumbers(snapshot.Markets);
        Markets = Numbers.Listed;
        Fill(options);
        Close(count, Obstacle.NotInSnapshot);
    }

    public VenueSnapshot Snapshot { get; }

    public MarketNumbers Numbers { get; }

    public Market[] Markets { get; }

    /// <summary>
    /// Micro-dollars for one contract with the least fee it can carry, at the touch; <see cref="Absent"/> when not on
    /// offer.
    /// </summary>
    public long[] Cost { get; }

    /// <summary>The price of one contract in ticks, at the touch.</summary>
    public int[] Touch { get; }

    public Obstacle[] Obstacles { get; }

    public FeeTerms?[] Terms { get; }

    /// <summary>The position of the market's event in the snapshot, or -1.</summary>
    public int[] EventIndex { get; }

    public int SlotOf(Claim claim)
    {
        // A relation made from an earlier snapshot may name a market that is no longer there.
        int place = Numbers.PlaceOf(claim.Market);
        return (2 * (place < 0 ? Markets.Length : place)) + (int)claim.Side;
    }

    public Claim ClaimOf(int slot) => new(Markets[slot >> 1], (Side)(slot & 1));

    public Event? EventOf(int market) => EventIndex[market] < 0 ? null : Snapshot.Events[EventIndex[market]];

    /// <summary>
    /// What is offered for the claim, cheapest first, up to the first level that no valid limit price reaches.
    /// </summary>
    public BookLevel[] Ladder(int slot)
    {
        if (!_ladders.TryGetValue(slot, out BookLevel[]? ladder))
        {
            Market market = Markets[slot >> 1];
            OrderBook book = BookOf(market) ?? OrderBook.FromQuote(market.Quote, Snapshot.At);
            ladder = Offers.Of(market.TickGrid!, book, (Side)(slot & 1));
            _ladders.Add(slot, ladder);
        }

        return ladder;
    }

    /// <summary>The claim with what is offered for it; the input of sizing.</summary>
    public SizedLeg LegOf(int slot)
    {
        Claim claim = ClaimOf(slot);
        OrderBook? book = BookOf(claim.Market);
        return new SizedLeg(claim, Ladder(slot), Terms[slot >> 1]!, book?.At ?? Snapshot.At, book?.IsTopOnly ?? true)
        {
            BookSequence = book?.Sequence,
        };
    }

    /// <summary>What is bid for the claim: the offers of its negation.</summary>
    public OwnBids BidsFor(int slot)
    {
        Claim claim = ClaimOf(slot);
        OrderBook book = BookOf(claim.Market) ?? OrderBook.FromQuote(claim.Market.Quote, Snapshot.At);
        bool isReadable = Obstacles[slot ^ 1] is Obstacle.None or Obstacle.NoBid or Obstacle.NoAsk;
        return OwnBids.Of(book, claim, isReadable);
    }

    public OrderBook? BookOf(Market market) =>
        Snapshot.Books.Count > 0 && Snapshot.Books.TryGetValue(market.Ticker, out OrderBook? book) ? book : null;

    /// <summary>
    /// Why the market as a whole cannot be traded at an instant, before its fee and prices are looked at.
    /// </summary>
    public static Obstacle ObstacleOf(Market market, DateTimeOffset at, TradingHalt? halt)
    {
        return market switch
        {
            _ when HasDefect(market, NeededFields) => Obstacle.UnreadableField,
            { Type.Value: not MarketType.Binary } => Obstacle.NotBinary,
            { Status.Value: not MarketStatus.Active } => Obstacle.NotActive,
            _ when halt?.Covers(market) == true => Obstacle.Halted,
            { CloseTime: null } => Obstacle.NoCloseTime,
            { CloseTime: DateTimeOffset close } when close <= at => Obstacle.PastClose,
            _ => Obstacle.None,
        };
    }

    private void Fill(DetectionOptions options)
    {
        VenueSnapshot snapshot = Snapshot;
        for (int e = 0; e < snapshot.Events.Count; e++)
        {
            Event item = snapshot.Events[e];
            FeeResolution ofEvent = FeeSchedule.ResolveEvent(
                item, SeriesOf(item.SeriesTicker), snapshot.At, snapshot.AssumedFee);
            FeeTable? table = ofEvent.Terms is null ? null : _tables.Of(ofEvent.Terms);
            IReadOnlyList<Market> members = item.Markets;
            for (int i = 0; i < members.Count; i++)
            {
                Market market = members[i];
                int index = SlotOf(Claim.Yes(market)) >> 1;
                if (index == Markets.Length || EventIndex[index] >= 0)
                {
                    continue;
                }

                EventIndex[index] = e;
                bool isPlain = market.FeeWaiverExpirationTime is null && market.Defects.Count == 0;
                FeeTerms? terms = isPlain ? ofEvent.Terms : FeeSchedule.Waive(ofEvent, market, snapshot.At).Terms;
                bool isShared = ReferenceEquals(terms, ofEvent.Terms);
                Price(index, market, terms, isShared || terms is null ? table : _tables.Of(terms), options);
            }
        }

        for (int i = 0; i < Markets.Length; i++)
        {
            if (EventIndex[i] < 0)
            {
                Market market = Markets[i];
                FeeTerms? terms = FeeSchedule.Resolve(
                    market, null, SeriesOf(market.SeriesTicker), snapshot.At, snapshot.AssumedFee).Terms;
                Price(i, market, terms, terms is null ? null : _tables.Of(terms), options);
            }
        }
    }

    private void Price(int index, Market market, FeeTerms? terms, FeeTable? table, DetectionOptions options)
    {
        Obstacle obstacle = ObstacleOf(market, Snapshot.At, Snapshot.Halt);
        OrderBook? book = obstacle == Obstacle.None ? BookOf(market) : null;
        obstacle = obstacle != Obstacle.None ? obstacle
            : terms is null ? Obstacle.UnknownFee
            : market.TickGrid is null ? Obstacle.UnknownGrid
            : Snapshot.At - (book?.At ?? market.QuotedAt) > options.MaxQuoteAge ? Obstacle.Stale
            : (book is null ? market.Quote.IsCrossed : book.IsCrossed) ? Obstacle.Crossed
            : Obstacle.None;
        if (obstacle != Obstacle.None)
        {
            Close(index, obstacle);
            return;
        }

        Terms[index] = terms;
        Quote quote = market.Quote;
        Price? yes = book is null ? quote.BestAsk(Side.Yes)?.Price : Top(book.NoBids)?.Complement();
        Price? no = book is null ? quote.BestAsk(Side.No)?.Price : Top(book.YesBids)?.Complement();
        Offer(Claim.Yes(market), 2 * index, yes, book is null, table!);
        Offer(Claim.No(market), (2 * index) + 1, no, book is null, table!);
    }

    private void Offer(Claim claim, int slot, Price? price, bool isQuoted, FeeTable table)
    {
        Market market = claim.Market;
        bool isYes = claim.Side == Side.Yes;
        Obstacle obstacle = Obstacle.None;
        if (isQuoted && HasDefect(market, isYes ? AskFields : BidFields))
        {
            obstacle = isYes ? Obstacle.UnreadableAsk : Obstacle.UnreadableBid;
        }
        else if (price is null)
        {
            obstacle = isYes ? Obstacle.NoAsk : Obstacle.NoBid;
        }
        else if (!Offers.IsValid(market.TickGrid!, claim.Side, price.Value))
        {
            obstacle = isYes ? Obstacle.AskOffGrid : Obstacle.BidOffGrid;
        }

        Obstacles[slot] = obstacle;
        Cost[slot] = Absent;
        if (obstacle == Obstacle.None)
        {
            Touch[slot] = price!.Value.Ticks;
            Cost[slot] = price.Value.PerContract().Micros + table.AtLeast(price.Value);
        }
    }

    private static Price? Top(IReadOnlyList<BookLevel> bids) => bids.Count == 0 ? null : bids[0].Price;

    private static bool HasDefect(Market market, string[] fields)
    {
        IReadOnlyList<FieldDefect> defects = market.Defects;

        // Nearly every market has none and shares the one empty list, which costs less to recognise than to ask for its
        // count.
        if (ReferenceEquals(defects, Array.Empty<FieldDefect>()))
        {
            return false;
        }

        for (int i = 0; i < defects.Count; i++)
        {
            if (Array.IndexOf(fields, defects[i].Field) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private Series? SeriesOf(string ticker) => Snapshot.Series.TryGetValue(ticker, out Series? series) ? series : null;

    private void Close(int index, Obstacle obstacle)
    {
        Cost[2 * index] = Cost[(2 * index) + 1] = Absent;
        Obstacles[2 * index] = Obstacles[(2 * index) + 1] = obstacle;
    }
}
