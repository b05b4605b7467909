using System.Security.Cryptography;
using System.Text;

namespace Dutchbook.Domain;

/// <summary>
/// A logical fact between markets with how it is known. <see cref="Claims"/> are in the order the type gives meaning to:
/// Subset and Threshold run from the narrowest claim to the widest (each implies the next); Conjunction has the combo first.
/// </summary>
public sealed class Relation
{
    private readonly Claim[] _claims;

    /// <param name="line">The cells of a <see cref="RelationType.Line"/>, one span a claim; null for every other type.</param>
    public Relation(RelationType type, IReadOnlyList<Claim> claims, CellLine? line = null)
    {
        if (type == RelationType.Line != line is not null || (line is not null && line.Spans.Count != claims.Count))
        {
            throw new ArgumentException("a line, and nothing else, has one span for each claim", nameof(line));
        }

        int least = type is RelationType.Exclusive or RelationType.Exhaustive or RelationType.Partition ? 1 : 2;
        ArgumentOutOfRangeException.ThrowIfLessThan(claims.Count, least, nameof(claims));
        if (type is RelationType.Complement or RelationType.Implication)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(claims.Count, 2, nameof(claims));
        }

        Type = type;
        _claims = claims as Claim[] ?? [.. claims];
        Line = line;
    }

    public RelationType Type { get; }

    public IReadOnlyList<Claim> Claims => _claims;

    /// <summary>The same in one piece, for loops over the claims of all relations.</summary>
    public ReadOnlySpan<Claim> ClaimSpan => _claims;

    /// <summary>Where each claim lies on its observable; only a <see cref="RelationType.Line"/> has it.</summary>
    public CellLine? Line { get; }

    public Tier Tier { get; init; } = Tier.Proven;

    public Strength Strength { get; init; } = Strength.Hard;

    public RelationStatus Status { get; init; } = RelationStatus.Active;

    /// <summary>The name of the rule that derived it; all relations of one rule stand and fall together.</summary>
    public required string Rule { get; init; }

    /// <summary>How sure we are that the rule holds for these markets; never 1.</summary>
    public Ratio Confidence { get; init; }

    /// <summary>
    /// Of an Implication: the lower limit of the estimated probability of the second claim given the first; null when
    /// nobody estimated it. <see cref="Confidence"/> is apart from it: how sure we are that the markets were read rightly.
    /// </summary>
    public Ratio? ConditionalAtLeast { get; init; }

    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>The strikes of a Threshold ascend from the first claim; otherwise they descend.</summary>
    public bool StrikesAscend { get; init; }

    /// <summary>A hash of type and claims: the same fact has the same id in every run.</summary>
    public string Id => field ??= MakeId(Type, _claims, Line);

    /// <summary>The members: thresholds by ascending strike, everything else in the order of <see cref="Claims"/>.</summary>
    public IEnumerable<string> Tickers
    {
        get
        {
            bool reverse = Type == RelationType.Threshold && !StrikesAscend;
            for (int i = 0; i < Claims.Count; i++)
            {
                yield return Claims[reverse ? Claims.Count - 1 - i : i].Market.Ticker;
            }
        }
    }

    /// <summary>
    /// What the relation guarantees, each as claims of which at least k pay. Soft relations guarantee nothing. A line guarantees
    /// that one pays of any claims whose spans leave no cell out: too many to list, and left to the search over cells.
    /// </summary>
    public IEnumerable<Guarantee> Guarantees() => Strength == Strength.Soft ? [] : Type switch
    {
        RelationType.Subset or RelationType.Threshold => Chain(),
        RelationType.Exclusive => Exclusive(),
        RelationType.Exhaustive => [new Guarantee(Claims, 1)],
        RelationType.Partition => Exclusive().Append(new Guarantee(Claims, 1)),
        RelationType.Equivalence => Equal(),
        RelationType.Complement => [new Guarantee(Claims, 1), new Guarantee(Negated(Claims), 1)],
        RelationType.Conjunction => Conjunction(),
        RelationType.Line => [],
        RelationType.Implication => [],
    };

    /// <summary>
    /// Whether the relation holds in a world: every guarantee is kept, and some cell of a line looks like it. A soft relation
    /// holds in every one.
    /// </summary>
    /// <param name="pays">Whether a claim pays there.</param>
    public bool HoldsIn(Func<Claim, bool> pays) =>
        Guarantees().All(guarantee => guarantee.Claims.Count(pays) >= guarantee.AtLeast)
        && (Line is null || Enumerable.Range(0, Line.Cells.Count)
            .Any(cell => Enumerable.Range(0, _claims.Length).All(claim => Line.Pays(claim, cell) == pays(_claims[claim]))));

    public override string ToString() => $"{Type}({string.Join(", ", Tickers)})";

    private static string MakeId(RelationType type, Claim[] claims, CellLine? line)
    {
        // A combo is the same whatever the order of its legs; only its own place has a meaning.
        int placed = type switch
        {
            RelationType.Subset or RelationType.Threshold or RelationType.Implication => claims.Length,
            RelationType.Conjunction => 1,
            RelationType.Exclusive or RelationType.Exhaustive or RelationType.Partition => 0,
            RelationType.Equivalence or RelationType.Complement or RelationType.Line => 0,
        };
        string[] words = new string[claims.Length];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = line is null ? claims[i].ToString() : $"{claims[i]} {line.Spans[i]} of {line.Cells.Count}";
        }

        words.AsSpan(placed).Sort(StringComparer.Ordinal);
        string text = $"{type}|{string.Join('|', words)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }

    private static Claim[] Negated(IEnumerable<Claim> claims) => [.. claims.Select(static claim => claim.Negation())];

    private IEnumerable<Guarantee> Chain()
    {
        for (int narrow = 0; narrow < Claims.Count; narrow++)
        {
            for (int wide = narrow + 1; wide < Claims.Count; wide++)
            {
                yield return new Guarantee([Claims[narrow].Negation(), Claims[wide]], 1);
            }
        }
    }

    private IEnumerable<Guarantee> Exclusive()
    {
        if (Claims.Count > 1)
        {
            yield return new Guarantee(Negated(Claims), Claims.Count - 1);
        }
    }

    private IEnumerable<Guarantee> Equal()
    {
        for (int first = 0; first < Claims.Count; first++)
        {
            for (int second = first + 1; second < Claims.Count; second++)
            {
                yield return new Guarantee([Claims[first], Claims[second].Negation()], 1);
                yield return new Guarantee([Claims[first].Negation(), Claims[second]], 1);
            }
        }
    }

    private IEnumerable<Guarantee> Conjunction()
    {
        Claim whole = Claims[0];
        IEnumerable<Claim> legs = Claims.Skip(1);
        foreach (Claim leg in legs)
        {
            yield return new Guarantee([whole.Negation(), leg], 1);
        }

        yield return new Guarantee([whole, .. Negated(legs)], 1);
    }
}
