using System.Globalization;
using CsCheck;
using Dutchbook.Domain;
using Dutchbook.Simulation;
using Xunit;

namespace Dutchbook.Unit.Simulation;

/// <summary>Random trading against an exchange that looks everything up anew: orders, books, cash and positions agree at every step.</summary>
public sealed class ExchangeProperties
{
    private const int Traders = 3;
    private const int Markets = 2;
    private static readonly string[] Kinds = ["gtc", "gtc", "gtc", "ioc", "fok", "post"];

    [Theory]
    [InlineData("0", MemberKind.Direct)]
    [InlineData("1", MemberKind.Direct)]
    [InlineData("1", MemberKind.NonDirect)]
    public void Every_step_of_random_trading_is_what_a_plain_list_of_orders_says(string multiplier, MemberKind member)
    {
        int fills = 0;
        int refusals = 0;
        Gen.Int.Sample(
            seed =>
            {
                Match match = new(new Random(seed), multiplier, member);
                for (int step = 0; step < 60; step++)
                {
                    match.Step();
                    match.Compare();
                }

                Interlocked.Add(ref fills, match.Fills);
                Interlocked.Add(ref refusals, match.Refusals);
            },
            iter: 100);

        Assert.True(fills > 300, $"only {fills} orders filled");
        Assert.True(refusals > 30, $"only {refusals} orders were refused");
    }

    /// <summary>Both exchanges, fed with the same commands.</summary>
    private sealed class Match
    {
        private readonly Random _random;
        private readonly Exchange _exchange = new();
        private readonly NaiveExchange _naive;
        private readonly Account[] _accounts;
        private readonly List<(Order Real, NaiveOrder Naive)> _orders = [];
        private readonly decimal _deposited;

        public Match(Random random, string multiplier, MemberKind member)
        {
            _random = random;
            _naive = new NaiveExchange(decimal.Parse(multiplier, CultureInfo.InvariantCulture), member == MemberKind.Direct ? 0.0001m : 0.01m);
            for (int market = 0; market < Markets; market++)
            {
                _exchange.List(Some.Market($"M-1-{market}", multiplier), Some.Start);
            }

            _accounts = [.. Enumerable.Range(0, Traders).Select(i => _exchange.OpenAccount($"{i}", member))];
            for (int i = 0; i < Traders; i++)
            {
                int dollars = random.Next(5, 40);
                Exchange.Deposit(_accounts[i], 0, Money.FromDollars(dollars));
                _naive.Cash[i] = dollars;
                _deposited += dollars;
            }
        }

        public int Fills => _orders.Count(static pair => pair.Naive.Filled > 0);

        public int Refusals { get; private set; }

        public void Step()
        {
            (Order Real, NaiveOrder Naive)[] resting = [.. _orders.Where(static pair => pair.Naive.Rests)];
            int action = resting.Length == 0 ? 9 : _random.Next(10);
            if (action > 2)
            {
                Place();
                return;
            }

            (Order real, NaiveOrder naive) = resting[_random.Next(resting.Length)];
            Account account = _accounts[naive.Account];
            switch (action)
            {
                case 0:
                    Assert.IsType<OrderAnswer.Taken>(_exchange.Cancel(account, real.Id, Some.Start));
                    NaiveExchange.Cancel(naive);
                    break;
                case 1:
                    decimal to = Math.Floor(naive.Remaining * 100 * _random.Next(100) / 100) / 100;
                    Assert.IsType<OrderAnswer.Taken>(_exchange.Decrease(account, real.Id, Contracts(to), Some.Start));
                    NaiveExchange.Decrease(naive, to);
                    break;
                default:
                    decimal price = _random.Next(30, 71) / 100m;
                    decimal remaining = _random.Next(1, 1_500) / 100m;
                    bool taken = _naive.Amend(naive, price, remaining + 0);
                    OrderAnswer answer = _exchange.Amend(
                        account, real.Id, Dollars(price), Contracts(remaining) + real.Filled, Some.Start);
                    Assert.Equal(taken, answer is OrderAnswer.Taken);
                    break;
            }
        }

        public void Compare()
        {
            foreach ((Order real, NaiveOrder naive) in _orders)
            {
                Assert.Equal(
                    $"{naive.Filled:0.00} filled, {naive.Remaining:0.00} left, {(naive.Rests ? "rests" : "ended")}",
                    $"{real.Filled} filled, {real.Remaining} left, {(real.Status == OrderStatus.Resting ? "rests" : "ended")}");
            }

            for (int i = 0; i < Traders; i++)
            {
                Assert.Equal(_naive.Cash[i], _accounts[i].CashOn(0).Micros / 1_000_000m);
                Assert.True(_accounts[i].AvailableOn(0) >= Money.Zero, $"{i} owes {_accounts[i].AvailableOn(0)}");
                for (int market = 0; market < Markets; market++)
                {
                    Assert.Equal(_naive.Position(i, market), _accounts[i].HoldingOf($"M-1-{market}").Signed().Hundredths / 100m);
                }
            }

            CompareBooks();
        }

        private void CompareBooks()
        {
            decimal pairs = 0;
            foreach (LiveMarket market in _exchange.Markets)
            {
                int number = market.Listing.Ticker[^1] - '0';
                foreach (Side side in new[] { Side.Yes, Side.No })
                {
                    foreach (BookLevel level in market.Bids(side))
                    {
                        Assert.Equal(_naive.Bid(number, (int)side, level.Price.Ticks / 10_000m), level.Quantity.Hundredths / 100m);
                    }
                }

                Assert.Equal(
                    _naive.Orders.Where(order => order.Rests && order.Market == number).Sum(static order => order.Remaining),
                    market.Bids(Side.Yes).Concat(market.Bids(Side.No)).Sum(static level => level.Quantity.Hundredths) / 100m);
                Assert.True(
                    market.Bids(Side.Yes).Count == 0 || market.Bids(Side.No).Count == 0
                    || market.Bids(Side.Yes)[0].Price.Ticks + market.Bids(Side.No)[0].Price.Ticks < Price.TicksPerDollar,
                    "the book is crossed");
                pairs += market.OpenInterest.Hundredths / 100m;
            }

            // Every dollar paid in is in an account, behind a pair, or was a fee.
            Assert.Equal(_deposited, _naive.Cash.Values.Sum() + pairs + (_exchange.FeesCollected.Micros / 1_000_000m));
        }

        private void Place()
        {
            int account = _random.Next(Traders);
            int market = _random.Next(Markets);
            int side = _random.Next(2);
            decimal price = _random.Next(30, 71) / 100m;
            decimal quantity = _random.Next(1, 2_000) / 100m;
            string kind = Kinds[_random.Next(Kinds.Length)];
            NaiveOrder naive = new(account, market, side, price, quantity, kind)
            {
                ReduceOnly = _random.Next(5) == 0,
                CancelsMaker = _random.Next(2) == 0,
            };
            OrderRequest request = new()
            {
                Ticker = $"M-1-{market}",
                Side = (Side)side,
                Price = Dollars(price),
                Quantity = Contracts(quantity),
                TimeInForce = kind switch
                {
                    "ioc" => TimeInForce.ImmediateOrCancel,
                    "fok" => TimeInForce.FillOrKill,
                    _ => TimeInForce.GoodTillCanceled,
                },
                PostOnly = kind == "post",
                ReduceOnly = naive.ReduceOnly,
                SelfTrade = naive.CancelsMaker ? SelfTradePrevention.Maker : SelfTradePrevention.TakerAtCross,
            };
            bool isTaken = _naive.Place(naive) is not null;
            OrderAnswer answer = _exchange.Place(_accounts[account], request, Some.Start);
            Assert.Equal(isTaken, answer is OrderAnswer.Taken);
            if (answer is OrderAnswer.Taken taken)
            {
                _orders.Add((taken.Order, naive));
            }
            else
            {
                Refusals++;
            }
        }

        private static Price Dollars(decimal price) => Price.FromTicks((int)(price * 10_000));

        private static Quantity Contracts(decimal quantity) => Quantity.FromHundredths((long)(quantity * 100));
    }
}
