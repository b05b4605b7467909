using Dutchbook.Domain;
using Dutchbook.Execution;
using Xunit;

namespace Dutchbook.Unit.Execution.Portfolio;

/// <summary>Settlements that the venue takes back.</summary>
public sealed class Reversals
{
    private readonly Ledger ledger = new();
    private readonly List<LedgerEntry> written = [];

    public Reversals()
    {
        // Ten YES at 40 with a fee of a cent: 4.01 of 100 dollars.
        Post(Ledger.OfExternal("adopted cash 0", 0, Money.FromDollars(100), Some.Now, ""));
        Post(ledger.OfFill(
            new VenueFill
            {
                FillId = "f",
                OrderId = "o",
                Ticker = "A",
                Side = Side.Yes,
                Price = Some.Cents(40),
                Quantity = Some.Contracts(10),
                Fee = Money.FromMicros(10_000),
                IsTaker = true,
            },
            "T1", 0, Some.Now));
    }

    // Lost and then won; won and then lost; a scalar; void, which pays back what it cost.
    [InlineData(MarketResult.No, null, MarketResult.Yes, null, "105.9900", "5.9900")]
    [InlineData(MarketResult.Yes, null, MarketResult.No, null, "95.9900", "-4.0100")]
    [InlineData(MarketResult.Yes, null, MarketResult.Scalar, 3_300, "99.2900", "-0.7100")]
    [InlineData(MarketResult.No, null, MarketResult.Void, null, "99.9900", "-0.0100")]
    [Theory]
    public void What_was_booked_is_taken_back_whole_and_booked_anew(
        MarketResult first, int? firstTicks, MarketResult second, int? secondTicks, string cash, string profit)
    {
        Book(Paid(first, firstTicks, 0));
        LedgerEntry[] again = Book(Paid(second, secondTicks, 1));
        Assert.Equal(2, again.Length);
        Assert.True(Ledger.IsReversal(again[0]));
        Assert.Equal((cash, profit), (ledger.CashOn(0).ToString(), ledger.CashOf("T1").ToString()));
        Assert.Empty(ledger.Holdings);
        Assert.Equal(Money.Zero, ledger.CostOf("T1"));
        Assert.Equal(-ledger.CashOf("T1"), ledger.Balance(LedgerAccount.Result) + ledger.Balance(LedgerAccount.Fees));
    }

    [Fact]
    public void Told_again_it_is_booked_once_also_by_a_new_process()
    {
        Book(Paid(MarketResult.No, null, 0));
        Book(Paid(MarketResult.Yes, null, 1));
        Assert.Empty(Book(Paid(MarketResult.Yes, null, 1)));
        Ledger later = new();
        written.ForEach(entry => later.Post(entry));
        Assert.Empty(later.OfSettlement(Paid(MarketResult.Yes, null, 1), 0));
        Assert.Equal(ledger.CashOn(0), later.CashOn(0));
    }

    [Fact]
    public void It_may_be_taken_back_more_than_once()
    {
        Book(Paid(MarketResult.No, null, 0));
        Book(Paid(MarketResult.Yes, null, 1));
        Book(Paid(MarketResult.No, null, 2));
        Assert.Equal("95.9900", ledger.CashOn(0).ToString());
        Assert.Equal(written.Count, written.Select(static entry => entry.Id).Distinct().Count());
    }

    [Fact]
    public void Of_several_settlements_of_a_market_the_last_holds()
    {
        VenueSettlement[] told = [Paid(MarketResult.Yes, null, 3), Paid(MarketResult.No, null, 0)];
        Assert.Equal(MarketResult.Yes, Assert.Single(Ledger.Latest(told)).Result);
    }

    [Fact]
    public void A_result_that_says_nothing_takes_nothing_back()
    {
        Book(Paid(MarketResult.No, null, 0));
        Assert.Empty(Book(Paid(MarketResult.Unknown, null, 1)));
        Assert.Empty(Book(Paid(MarketResult.Scalar, null, 1)));
    }

    private LedgerEntry[] Book(VenueSettlement settlement)
    {
        LedgerEntry[] entries = [.. ledger.OfSettlement(settlement, 0)];
        Array.ForEach(entries, Post);
        return entries;
    }

    private void Post(LedgerEntry entry)
    {
        Assert.True(ledger.Post(entry));
        written.Add(entry);
    }

    private static VenueSettlement Paid(MarketResult result, int? ticks, int day) => new(
        "A", result, ticks is { } value ? Price.FromTicks(value) : null, Some.Contracts(10), Quantity.Zero, null, null,
        Some.Now.AddDays(day), 0);
}
