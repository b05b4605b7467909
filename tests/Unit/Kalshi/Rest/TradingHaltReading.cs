using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>Whether the exchange trades decides over a whole pass: one lost answer to that question must not blind it.</summary>
public sealed class TradingHaltReading
{
    private const string Trades = """{"exchange_active":true,"trading_active":true}""";

    [Theory]
    [InlineData(0, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task A_status_that_cannot_be_read_is_asked_for_three_times(int unreadable, bool isKnown)
    {
        (int, string)[] answers =
        [
            (200, """{"series":[]}"""),
            (200, Recording.EventsPage(Recording.Event("E-1", Recording.Market("E-1-A")))),
            (200, """{"markets":[],"cursor":""}"""),
            .. Enumerable.Repeat((200, ""), unreadable),
            (200, Trades),
        ];
        (VenueSnapshot pass, string[] targets) = await Reading.Of(
            static client => new LiveVenueSource(client, "venue", TimeProvider.System).ReadAsync(null, default), answers);
        Assert.Equal(isKnown, pass.Halt is null);
        Assert.Equal(Math.Min(3, unreadable + 1), targets.Count(static target => target.EndsWith("/exchange/status", StringComparison.Ordinal)));
        Assert.StartsWith(
            isKnown ? "" : "whether the exchange trades is not known: ", pass.Halt?.Reason ?? "", StringComparison.Ordinal);
    }
}
