using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dutchbook.Domain;
using Microsoft.Extensions.AI;

namespace Dutchbook.Llm;

/// <summary>
/// Gets the vectors of texts: those of before from the store, the others from a server, in portions, each only when the most it can
/// cost fits into the limits. What cannot be had is left out and told; nobody waits for it.
/// </summary>
public sealed class EmbeddingDesk(
    IEmbeddingGenerator<string, Embedding<float>> generator, EmbeddingSettings settings, IEmbeddingStore store, ICallLedger ledger,
    TimeProvider time)
{
    /// <summary>Portions that fail one after the other: the rest would too.</summary>
    private const int MostFailures = 2;

    /// <param name="texts">None empty; each is asked about once.</param>
    /// <param name="pass">The pass that pays.</param>
    /// <param name="limits">What it may cost; null where only what is known is wanted.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<EmbeddingReport> GetAsync(
        IReadOnlyCollection<string> texts, string pass, BudgetLimits? limits, CancellationToken cancellation)
    {
        Dictionary<string, float[]> vectors = new(StringComparer.Ordinal);
        List<string> missing = [];
        foreach (string text in texts.Distinct(StringComparer.Ordinal))
        {
            if (store.Find(KeyOf(text)) is { } known)
            {
                vectors[text] = known;
            }
            else
            {
                missing.Add(text);
            }
        }

        string? problem = null;
        int failures = 0;
        foreach (string[] portion in limits is null ? [] : missing.Chunk(settings.PerRequest))
        {
            (problem, bool isOver) = await AskAsync(portion, pass, limits!, vectors, cancellation);
            failures = problem is null ? 0 : failures + 1;
            if (isOver || failures == MostFailures)
            {
                break;
            }
        }

        return new EmbeddingReport(vectors, missing.Count(text => !vectors.ContainsKey(text)), problem);
    }

    /// <summary>The most that those of the texts cost that are not known.</summary>
    public Money AtMost(IEnumerable<string> texts) => settings.PricePerMillion is null ? Money.Zero : texts
        .Distinct(StringComparer.Ordinal).Where(text => store.Find(KeyOf(text)) is null).Chunk(settings.PerRequest)
        .Aggregate(Money.Zero, (sum, portion) => sum + CostOf(Bytes(portion)));

    private async Task<(string? Problem, bool IsOver)> AskAsync(
        string[] portion, string pass, BudgetLimits limits, Dictionary<string, float[]> vectors, CancellationToken cancellation)
    {
        PlannedCall plan = new CallLabel(pass, "embed", "embed-1", KeyOf(string.Join('\n', portion))) { Model = settings.Model }
            .Plan(time.GetUtcNow(), CostOf(Bytes(portion)));
        Promises promises = ledger.Promise([plan], limits);
        if (promises.Reached is { } limit)
        {
            return (limit, true);
        }

        long started = time.GetTimestamp();
        try
        {
            GeneratedEmbeddings<Embedding<float>> answer = await generator.GenerateAsync(
                portion, new EmbeddingGenerationOptions { Dimensions = settings.Dimensions }, cancellation);
            for (int i = 0; i < portion.Length; i++)
            {
                // Kept first: a crash between the two leaves a vector whose promise stands, never a payment without its vector.
                float[] vector = answer[i].Vector.ToArray();
                store.Keep(KeyOf(portion[i]), settings.Model, vector, time.GetUtcNow());
                vectors[portion[i]] = vector;
            }

            long? tokens = answer.Usage?.InputTokenCount;
            ledger.Settle(promises.Ids[0], new CallEnd
            {
                Outcome = CallOutcome.Answered,
                Cost = tokens is { } counted ? CostOf(counted) : null,
                Usage = new TokenUsage(tokens ?? 0, 0, 0, 0),
                Latency = time.GetElapsedTime(started),
            });
            return (null, false);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or ModelStatusException or System.Text.Json.JsonException
            or OperationCanceledException)
        {
            ModelFailure failure = ModelFailure.Of(error);
            ledger.Settle(promises.Ids[0], new CallEnd
            {
                Outcome = failure.MayBeBilled ? CallOutcome.Unknown : CallOutcome.Failed,
                Cost = failure.MayBeBilled ? null : Money.Zero,
                Latency = time.GetElapsedTime(started),
                Detail = failure.ToString(),
            });
            cancellation.ThrowIfCancellationRequested();
            return (failure.ToString(), failure.EndsThePass);
        }
    }

    private string KeyOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{settings.Dialect}\n{settings.Model}\n{settings.Dimensions}\n{text}"))).AsSpan(0, 16));

    /// <summary>No text has more tokens than bytes, and each one some that the server adds.</summary>
    private static long Bytes(string[] portion) => portion.Sum(static text => Encoding.UTF8.GetByteCount(text) + 16L);

    private Money CostOf(long tokens) => Money.FromMicros(checked((long)(
        (((Int128)tokens * (settings.PricePerMillion ?? throw new InvalidOperationException("a model without a price is not called")).Micros)
            + 999_999) / 1_000_000)));
}

/// <summary>Which vectors are asked for.</summary>
public sealed record EmbeddingSettings
{
    public required EmbeddingDialect Dialect { get; init; }

    public required string Model { get; init; }

    /// <summary>Null for as many numbers as the model gives by itself.</summary>
    public int? Dimensions { get; init; }

    /// <summary>What a million tokens cost; null where nobody has stated it, and then nothing is asked.</summary>
    public required Money? PricePerMillion { get; init; }

    /// <summary>Below what every provider takes: 1,000 texts and 300,000 tokens.</summary>
    public int PerRequest { get; init; } = 100;
}

/// <summary>What came of asking for vectors.</summary>
/// <param name="Vectors">By text, each of length one.</param>
/// <param name="Missing">Texts without one.</param>
/// <param name="Problem">Why the last of them has none; null where none is missing for a reason.</param>
public sealed record EmbeddingReport(IReadOnlyDictionary<string, float[]> Vectors, int Missing, string? Problem);
