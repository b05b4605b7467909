using Dutchbook.Domain;

namespace Dutchbook.Ingestion;

/// <summary>
/// A market's book, built from a snapshot and the changes after it: bids of both sides in ticks and hundredths. It
/// knows nothing of
/// streams; whether it may be used is for <see cref="LiveMarkets"/> to say.
/// </summary>
public sealed class LiveBook
{
    /// <summary>
    /// Ten thousand million contracts, above all there is: sums of price times count stay exact below.
    /// </summary>
    private const long MostHundredths = 1_000_000_000_000;

    private readonly LevelList _yes = new();
    private readonly LevelList _no = new();

    /// <summary>The last copy that was given out; null since the book changed.</summary>
    private OrderBook? _copy;

    /// <summary>The best bid for YES in ticks; 0 when there is none.</summary>
    public int YesBid => _yes.Best;

    /// <summary>The best ask for YES in ticks, from the best bid for NO; 10,000 when there is none.</summary>
    public int YesAsk => Price.TicksPerDollar - _no.Best;

    /// <summary>No consistent book shows a bid at or above its ask.</summary>
    public bool IsCrossed => YesBid >= YesAsk;

    /// <summary>Levels on both sides.</summary>
    public int Depth => _yes.Count + _no.Count;

    public Touch Touch => new(
        Price.FromTicks(YesBid),
        Quantity.FromHundredths(_yes.BestSize),
        Price.FromTicks(YesAsk),
        Quantity.FromHundredths(_no.BestSize));

    public void Clear()
    {
        _copy = null;
        _yes.Clear();
        _no.Clear();
    }

    /// <summary>Changes what is bid for a side at a price of that side.</summary>
    /// <returns>
    /// False if the size would fall below zero or above all there is, or if the price is none: then the book is not
    /// what the venue has.
    /// </returns>
    public bool Change(Side side, Price price, Quantity change)
    {
        _copy = null;
        return price > Price.Zero && price < Price.One
            && change.Hundredths is >= -MostHundredths and <= MostHundredths
            && (side == Side.Yes ? _yes : _no).Change(price.Ticks, change.Hundredths, MostHundredths);
    }

    public Quantity SizeAt(Side side, Price price) =>
        Quantity.FromHundredths((side == Side.Yes ? _yes : _no).SizeAt(price.Ticks));

    /// <summary>The book as it stands now, for whoever wants to keep it.</summary>
    /// <remarks>Between two changes all copies share their levels: most books do not change from look to look.</remarks>
    public OrderBook ToOrderBook(DateTimeOffset at, long? sequence) =>
        _copy = _copy?.SeenAt(at, sequence) ?? OrderBook.Create(Levels(_yes), Levels(_no), at, sequence);

    private static IEnumerable<BookLevel> Levels(LevelList side)
    {
        for (int place = side.Count - 1; place >= 0; place--)
        {
            (int ticks, long size) = side[place];
            yield return new BookLevel(Price.FromTicks(ticks), Quantity.FromHundredths(size));
        }
    }
}
