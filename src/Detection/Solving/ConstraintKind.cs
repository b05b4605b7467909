namespace Dutchbook.Detection;

/// <summary>The logical facts that a cluster's worlds must agree with.</summary>
internal enum ConstraintKind
{
    /// <summary>Each literal implies the next.</summary>
    Implies,

    AtMostOne,
    AtLeastOne,
    ExactlyOne,
    AllEqual,

    /// <summary>The first literal holds exactly when all others do.</summary>
    Conjunction,

    /// <summary>One cell of a line happens; each literal holds exactly when that cell lies in its interval.</summary>
    Line,
}
