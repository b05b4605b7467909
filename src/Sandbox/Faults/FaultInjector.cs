using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>A fault that was injected.</summary>
/// <param name="Where">The request, or the channel of the frame.</param>
/// <param name="Amount">In thousandths of the kind's unit; 0 where it has none.</param>
public sealed record InjectedFault(int Number, DateTimeOffset At, FaultKind Kind, string Where, long Amount);

/// <summary>
/// Decides what goes wrong and writes it down. Each kind has a stream of chance of its own, so that another kind in the plan changes
/// nothing for it; equal seeds and occasions give equal faults.
/// </summary>
public sealed class FaultInjector
{
    private const int LongestLog = 2_000;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly List<InjectedFault> _log = [];
    private Dictionary<FaultKind, Stream> _streams = [];
    private FaultPlan _plan = FaultPlan.None;
    private int _lastNumber;
    private int _burst;

    internal FaultInjector(TimeProvider time, FaultPlan plan)
    {
        _time = time;
        Plan = plan;
    }

    /// <summary>What shall go wrong; a new plan starts its counts and its chance anew.</summary>
    public FaultPlan Plan
    {
        get
        {
            lock (_gate)
            {
                return _plan;
            }
        }

        set
        {
            lock (_gate)
            {
                _plan = value;
                _burst = 0;
                _streams = value.Rules.ToDictionary(
                    static rule => rule.Entry.Kind,
                    rule => new Stream(rule, new Chance(value.Seed ^ (((ulong)rule.Entry.Kind + 1) * 0x9E3779B97F4A7C15UL))));
            }
        }
    }

    /// <summary>The newest faults injected, oldest first.</summary>
    public IReadOnlyList<InjectedFault> Log
    {
        get
        {
            lock (_gate)
            {
                return [.. _log];
            }
        }
    }

    internal bool IsQuiet => Volatile.Read(ref _streams).Count == 0;

    /// <summary>Whether a kind strikes at this occasion; null when it does not, else by how much, in thousandths.</summary>
    internal long? Strike(FaultKind kind, string where)
    {
        if (IsQuiet)
        {
            return null;
        }

        lock (_gate)
        {
            if (!_streams.TryGetValue(kind, out Stream? stream) || !stream.Fires())
            {
                return null;
            }

            long amount = stream.Amount();
            if (_log.Count >= LongestLog)
            {
                _log.RemoveRange(0, LongestLog / 2);
            }

            _log.Add(new InjectedFault(++_lastNumber, _time.GetUtcNow(), kind, where, amount));
            return amount;
        }
    }

    /// <summary>Whether a burst of refusals goes on or begins.</summary>
    internal bool IsRefused(string where)
    {
        lock (_gate)
        {
            if (_burst > 0)
            {
                _burst--;
                return true;
            }
        }

        if (Strike(FaultKind.TooManyRequests, where) is not { } thousandths)
        {
            return false;
        }

        lock (_gate)
        {
            _burst = (int)(thousandths / 1_000) - 1;
            return true;
        }
    }

    internal bool Strikes(FaultKind kind, string where) => Strike(kind, where) is not null;

    /// <summary>A fault lasts for as long as its amount says.</summary>
    internal TimeSpan? Lasts(FaultKind kind, string where) =>
        Strike(kind, where) is { } millis ? TimeSpan.FromMilliseconds(millis) : null;

    private sealed class Stream(FaultRule rule, Chance chance)
    {
        private int _occasions;

        public bool Fires()
        {
            _occasions++;
            return rule.At.Count > 0
                ? rule.At.Contains(_occasions)
                : chance.PartsPerMillion((int)rule.Probability.PartsPerMillion);
        }

        public long Amount() => chance.Between((int)rule.Low, (int)rule.High);
    }
}
