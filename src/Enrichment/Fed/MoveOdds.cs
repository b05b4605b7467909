namespace Dutchbook.Enrichment;

/// <summary>Probabilities of so many moves of 25 basis points, down counted negative. They sum to 1.</summary>
public sealed class MoveOdds
{
    /// <summary>One step of the target range, in per cent.</summary>
    public const decimal Step = 0.25m;

    private readonly decimal[] _chances;

    private MoveOdds(int least, decimal[] chances) => (Least, _chances) = (least, chances);

    /// <summary>Nothing has moved yet.</summary>
    public static MoveOdds Still { get; } = new(0, [1m]);

    /// <summary>The fewest moves that have a probability.</summary>
    public int Least { get; }

    /// <summary>The most.</summary>
    public int Most => Least + _chances.Length - 1;

    /// <summary>The two neighbouring whole numbers of moves whose mean is <paramref name="moves"/>.</summary>
    public static MoveOdds Mean(decimal moves)
    {
        decimal floor = decimal.Floor(moves);
        decimal rest = moves - floor;
        return new MoveOdds((int)floor, rest == 0 ? [1m] : [1m - rest, rest]);
    }

    public decimal Chance(int moves) => moves < Least || moves > Most ? 0m : _chances[moves - Least];

    public decimal AtLeast(int moves)
    {
        decimal sum = 0;
        for (int i = Math.Max(moves, Least); i <= Most; i++)
        {
            sum += Chance(i);
        }

        return sum;
    }

    public decimal AtMost(int moves) => 1m - AtLeast(moves + 1);

    /// <summary>The moves of this and of another decision together, the two independent.</summary>
    public MoveOdds Then(MoveOdds next)
    {
        decimal[] sums = new decimal[_chances.Length + next._chances.Length - 1];
        for (int i = 0; i < _chances.Length; i++)
        {
            for (int j = 0; j < next._chances.Length; j++)
            {
                sums[i + j] += _chances[i] * next._chances[j];
            }
        }

        return new MoveOdds(Least + next.Least, sums);
    }
}
