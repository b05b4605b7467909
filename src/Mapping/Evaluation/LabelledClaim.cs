using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>A claim about two questions, and whether it is true.</summary>
/// <param name="Left">The first question: the narrow one of a Subset.</param>
/// <param name="Right">The second one.</param>
/// <param name="Type">What is claimed of them.</param>
/// <param name="IsTrue">The label.</param>
/// <param name="Kind">What the claim tries: an implication, its swap, a paraphrase, a negation, strangers.</param>
public sealed record LabelledClaim(LabelledQuestion Left, LabelledQuestion Right, RelationType Type, bool IsTrue, string Kind);

/// <summary>A question with the text that settles it.</summary>
public sealed record LabelledQuestion(string Id, string Title, string Rules, DateTimeOffset? Until);
