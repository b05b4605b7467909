using System.Text;
using Dutchbook.Domain;
using Dutchbook.Llm;
using Dutchbook.Mapping;

namespace Dutchbook.Cli;

/// <summary>
/// What asking about candidates would cost, told before anything is spent: an estimate from the lengths of the very
/// questions, at four bytes
/// a token and a short answer, each asked both ways round. Money is kept by the budget, not by this.
/// </summary>
internal sealed record MapCost(int Questions, Money? Single, Money? Bulk)
{
    private const int BytesPerToken = 4;
    private const int AnswerTokens = 400;
    private const int Ways = 2;

    public static MapCost Of(Configuration configuration, IReadOnlyList<EventPair> pairs, VenueSnapshot snapshot)
    {
        VenueIndex venue = new(snapshot);
        ModelPrice? price = ModelAccess.PriceOf(configuration, configuration.Anthropic.ScanModel);
        long prefix = Tokens(PairPrompt.System) + Tokens(PairPrompt.Schema);
        (Money single, Money bulk) = (Money.Zero, Money.Zero);
        foreach (EventPair pair in pairs)
        {
            // Each by itself, because some models charge long questions at another rate.
            TokenUsage usage = new(Tokens(PairPrompt.Ask(pair, venue, swapped: false).User), 0, prefix, AnswerTokens);
            single += (price?.Of(usage, batch: false) ?? Money.Zero) * Ways;
            bulk += (price?.Of(usage, batch: true) ?? Money.Zero) * Ways;
        }

        return new MapCost(Ways * pairs.Count, price is null ? null : single, price is null ? null : bulk);
    }

    private static long Tokens(string text) => (Encoding.UTF8.GetByteCount(text) + BytesPerToken - 1) / BytesPerToken;
}
