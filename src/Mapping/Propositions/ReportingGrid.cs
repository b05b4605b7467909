using System.Buffers;
using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// The step in which the observable is reported, where the rules state it. Without it 88 and 89 have a gap between them, and
/// nothing is assumed about what is in it.
/// </summary>
internal static class ReportingGrid
{
    private static readonly (string Words, decimal Step)[] Statements =
    [
        ("one decimal", 0.1m), ("one-decimal", 0.1m), ("nearest tenth", 0.1m), ("two decimal", 0.01m), ("two-decimal", 0.01m),
        ("nearest hundredth", 0.01m), ("nearest cent", 0.01m), ("four decimal", 0.0001m), ("four-decimal", 0.0001m),
        ("whole-degree", 1m), ("whole degree", 1m), ("nearest degree", 1m), ("whole number", 1m), ("nearest whole", 1m),
        ("three decimal", 0.001m), ("nearest thousandth", 0.001m),
    ];

    private static readonly SearchValues<string> AnyStatement =
        SearchValues.Create([.. Statements.Select(static item => item.Words)], StringComparison.OrdinalIgnoreCase);

    /// <summary>The step and the words that state it; null when the rules state none, or two.</summary>
    public static (decimal Step, string Words)? Of(Market market, TextBuffer text)
    {
        (decimal Step, string Words)? found = null;
        foreach (Utf8Text part in (ReadOnlySpan<Utf8Text>)[market.RulesPrimary, market.RulesSecondary])
        {
            ReadOnlySpan<char> rules = text.Read(part);
            if (!rules.ContainsAny(AnyStatement))
            {
                continue;
            }

            foreach ((string words, decimal step) in Statements)
            {
                if (rules.Contains(words, StringComparison.OrdinalIgnoreCase))
                {
                    if (found is { } known && known.Step != step)
                    {
                        return null;
                    }

                    found = (step, words);
                }
            }
        }

        return found;
    }
}
