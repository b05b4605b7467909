using System.Text;
using Dutchbook.Domain;
using Dutchbook.Llm;
using Dutchbook.Mapping;

namespace Dutchbook.Cli;

/// <summary>
/// What a pass would cost, told before anything is spent: the questions that have no answer yet, each both ways round, with the
/// tokens that the provider counts in a sample of them, or four bytes a token where it does not count. Money is kept by the budget,
/// not by this.
/// </summary>
internal sealed record MapCost
{
    /// <summary>Questions counted by the provider; the others are taken to be like them.</summary>
    private const int SampleSize = 20;

    private const int BytesPerToken = 4;
    private const int AnswerTokens = 400;
    private const int CounterWorldTokens = 1_000;

    /// <summary>
    /// Questions to the scan model, at most: about a pair only where normal forms leave something open, and the other way round only
    /// where the first way found something.
    /// </summary>
    public required int Questions { get; init; }

    /// <summary>Of these, markets to be read into normal forms.</summary>
    public required int Forms { get; init; }

    /// <summary>Tokens of all questions, instructions included.</summary>
    public required long Tokens { get; init; }

    /// <summary>How many questions the provider counted; 0 where it counted none.</summary>
    public required int Sampled { get; init; }

    /// <summary>Null where nobody has stated the price.</summary>
    public required Money? Single { get; init; }

    public required Money? Bulk { get; init; }

    /// <summary>What the second model costs for each relation that is found; null where nobody has stated the price.</summary>
    public required Money? PerRelation { get; init; }

    public static async Task<MapCost> OfAsync(
        Configuration configuration, IReadOnlyList<EventPair> pairs, bool withForms, VenueSnapshot snapshot, IVerdictCache verdicts,
        ModelAccess? models, CancellationToken cancellation)
    {
        List<ModelRequest> open = Open(configuration.Anthropic.ScanModel, pairs, withForms, new VenueIndex(snapshot), verdicts);
        (long bytes, long tokens, int sampled) = await SampleAsync(open, models, cancellation);
        ModelPrice? price = ModelAccess.PriceOf(configuration, configuration.Anthropic.ScanModel);
        ModelPrice? second = ModelAccess.PriceOf(configuration, configuration.Anthropic.ValidateModel);
        (Money single, Money bulk, long all) = (Money.Zero, Money.Zero, 0L);
        foreach (ModelRequest request in open)
        {
            // Each by itself, because some models charge long questions at another rate. Nothing is taken to be cached: the fixed
            // part is shorter than what some models cache.
            long input = ((Bytes(request) * tokens) + bytes - 1) / bytes;
            TokenUsage usage = new(input, 0, 0, AnswerTokens);
            single += price?.Of(usage, batch: false) ?? Money.Zero;
            bulk += price?.Of(usage, batch: true) ?? Money.Zero;
            all += input;
        }

        TokenUsage attempt = new(open.Count == 0 ? 0 : all / open.Count, 0, 0, CounterWorldTokens);
        return new MapCost
        {
            Questions = open.Count,
            Forms = open.Count(static request => request.PromptVersion == FormPrompt.Version),
            Tokens = all,
            Sampled = sampled,
            Single = price is null ? null : single,
            Bulk = price is null ? null : bulk,
            PerRelation = second is null ? null : second.Of(attempt, batch: false) * 2,
        };
    }

    /// <summary>Both sums in words.</summary>
    public string Words => Single is { } dollars ? $"about ${dollars}, ${Bulk} with --batch" : "a sum that nobody has stated the price for";

    /// <summary>What may be asked and has no answer yet.</summary>
    private static List<ModelRequest> Open(
        string model, IReadOnlyList<EventPair> pairs, bool withForms, VenueIndex venue, IVerdictCache verdicts)
    {
        List<ModelRequest> open = [];
        HashSet<string> read = new(StringComparer.Ordinal);
        foreach (EventPair pair in pairs)
        {
            if (PairPrompt.Markets(pair).Take(2).Count() < 2)
            {
                continue;
            }

            foreach (Market market in withForms ? PairPrompt.Markets(pair) : [])
            {
                if (read.Add(market.Ticker))
                {
                    Add(FormPrompt.Ask(market, venue));
                }
            }

            if (withForms && FormReader.Settles(pair, venue, Known))
            {
                continue;
            }

            ModelRequest first = PairPrompt.Ask(pair, venue, swapped: false);
            CachedVerdict? known = verdicts.Find(CachedVerdict.KeyOf(first, model));
            if (known is null)
            {
                open.Add(first);
            }

            if (known is null || MapPass.HasClaims(known))
            {
                Add(PairPrompt.Ask(pair, venue, swapped: true));
            }
        }

        return open;

        string? Known(ModelRequest request) => verdicts.Find(CachedVerdict.KeyOf(request, model))?.Answer;

        void Add(ModelRequest request)
        {
            if (verdicts.Find(CachedVerdict.KeyOf(request, model)) is null)
            {
                open.Add(request);
            }
        }
    }

    /// <summary>Bytes and tokens of a sample, evenly from the whole length of the list.</summary>
    private static async Task<(long Bytes, long Tokens, int Sampled)> SampleAsync(
        List<ModelRequest> open, ModelAccess? models, CancellationToken cancellation)
    {
        (long bytes, long tokens, int sampled) = (0, 0, 0);
        int size = Math.Min(SampleSize, open.Count);
        for (int i = 0; i < size && models is not null; i++)
        {
            ModelRequest request = open[(int)((long)i * open.Count / size)];
            if (await models.CountAsync(request, cancellation) is not { } counted)
            {
                break;
            }

            (bytes, tokens, sampled) = (bytes + Bytes(request), tokens + counted, sampled + 1);
        }

        return sampled == 0 || tokens == 0 ? (BytesPerToken, 1, 0) : (bytes, tokens, sampled);
    }

    private static long Bytes(ModelRequest request) => Encoding.UTF8.GetByteCount(request.System)
        + Encoding.UTF8.GetByteCount(request.Schema) + Encoding.UTF8.GetByteCount(request.User);
}
