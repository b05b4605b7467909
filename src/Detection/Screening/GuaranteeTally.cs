using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>Counts how many guarantees there are and which of them nobody could buy, whatever they cost.</summary>
internal sealed class GuaranteeTally(Board board) : IGuaranteeVisitor
{
    private readonly int[] _refused = new int[ObstacleWords.Count];

    /// <summary>Guarantees the relations give.</summary>
    public int Guarantees { get; private set; }

    /// <summary>Of those, all claims are on offer.</summary>
    public int Priced { get; private set; }

    /// <summary>Guarantees that could not be priced, by the first claim that is not on offer.</summary>
    public IReadOnlyList<int> Refused => _refused;

    /// <summary>
    /// Each pair that cannot be priced counts once, for its wide claim if that is missing, else for its narrow one.
    /// </summary>
    public void Chain(ReadOnlySpan<int> slots)
    {
        Guarantees += slots.Length * (slots.Length - 1) / 2;
        int offeredAfter = 0;
        for (int j = slots.Length - 1; j >= 0; j--)
        {
            if (IsOffered(slots[j] ^ 1))
            {
                Priced += offeredAfter;
            }
            else
            {
                Refuse(slots[j] ^ 1, offeredAfter);
            }

            if (IsOffered(slots[j]))
            {
                offeredAfter++;
            }
            else
            {
                Refuse(slots[j], j);
            }
        }
    }

    /// <summary>Two negations are a basket already.</summary>
    public void Exclusive(ReadOnlySpan<int> slots)
    {
        if (slots.Length < 2)
        {
            return;
        }

        Guarantees++;
        int offered = 0;
        int missing = 0;
        foreach (int slot in slots)
        {
            bool isOffered = IsOffered(slot ^ 1);
            offered += isOffered ? 1 : 0;
            missing = isOffered ? missing : slot ^ 1;
        }

        if (offered >= 2)
        {
            Priced++;
        }
        else
        {
            Refuse(missing, 1);
        }
    }

    public void OneOf(Signal signal, ReadOnlySpan<int> slots)
    {
        Guarantees++;
        foreach (int slot in slots)
        {
            if (!IsOffered(slot))
            {
                Refuse(slot, 1);
                return;
            }
        }

        Priced++;
    }

    private bool IsOffered(int slot) => board.Cost[slot] < Board.Absent;

    private void Refuse(int slot, int guarantees) => _refused[(int)board.Obstacles[slot]] += guarantees;
}
