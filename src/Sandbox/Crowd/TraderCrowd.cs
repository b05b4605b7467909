using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>
/// The simulated traders. Makers follow a belief for each observable and requote whatever it leaves, so that the belief always lies
/// inside every market's quotes: prices drift and stay coherent. Others trade and change sizes at the touch. Now and then one makes a
/// mistake of a known size, which is written down and mended after a while.
/// </summary>
internal sealed class TraderCrowd : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);

    private readonly TradingFloor _floor;
    private readonly CrowdOptions _options;
    private readonly TimeProvider _time;
    private readonly Chance _chance;
    private readonly CrowdQuotes _quotes;
    private readonly CrowdMistakes _mistakes;
    private readonly Beliefs _beliefs;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private readonly DateTimeOffset _start;
    private DateTimeOffset _nextMistake;
    private DateTimeOffset _nextListing;
    private ulong _listings;
    private long _done;

    public TraderCrowd(TradingFloor floor, CrowdOptions options, TimeProvider time)
    {
        (_floor, _options, _time) = (floor, options, time);
        _chance = new Chance(options.Seed);
        _beliefs = new Beliefs(floor.Universe.Families);
        _quotes = new CrowdQuotes(floor, _beliefs, _chance);
        _mistakes = new CrowdMistakes(_quotes, _beliefs, new TippedMisses(floor, _quotes, _chance), _chance, options);
        _start = time.GetUtcNow();
        _nextMistake = options.MispriceEvery is { } every ? _start + every : DateTimeOffset.MaxValue;
        _nextListing = options.ListEvery is { } often && _beliefs.Count > 0 ? _start + often : DateTimeOffset.MaxValue;
        _timer = time.CreateTimer(static state => ((TraderCrowd)state!).Catch(), this, Beat, Beat);
    }

    /// <summary>Every mistake made so far.</summary>
    public IReadOnlyList<PlantedTruth> Truths
    {
        get
        {
            lock (_gate)
            {
                return _mistakes.All();
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>Does what is due by now; a late timer is caught up with, up to a second's work.</summary>
    private void Catch()
    {
        lock (_gate)
        {
            DateTimeOffset now = _time.GetUtcNow();
            long due = (long)((now - _start).Ticks / (decimal)TimeSpan.TicksPerSecond * _options.ActionsPerSecond);
            _done = Math.Max(_done, due - _options.ActionsPerSecond);
            _mistakes.Mend(now);
            if (now >= _nextMistake)
            {
                _nextMistake = now + _options.MispriceEvery!.Value;
                _mistakes.Make(now);
            }

            if (now >= _nextListing)
            {
                _nextListing = now + _options.ListEvery!.Value;
                _floor.ListGenerated(_options.Seed + ++_listings);
            }

            _beliefs.Take(_floor.Universe.Families);
            for (; _done < due; _done++)
            {
                Act();
            }
        }
    }

    private void Act()
    {
        if (_beliefs.Count > 0 && _chance.OneIn(3))
        {
            int family = _chance.Between(0, _beliefs.Count - 1);
            _beliefs.Drift(family, _chance);
            foreach (CellMember member in _beliefs.Members(family).Where(member => !_mistakes.Concern(member.Ticker)))
            {
                _quotes.Follow(member.Ticker, _beliefs.Fair(family, member), _beliefs.WidthOf(family));
            }

            return;
        }

        Pit pit = _chance.Of(_floor.Pits);
        if (pit.Live.Phase == MarketPhase.Active && !_mistakes.Concern(pit.Listed.Ticker))
        {
            Side side = _chance.OneIn(2) ? Side.Yes : Side.No;
            if (_chance.OneIn(3))
            {
                _quotes.Trade(pit, side);
            }
            else
            {
                _quotes.Breathe(pit, side);
            }
        }
    }
}
