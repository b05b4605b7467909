using CsCheck;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Xunit;

namespace Dutchbook.Unit.Execution.Portfolio;

public sealed class Ledgers
{
    private readonly Ledger ledger = new();

    [Fact]
    public void A_purchase_moves_cash_into_claims_and_fees()
    {
        Post(Fill("f1", Side.Yes, 42, 1_000, fee: 170_600));
        Assert.Equal("-4.3706", ledger.CashOn(0).ToString());
        Assert.Equal("4.2000", ledger.Balance(LedgerAccount.Claims("A")).ToString());
        Assert.Equal("0.1706", ledger.Balance(LedgerAccount.Fees).ToString());
        Assert.Equal("-4.3706", ledger.CashOf("T1").ToString());
        Assert.Equal(Some.Contracts(10), ledger.Holdings["A"].Signed());
    }

    [Fact]
    public void Buying_the_other_side_closes_pairs_at_a_dollar_each()
    {
        Post(Fill("f1", Side.Yes, 42, 1_000, fee: 0));
        Post(Fill("f2", Side.No, 55, 400, fee: 10_000));

        // Four pairs are $4.00 for $2.20 of NO: $1.80 come in, less a cent; the four YES had cost $1.68.
        Assert.Equal("-2.4100", ledger.CashOn(0).ToString());
        Assert.Equal("2.5200", ledger.CostOf("T1").ToString());
        Assert.Equal("-0.1200", ledger.Balance(LedgerAccount.Result).ToString());
        Assert.Equal(Some.Contracts(6), ledger.Holdings["A"].Signed());
    }

    [Fact]
    public void More_than_is_held_cannot_be_closed()
    {
        Post(Fill("f1", Side.Yes, 42, 100, fee: 0));
        Assert.Throws<InvalidOperationException>(() => ledger.OfFill(Fill("f2", Side.No, 55, 101, 0), "T1", 0, Some.Now));
    }

    [Fact]
    public void What_is_told_twice_is_booked_once()
    {
        LedgerEntry entry = ledger.OfFill(Fill("f1", Side.Yes, 42, 1_000, 0), "T1", 0, Some.Now);
        Assert.True(ledger.Post(entry));
        Assert.False(ledger.Post(entry));
        Assert.Equal("-4.2000", ledger.CashOn(0).ToString());
    }

    [Fact]
    public void An_entry_that_does_not_balance_is_refused_whole()
    {
        LedgerEntry entry = Ledger.OfExternal("x", 0, Money.FromDollars(1), Some.Now, "");
        Assert.Throws<InvalidOperationException>(() => ledger.Post(entry with { Postings = [entry.Postings[0]] }));
        Assert.Equal(Money.Zero, ledger.CashOn(0));
    }

    // result, what one YES pays, what ten YES at 42 then bring in
    [InlineData(MarketResult.Yes, null, "10.0000")]
    [InlineData(MarketResult.No, null, "0.0000")]
    [InlineData(MarketResult.Scalar, 3_333, "3.3330")]
    [InlineData(MarketResult.Void, null, "4.2000")]
    [Theory]
    public void A_settlement_pays_what_our_own_contracts_say(MarketResult result, int? ticks, string paid)
    {
        Post(Fill("f1", Side.Yes, 42, 1_000, fee: 0));
        LedgerEntry entry = Assert.Single(ledger.OfSettlement(Settlement(result, ticks), 0));
        Money before = ledger.CashOn(0);
        ledger.Post(entry);
        Assert.Equal(paid, (ledger.CashOn(0) - before).ToString());
        Assert.Empty(ledger.Holdings);
        Assert.Equal(Money.Zero, ledger.CostOf("T1"));
        Assert.Empty(ledger.OfSettlement(Settlement(result, ticks), 0));
    }

    [Fact]
    public void A_result_that_does_not_say_what_it_pays_is_not_booked()
    {
        Post(Fill("f1", Side.Yes, 42, 1_000, fee: 0));
        Assert.Empty(ledger.OfSettlement(Settlement(MarketResult.Unknown, null), 0));
        Assert.Empty(ledger.OfSettlement(Settlement(MarketResult.None, null), 0));
        Assert.Empty(ledger.OfSettlement(Settlement(MarketResult.Scalar, null), 0));
    }

    [Fact]
    public void Whatever_happens_debits_equal_credits_and_cash_is_what_a_naive_count_says()
    {
        Gen<(int Market, bool IsSale, int Cents, int Hundredths, int Fee)> steps = Gen.Select(
            Gen.Int[0, 2], Gen.Bool, Gen.Int[1, 99], Gen.Int[1, 2_000], Gen.Int[0, 50_000]);
        steps.Array[1, 40].Sample(drawn =>
        {
            Ledger books = new();
            long cash = 0;
            long[] held = new long[3];
            int number = 0;
            foreach ((int market, bool isSale, int cents, int hundredths, int fee) in drawn)
            {
                long most = isSale ? Math.Min(hundredths, held[market]) : hundredths;
                if (most == 0)
                {
                    continue;
                }

                // A sale of YES at c is a purchase of NO at 100 - c.
                int price = isSale ? 100 - cents : cents;
                VenueFill fill = Fill($"f{++number}", isSale ? Side.No : Side.Yes, price, (int)most, fee) with { Ticker = "M" + market };
                books.Post(books.OfFill(fill, "T", market, Some.Now));
                held[market] += isSale ? -most : most;
                cash += (isSale ? cents * most * 100 : -cents * most * 100) - fee;
            }

            Money sum = Money.Zero;
            foreach (int shard in new[] { 0, 1, 2 })
            {
                sum += books.CashOn(shard);
            }

            Assert.Equal(cash, sum.Micros);
            Assert.Equal(cash, books.CashOf("T").Micros);
            Money claims = books.Balance(LedgerAccount.Claims("M0")) + books.Balance(LedgerAccount.Claims("M1"))
                + books.Balance(LedgerAccount.Claims("M2"));
            Assert.Equal(0, (sum + claims + books.Balance(LedgerAccount.Fees) + books.Balance(LedgerAccount.Result)).Micros);
            Assert.Equal(claims, books.CostOf("T"));
            for (int market = 0; market < 3; market++)
            {
                Assert.Equal(held[market], books.Holdings.GetValueOrDefault("M" + market).Quantity.Hundredths);
            }
        }, iter: 1_000);
    }

    private void Post(VenueFill fill) => ledger.Post(ledger.OfFill(fill, "T1", 0, Some.Now));

    private static VenueFill Fill(string id, Side side, int cents, int hundredths, int fee) => new()
    {
        FillId = id,
        OrderId = "o",
        Ticker = "A",
        Side = side,
        Price = Some.Cents(cents),
        Quantity = Quantity.FromHundredths(hundredths),
        Fee = Money.FromMicros(fee),
        IsTaker = true,
    };

    private static VenueSettlement Settlement(MarketResult result, int? ticks) => new(
        "A", result, ticks is { } value ? Price.FromTicks(value) : null, Some.Contracts(10), Quantity.Zero, null, null, Some.Now, 0);
}
