namespace Dutchbook.Ingestion;

/// <summary>What the number of a frame says of the frames before it.</summary>
public enum SequenceVerdict
{
    /// <summary>The first of its subscription: wherever it begins, it begins there.</summary>
    First,

    /// <summary>The one that was due.</summary>
    Next,

    /// <summary>Frames are missing before it.</summary>
    Gap,

    /// <summary>
    /// At or before the last one: seen already, or one whose absence was noticed and whose time is over.
    /// </summary>
    Old,
}

/// <summary>
/// Follows the numbers of one subscription, which count every frame on it by one, answers to commands included.
/// </summary>
public struct SequenceCheck
{
    /// <summary>The highest number seen; 0 before the first.</summary>
    public long Last { get; private set; }

    public SequenceVerdict Take(long number)
    {
        SequenceVerdict verdict = Last == 0 ? SequenceVerdict.First
            : number == Last + 1 ? SequenceVerdict.Next
            : number <= Last ? SequenceVerdict.Old
            : SequenceVerdict.Gap;
        Last = Math.Max(Last, number);
        return verdict;
    }
}
