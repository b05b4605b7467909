namespace Dutchbook.Detection;

/// <summary>
/// One fact as a small problem of its own: given what each of its literals costs when true, the least cost over the
/// assignments it admits, and for each literal how much dearer true is than false at best.
/// </summary>
internal abstract class Factor(int[] literals)
{
    /// <summary>Stands for impossible; sums of it and of weights stay far from overflow.</summary>
    public const long Never = 1L << 52;

    public int[] Literals { get; } = literals;

    /// <summary>How many of the literals other facts speak of as well; set once the whole cluster is known.</summary>
    public int Shared { get; set; }

    /// <param name="cost">What each literal costs when true.</param>
    /// <param name="truth">What is decided already.</param>
    /// <param name="difference">Receives the least cost with the literal true, less that with it false.</param>
    /// <returns>The least cost.</returns>
    public abstract long Weigh(ReadOnlySpan<long> cost, Propagator truth, Span<long> difference);

    protected bool IsTrue(Propagator truth, int position) => truth.IsTrue(Literals[position]);

    protected bool IsFalse(Propagator truth, int position) => truth.IsTrue(Literal.Not(Literals[position]));
}
