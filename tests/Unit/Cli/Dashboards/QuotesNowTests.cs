using Dutchbook.Cli;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Unit.Detection;
using Xunit;

namespace Dutchbook.Unit.Cli;

public sealed class QuotesNowTests
{
    private static readonly DateTimeOffset pass = World.Now;
    private static readonly DateTimeOffset now = pass + TimeSpan.FromSeconds(30);
    private readonly LiveMarkets known = new();
    private readonly Market market = new World().Quoted("X-1", "0.4000", "10.00", "0.5000", "20.00");

    [Fact]
    public void Where_nothing_else_told_of_it_a_quote_is_that_of_the_pass()
    {
        foreach (QuotesNow quotes in new[] { new QuotesNow(null), new QuotesNow(new PolledMarkets(known, "no key")) })
        {
            Assert.Equal(new QuoteNow(market.Quote, pass, "pass"), quotes.Read([market], pass, now)["X-1"]);
        }
    }

    [Fact]
    public void What_was_asked_for_later_replaces_it_and_what_is_older_does_not()
    {
        QuotesNow quotes = new(new PolledMarkets(known, "no key"));
        Tell("0.4200", 20);
        QuoteNow later = quotes.Read([market], pass, now)["X-1"];
        Assert.Equal("0.4200", later.Quote.YesBid.ToString());
        Assert.Equal(("asked", pass + TimeSpan.FromSeconds(20)), (later.From, later.At));
        Tell("0.3900", -20);
        Assert.Equal("pass", quotes.Read([market], pass, now)["X-1"].From);
    }

    [Fact]
    public void A_followed_book_without_doubt_is_the_newest_and_one_in_doubt_is_nothing()
    {
        QuotesNow quotes = new(new PolledMarkets(known, "no key"));
        Tell("0.4200", 20);
        int number = known.Add("X-1");
        ConnectionHealth health = new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60));
        health.Hear(now.ToUnixTimeMilliseconds());
        known.Watch(number, health);
        Assert.Equal("asked", quotes.Read([market], pass, now)["X-1"].From);
        known.BeginSnapshot(number)!.Change(Side.Yes, World.P("0.4400"), World.Q("5.00"));
        known.EndSnapshot(number, 1);
        QuoteNow followed = quotes.Read([market], pass, now)["X-1"];
        Assert.Equal(("book", null, "0.4400", "5.00"), (followed.From, followed.At, followed.Quote.YesBid.ToString(), followed.Quote.YesBidSize.ToString()));
        Assert.False(followed.Quote.HasYesAsk);
        known.Mistrust(number, BookDoubt.Gap);
        Assert.Equal("asked", quotes.Read([market], pass, now)["X-1"].From);
    }

    private void Tell(string bid, int seconds) => known.TakeTouch(
        known.Add("X-1"),
        new Touch(World.P(bid), World.Q("10.00"), World.P("0.5000"), World.Q("20.00")),
        (pass + TimeSpan.FromSeconds(seconds)).ToUnixTimeMilliseconds());
}
