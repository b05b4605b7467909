using System.Globalization;
using System.Text;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;

namespace Dutchbook.Unit.Kalshi;

/// <summary>A session and a scripted venue, joined by hand: frames go over when a test says so.</summary>
internal sealed class Conversation
{
    public Conversation(FeedChannels channels = FeedChannels.Books, FeedOptions? options = null, params IEnumerable<string> tickers)
    {
        Session = new FeedSession(Markets, channels, options ?? new FeedOptions(), Counters);
        foreach (string ticker in tickers)
        {
            Venue.List(ticker);
            Markets.Add(ticker);
        }
    }

    public LiveMarkets Markets { get; } = new();

    public FeedCounters Counters { get; } = new();

    public ScriptedStream Venue { get; } = new();

    public FeedSession Session { get; }

    /// <summary>Connects, subscribes to all markets, and takes what comes.</summary>
    public static Conversation Begin(FeedChannels channels, params string[] tickers)
    {
        Conversation talk = new(channels, null, tickers);
        talk.Session.Want(Enumerable.Range(0, channels.HasFlag(FeedChannels.Books) ? tickers.Length : 0));
        talk.Session.Open(talk.Venue.Now);
        talk.Settle();
        return talk;
    }

    /// <summary>Delivers everything in order and says everything there is to say.</summary>
    public void Settle()
    {
        do
        {
            Deliver();
        }
        while (Speak());
    }

    public void Deliver()
    {
        while (Venue.Sent.Count > 0)
        {
            string frame = Venue.Sent[0];
            Venue.Sent.RemoveAt(0);
            Session.Take(Encoding.UTF8.GetBytes(frame), Venue.Now);
        }
    }

    public bool Speak()
    {
        if (Session.NextCommand(Venue.Now) is not { } command)
        {
            return false;
        }

        Venue.Receive(command);
        return true;
    }

    public void Hear(string frame) => Session.Take(Encoding.UTF8.GetBytes(frame), Venue.Now);

    public BookDoubt Doubt(string ticker) =>
        Markets.DoubtOf(Markets.TryFind(ticker, out int market) ? market : throw new ArgumentException(ticker), Venue.Now);

    /// <summary>The book in the words of the scripted venue.</summary>
    public string Text(string ticker)
    {
        OrderBook book = Markets.BookOf(Markets.Add(ticker))!.ToOrderBook(DateTimeOffset.UnixEpoch, null);
        return string.Join(' ', book.NoBids.Select(static level => ("no", level)).Concat(book.YesBids.Select(static level => ("yes", level)))
            .OrderBy(static pair => pair.Item1, StringComparer.Ordinal).ThenBy(static pair => pair.level.Price.Ticks)
            .Select(static pair => string.Create(
                CultureInfo.InvariantCulture, $"{pair.Item1}{pair.level.Price.Ticks}:{pair.level.Quantity.Hundredths}")));
    }
}
