namespace Dutchbook.Verification;

/// <summary>What a re-check of a proof came to: what was found true, and every fault with its line.</summary>
public sealed record Verdict(string? ProofId, IReadOnlyList<string> Checked, IReadOnlyList<Fault> Faults)
{
    /// <summary>
    /// Nothing was wrong: the basket pays what the proof says if its relations hold and settlement is normal.
    /// </summary>
    public bool Holds => Faults.Count == 0;
}

/// <summary>Something in a proof that is not so.</summary>
/// <param name="Line">The line of the file, from 1; 0 when it is about the whole file.</param>
/// <param name="Path">The place in the document, such as legs[0].cost.</param>
public sealed record Fault(int Line, string Path, string Message)
{
    public override string ToString() => $"line {Line}: {Path}: {Message}";
}
