using System.Globalization;
using CsCheck;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Detection;

/// <summary>Every price of every leg tried in turn, in decimals: no order is worth more than the one that is shown.</summary>
public sealed class RestingOrderProperties
{
    private static readonly (FeeType Type, decimal Maker)[] FeeTypes =
        [(FeeType.Quadratic, 0m), (FeeType.QuadraticWithMakerFees, 0.0175m), (FeeType.QuadraticWithComboMakerFees, 0.035m)];

    [Theory]
    [InlineData(MemberKind.Direct)]
    [InlineData(MemberKind.NonDirect)]
    public void No_price_of_any_leg_is_worth_more_than_the_order_shown(MemberKind member)
    {
        int shown = 0;
        Gen.Int.Sample(
            seed =>
            {
                Trial trial = new(new Random(seed), member);
                foreach (NearMiss miss in trial.World.Detect(trial.Options).NearMisses)
                {
                    decimal best = trial.Best();
                    if (miss.RestingOrder is not { } order)
                    {
                        Assert.Equal(0, best);
                        continue;
                    }

                    Interlocked.Increment(ref shown);
                    decimal worth = trial.Confirm(order);
                    Assert.True(worth > best * 0.999999m, $"{worth} is shown, {best} is possible: {order.Words}");
                }
            },
            iter: 500);

        Assert.True(shown > 150, $"only {shown} orders were shown");
    }

    /// <summary>An exhaustive set of two to four markets on cent grids that just fails, as numbers and as a venue.</summary>
    private sealed class Trial
    {
        private readonly Random _random;
        private readonly int _count;
        private readonly int[] _asks;
        private readonly int[] _askSizes;
        private readonly (int Cents, int Size)[][] _bids;
        private readonly decimal _maker;
        private readonly decimal _unit;

        public Trial(Random random, MemberKind member)
        {
            _random = random;
            _count = random.Next(2, 5);
            _unit = member == MemberKind.Direct ? 0.0001m : 0.01m;
            (FeeType type, _maker) = FeeTypes[random.Next(FeeTypes.Length)];
            World = new World { FeeType = new Open<FeeType>(type, "fee") };
            Options = new DetectionOptions { Member = member, DesiredContracts = Quantity.FromContracts(random.Next(1, 100)) };
            _asks = Asks();
            _askSizes = [.. _asks.Select(_ => random.Next(1, 3_000))];
            _bids = [.. _asks.Select(Bids)];
            Market[] markets = [.. _asks.Select((ask, i) => World.Booked(
                $"M{i}",
                [.. _bids[i].Select(static bid => (Text(bid.Cents), Text(bid.Size)))],
                [(Text(ask), Text(_askSizes[i]))],
                static draft => draft.TickGrid = TickGrid.Cent))];
            World.Relate(RelationType.Exhaustive, markets);
        }

        public World World { get; }

        public DetectionOptions Options { get; }

        public decimal Best()
        {
            decimal best = 0;
            for (int leg = 0; leg < _count; leg++)
            {
                for (int cents = Math.Max(1, _asks[leg] - 25); cents < _asks[leg]; cents++)
                {
                    best = Math.Max(best, Worth(leg, cents));
                }
            }

            return best;
        }

        /// <summary>Checks every figure of the order, and gives its worth.</summary>
        public decimal Confirm(RestingOrder order)
        {
            int leg = order.Claim.Market.Ticker[1] - '0';
            Assert.Equal(0, order.Price.Ticks % 100);
            int cents = order.Price.Ticks / 100;
            Assert.InRange(cents, 1, _asks[leg] - 1);
            Assert.Equal(Units(leg), order.Quantity.Hundredths / 100m);
            Assert.Equal(Ahead(leg, cents), order.QueueAhead!.Value.Hundredths / 100m);
            Assert.Equal(Edge(leg, cents), order.Edge.Micros / 1_000_000m);
            Assert.True(order.Edge.IsPositive);
            Assert.Equal(_count - 1, order.Takes.Count);
            return Worth(leg, cents);
        }

        /// <summary>Asks that sum to between 1 and 1.20, so that the basket fails by less than a near miss may.</summary>
        private int[] Asks()
        {
            int[] asks = new int[_count];
            int left = _random.Next(100, 121);
            for (int i = 0; i < _count - 1; i++)
            {
                asks[i] = _random.Next(1, Math.Min(98, left - (_count - 1 - i)) + 1);
                left -= asks[i];
            }

            asks[^1] = Math.Min(98, left);
            return asks;
        }

        private (int Cents, int Size)[] Bids(int ask) =>
        [
            .. Enumerable.Range(1, ask - 1)
                .Where(_ => _random.Next(6) == 0)
                .Reverse()
                .Select(cents => (cents, _random.Next(1, 20_000))),
        ];

        private decimal Worth(int leg, int cents)
        {
            decimal edge = Edge(leg, cents);
            decimal units = Units(leg);
            decimal desired = Options.DesiredContracts.Hundredths / 100m;
            decimal chance = 1;
            for (int below = cents; below < _asks[leg]; below++)
            {
                chance /= 2;
            }

            return edge <= 0 ? 0 : edge / units * Math.Min(units, desired) / (desired + Ahead(leg, cents)) * chance;
        }

        private decimal Units(int leg) => Enumerable.Range(0, _count).Where(i => i != leg).Min(i => _askSizes[i]) / 100m;

        private decimal Ahead(int leg, int cents) => _bids[leg].Where(bid => bid.Cents >= cents).Sum(static bid => bid.Size) / 100m;

        private decimal Edge(int leg, int cents)
        {
            decimal units = Units(leg);
            decimal edge = units - Spent(cents / 100m, units, _maker);
            for (int i = 0; i < _count; i++)
            {
                edge -= i == leg ? 0 : Spent(_asks[i] / 100m, units, 0.07m);
            }

            return edge;
        }

        /// <summary>Cost and fee of one fill: the fee up to $0.000001, both together up to the account's unit.</summary>
        private decimal Spent(decimal price, decimal contracts, decimal rate) =>
            Up((price * contracts) + Up(rate * contracts * price * (1 - price), 0.000001m), _unit);

        private static decimal Up(decimal value, decimal unit) => decimal.Ceiling(value / unit) * unit;

        private static string Text(int hundredths) => (hundredths / 100m).ToString("0.00", CultureInfo.InvariantCulture);
    }
}
