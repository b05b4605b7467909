using System.Globalization;
using System.Text;
using Dutchbook.Domain;
using Dutchbook.Llm;
using Dutchbook.Mapping;

namespace Dutchbook.Bench;

/// <summary>
/// What asking about candidates costs, from the very questions: all of them, and those about events that opened on the last day. Tokens
/// are bytes by four; the newest models count about 30 % more, which is told beside it.
/// </summary>
internal static class MappingCost
{
    private const int BytesPerToken = 4;
    private const int AnswerTokens = 400;

    /// <summary>A form with three sentences: some 1,400 bytes.</summary>
    private const int FormTokens = 350;
    private static readonly string[] Models = ["claude-haiku-5-5", "claude-sonnet-5-5", "claude-opus-5-5"];

    public static void Print(VenueSnapshot snapshot, CandidateSet candidates)
    {
        DateTimeOffset since = snapshot.At.AddDays(-1);
        HashSet<string> fresh = new(
            snapshot.Markets.Where(market => market.OpenTime > since).Select(static market => market.EventTicker), StringComparer.Ordinal);
        Print("all candidates", candidates.Pairs, snapshot);
        Print($"{fresh.Count:N0} events that opened on the last day",
            [.. candidates.Pairs.Where(pair => fresh.Contains(pair.First.Ticker) || fresh.Contains(pair.Second.Ticker))], snapshot);
    }

    private static void Print(string what, IReadOnlyList<EventPair> pairs, VenueSnapshot snapshot)
    {
        VenueIndex venue = new(snapshot);
        Price($"{what}, normal forms of their markets",
            pairs.SelectMany(PairPrompt.Markets).DistinctBy(static market => market.Ticker, StringComparer.Ordinal).Select(market => FormPrompt.Ask(market, venue)), FormTokens);
        Price($"{what}, questions about pairs, one way round", pairs.Where(static pair => PairPrompt.Markets(pair).Skip(1).Any())
            .Select(pair => PairPrompt.Ask(pair, venue, swapped: false)), AnswerTokens);
    }

    private static void Price(string what, IEnumerable<ModelRequest> requests, long answer)
    {
        TokenUsage[] questions = [.. requests.Select(request => new TokenUsage(Tokens(request), 0, 0, answer))];
        long tokens = questions.Sum(static usage => usage.Input);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {questions.Length:N0} questions, {tokens:N0} tokens in ({tokens * 13 / 10:N0} as the newest models count)"));
        foreach (string model in Models)
        {
            ModelPrice price = PriceList.Find(model)!;
            (Money single, Money bulk) = (Money.Zero, Money.Zero);
            foreach (TokenUsage usage in questions)
            {
                TokenUsage counted = usage with { Input = usage.Input * 13 / 10, Output = usage.Output * 13 / 10 };
                single += price.Of(counted, batch: false);
                bulk += price.Of(counted, batch: true);
            }

            Console.WriteLine($"  {model}: ${single}, in bulk ${bulk}");
        }
    }

    private static long Tokens(ModelRequest request) => (Encoding.UTF8.GetByteCount(request.System)
        + Encoding.UTF8.GetByteCount(request.Schema) + Encoding.UTF8.GetByteCount(request.User) + BytesPerToken - 1) / BytesPerToken;
}
