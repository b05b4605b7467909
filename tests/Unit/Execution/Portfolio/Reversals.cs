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

    [Fact]
    public void A_void_pays_back_cost_in_the_order_of_the_venues_times()
    {
        // Ten at 40, five sold, five bought at 60: 2.00 + 3.00. Told late, the sale would take half of 7.00 off fifteen.
        VenueFill bought = Bought(1_000, 40, minute: 0);
        VenueFill sold = bought with { Side = Side.No, Quantity = Some.Contracts(5), Price = Some.Cents(50), At = Some.Now.AddMinutes(1) };
        Holding held = Ledger.HeldByTime([Bought(500, 60, minute: 2), sold, bought]);
        Assert.Equal((Side.Yes, Some.Contracts(10), Money.FromDollars(5)), (held.Side, held.Quantity, held.Cost));

        LedgerEntry paid = Assert.Single(ledger.OfSettlement(Paid(MarketResult.Void, null, 0), 0, held));
        Assert.Equal(Money.FromDollars(5), paid.Postings[0].Amount);

        // Of another position it says nothing.
        LedgerEntry own = Assert.Single(ledger.OfSettlement(Paid(MarketResult.Void, null, 0), 0, held with { Quantity = Some.Contracts(9) }));
        Assert.Equal(Money.FromDollars(4), own.Postings[0].Amount);
        own = Assert.Single(ledger.OfSettlement(Paid(MarketResult.Void, null, 0), 0, held with { Side = Side.No }));
        Assert.Equal(Money.FromDollars(4), own.Postings[0].Amount);
    }

    [Fact]
    public void A_position_may_change_sides_or_end()
    {
        VenueFill bought = Bought(1_000, 40, minute: 0);
        VenueFill other = bought with { Side = Side.No, Quantity = Some.Contracts(15), Price = Some.Cents(30), At = Some.Now.AddMinutes(1) };
        Holding held = Ledger.HeldByTime([bought, other]);
        Assert.Equal((Side.No, Some.Contracts(5), Money.FromMicros(1_500_000)), (held.Side, held.Quantity, held.Cost));
        Assert.Equal(default, Ledger.HeldByTime([bought, other with { Quantity = Some.Contracts(10) }]));
    }

    [Fact]
    public void A_fee_of_a_settlement_is_paid_and_taken_back()
    {
        Book(Paid(MarketResult.Yes, null, 0) with { Fee = Money.FromMicros(20_000) });
        Assert.Equal(("105.9700", "0.0300"), (ledger.CashOn(0).ToString(), ledger.Balance(LedgerAccount.Fees).ToString()));
        Book(Paid(MarketResult.Yes, null, 1));
        Assert.Equal(("105.9900", "0.0100"), (ledger.CashOn(0).ToString(), ledger.Balance(LedgerAccount.Fees).ToString()));
    }

    [Fact]
    public void Settlements_are_booked_in_the_order_of_their_times_and_then_by_market()
    {
        VenueSettlement late = Paid(MarketResult.Yes, null, 3);
        VenueSettlement[] told = [late, late with { Ticker = "C", SettledAt = Some.Now }, late with { Ticker = "B", SettledAt = Some.Now }];
        Assert.Equal(["B", "C", "A"], Ledger.Latest(told).Select(static paid => paid.Ticker));
    }

    [Fact]
    public void Entries_without_balance_are_refused_and_claims_of_a_trade_are_its_own()
    {
        LedgerEntry bad = Ledger.OfExternal("x", 0, Money.FromDollars(1), Some.Now, "") with
        {
            Postings = [new Posting(LedgerAccount.Cash(0), Money.FromDollars(1)), new Posting(LedgerAccount.External, Money.FromDollars(1))],
        };
        Assert.Throws<InvalidOperationException>(() => ledger.Post(bad));
        Assert.Equal(Money.FromDollars(4), ledger.CostOf("T1"));
        Assert.Equal(Money.Zero, ledger.CostOf("T2"));
        Assert.Equal([0], ledger.Shards);
        Assert.Equal("-10.00", new Holding("T", Side.No, Some.Contracts(10), Money.Zero).Signed().ToString());
    }

    private static VenueFill Bought(int hundredths, int cents, int minute) => new()
    {
        FillId = $"f{minute}",
        OrderId = "o",
        Ticker = "A",
        Side = Side.Yes,
        Price = Some.Cents(cents),
        Quantity = Quantity.FromHundredths(hundredths),
        Fee = Money.Zero,
        IsTaker = true,
        At = Some.Now.AddMinutes(minute),
    };

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
