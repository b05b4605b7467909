using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// What a mispricing says about the relation that it contradicts. Mispricings of valid relations are rare and small, for
/// others trade them away; a relation that was read wrongly looks violated often and by much. So of what looks violated,
/// more is wrong than of what was mapped.
/// </summary>
internal sealed class SelectionEffect(IReadOnlyList<SettledRelations> settled)
{
    /// <summary>Fewer settled relations than this may lower the stated belief, and never raise it.</summary>
    public const int Enough = 20;

    /// <summary>The belief in one relation after a mispricing of this size, rounded down.</summary>
    public Belief Of(Relation relation, ViolationSize size)
    {
        int held = 0;
        int broken = 0;
        foreach (SettledRelations record in settled)
        {
            if (record.Size == size && string.Equals(record.Rule, relation.Rule, StringComparison.Ordinal))
            {
                held = checked(held + record.Held);
                broken = checked(broken + record.Broken);
            }
        }

        Ratio stated = Stated(relation.Confidence, size);
        if (held + broken == 0)
        {
            return new Belief(stated, 0, 0);
        }

        Ratio learnt = Learnt(held, broken);
        return new Belief(held + broken < Enough ? Ratio.Min(stated, learnt) : learnt, held, broken);
    }

    /// <summary>The mean of Beta(1 + held, 1 + broken): what the settled ones say, starting from not knowing.</summary>
    public static Ratio Learnt(int held, int broken) =>
        Ratio.FromPartsPerMillion((long)((Int128)(1L + held) * Ratio.Whole / (2L + held + broken)));

    /// <summary>
    /// Bayes' rule: c p / (c p + (1 - c) q), where p of valid and q of wrong relations show a mispricing of this size.
    /// </summary>
    public static Ratio Stated(Ratio confidence, ViolationSize size)
    {
        (long ofValid, long ofWrong) = Rates(size);
        Int128 valid = (Int128)confidence.PartsPerMillion * ofValid;
        Int128 wrong = (Int128)(Ratio.Whole - confidence.PartsPerMillion) * ofWrong;
        return Ratio.FromPartsPerMillion((long)(valid * Ratio.Whole / (valid + wrong)));
    }

    /// <summary>
    /// The stated prior, in parts per million, until relations have settled. It is a judgement, not a measurement: two
    /// unrelated prices contradict a relation by cents every third time, those of a valid one hardly ever.
    /// </summary>
    private static (long OfValid, long OfWrong) Rates(ViolationSize size) => size switch
    {
        ViolationSize.UnderOneCent => (100_000, 350_000),
        ViolationSize.OneCent => (50_000, 300_000),
        ViolationSize.ThreeCents => (10_000, 200_000),
        ViolationSize.FiveCents => (3_000, 150_000),
        ViolationSize.TenCents => (500, 100_000),
    };
}

/// <summary>A confidence after evidence, and the settled relations that it was learnt from.</summary>
internal readonly record struct Belief(Ratio Posterior, int Held, int Broken)
{
    public override string ToString() => $"{Posterior} ({Held} held, {Broken} broken)";
}
