using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Tapes;

/// <summary>
/// What all looks of a run came to, and a hash over every one of them: two runs that decided the same have the same hash, and a single
/// hundredth of a contract more or less gives another.
/// </summary>
public sealed class LookBook : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly SortedDictionary<string, Seen> _found = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _waiting = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _gone = new(StringComparer.Ordinal);
    private readonly StringBuilder _line = new();

    /// <summary>Looks so far.</summary>
    public long Looks { get; private set; }

    /// <summary>Candidates at the touch, summed over the looks.</summary>
    public long Candidates { get; private set; }

    /// <summary>Candidates that could not be judged, by reason, summed over the looks.</summary>
    public IReadOnlyDictionary<string, long> Waiting => _waiting;

    /// <summary>Baskets that the books did not bear out, by reason, summed over the looks.</summary>
    public IReadOnlyDictionary<string, long> Gone => _gone;

    /// <summary>All that was found, what would have earned most first.</summary>
    public IReadOnlyList<FoundOpportunity> Found => [.. _found.Values
        .Select(static seen => new FoundOpportunity(seen.Best, seen.First, seen.Last, seen.Looks, seen.Episodes))
        .OrderByDescending(static found => found.Best.Edge).ThenBy(static found => found.Best.Id, StringComparer.Ordinal)];

    /// <summary>The hash of everything so far.</summary>
    public string Hash => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Take(LiveLook look)
    {
        Looks++;
        Candidates += look.Candidates;
        Add(_waiting, look.Waiting);
        Add(_gone, look.Gone);
        _line.Clear().Append(CultureInfo.InvariantCulture, $"look {Looks} candidates {look.Candidates}\n");
        Append("waiting", look.Waiting);
        Append("gone", look.Gone);
        foreach (Opportunity opportunity in look.Validated)
        {
            Append(opportunity);
            Keep(opportunity, look.At);
        }

        _hash.AppendData(Encoding.UTF8.GetBytes(_line.ToString()));
    }

    public void Dispose() => _hash.Dispose();

    private void Keep(Opportunity opportunity, DateTimeOffset at)
    {
        if (!_found.TryGetValue(opportunity.Id, out Seen? seen))
        {
            seen = new Seen(opportunity, at);
            _found.Add(opportunity.Id, seen);
        }

        seen.Episodes += seen.LastLook == Looks - 1 ? 0 : 1;
        seen.Looks++;
        (seen.Last, seen.LastLook) = (at, Looks);
        seen.Best = opportunity.Edge > seen.Best.Edge ? opportunity : seen.Best;
    }

    private void Append(Opportunity opportunity)
    {
        _line.Append(CultureInfo.InvariantCulture,
            $"{opportunity.Id} {opportunity.DetectedAt.UtcTicks} {opportunity.Status} {opportunity.Grade} {opportunity.Executable} ");
        _line.Append(CultureInfo.InvariantCulture,
            $"{opportunity.Units} {opportunity.Cost} {opportunity.Fees} {opportunity.Edge} {opportunity.Score}");
        foreach (BasketLeg leg in opportunity.Legs)
        {
            _line.Append(CultureInfo.InvariantCulture, $" {leg.Claim}x{leg.Weight}");
            foreach (BookLevel level in leg.Levels)
            {
                _line.Append(CultureInfo.InvariantCulture, $" {level}");
            }
        }

        _line.Append('\n');
    }

    private void Append(string name, IReadOnlyDictionary<string, int> reasons)
    {
        foreach ((string reason, int count) in reasons)
        {
            _line.Append(CultureInfo.InvariantCulture, $"{name} {count} {reason}\n");
        }
    }

    private static void Add(SortedDictionary<string, long> sums, IReadOnlyDictionary<string, int> more)
    {
        foreach ((string reason, int count) in more)
        {
            sums[reason] = sums.GetValueOrDefault(reason) + count;
        }
    }

    private sealed class Seen(Opportunity best, DateTimeOffset first)
    {
        public Opportunity Best { get; set; } = best;

        public DateTimeOffset First { get; } = first;

        public DateTimeOffset Last { get; set; } = first;

        public long LastLook { get; set; } = -1;

        public long Looks { get; set; }

        public int Episodes { get; set; }
    }
}
