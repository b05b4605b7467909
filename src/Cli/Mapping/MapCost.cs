using System.Text;
using Dutchbook.Domain;
using Dutchbook.Llm;
using Dutchbook.Mapping;

namespace Dutchbook.Cli;

/// <summary>
/// What asking about candidates would cost, told before anything is spent: an estimate from the lengths of the very questions, at four bytes
/// a token and a short answer, each asked both ways round. Money is kept by the budget, not by this.
/// </summary>
internal sealed record MapCost(int Questions, Money? Single, Money? Bulk)
{
    private const int BytesPerToken = 4;
    private const int AnswerTokens = 400;

    public static MapCost Of(Configuration configuration, IReadOnlyList<EventPair> pairs, VenueSnapshot snapshot)
    {
        VenueIndex venue = new(snapshot);
        ModelPrice? price = ModelAccess.PriceOf(configuration, configuration.Anthropic.ScanModel);
        long prefix = Tokens(PairPrompt.System) + Tokens(PairPrompt.Schema);
        long fresh = 0;
        foreach (EventPair pair in pairs)
        {
            fresh += Tokens(PairPrompt.Ask(pair, venue, swapped: false).User);
        }

        long questions = 2L * pairs.Count;
        TokenUsage usage = new(2 * fresh, pairs.Count == 0 ? 0 : prefix, Math.Max(0, questions - 1) * prefix, questions * AnswerTokens);
        return new MapCost((int)questions, price?.Of(usage, batch: false), price?.Of(usage, batch: true));
    }

    private static long Tokens(string text) => (Encoding.UTF8.GetByteCount(text) + BytesPerToken - 1) / BytesPerToken;
}
