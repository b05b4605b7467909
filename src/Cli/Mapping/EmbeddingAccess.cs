using Dutchbook.Domain;
using Dutchbook.Llm;
using Dutchbook.Mapping;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>The server of vectors that the configuration names, behind its budget and the vectors of before.</summary>
internal sealed class EmbeddingAccess : IDisposable
{
    /// <summary>Dollars a million tokens (docs.voyageai.com and platform.openai.com, "Pricing").</summary>
    private static readonly Dictionary<string, Money> Prices = new(StringComparer.Ordinal)
    {
        ["text-embedding-3-small"] = Money.FromMicros(20_000),
        ["text-embedding-3-large"] = Money.FromMicros(130_000),
        ["voyage-4-lite"] = Money.FromMicros(20_000),
        ["voyage-4"] = Money.FromMicros(60_000),
        ["voyage-4-large"] = Money.FromMicros(120_000),
    };

    private readonly HttpEmbeddingGenerator _generator;
    private readonly EmbeddingDesk _desk;
    private readonly Configuration _configuration;

    private EmbeddingAccess(Configuration configuration, SqliteDatabase database, TimeProvider time)
    {
        EmbeddingsOptions options = configuration.Embeddings;
        _configuration = configuration;
        EmbeddingDialect dialect = options.Provider switch
        {
            EmbeddingProvider.OpenAi => EmbeddingDialect.OpenAi,
            EmbeddingProvider.Voyage => EmbeddingDialect.Voyage,
            EmbeddingProvider.Ollama => EmbeddingDialect.Ollama,
            EmbeddingProvider.None => throw new InvalidOperationException("no vectors are wanted"),
        };
        _generator = new HttpEmbeddingGenerator(
            dialect, new Uri(options.BaseUrl ?? Address(options.Provider)), options.ApiKey, options.Model!,
            new RetryHandler(new SocketsHttpHandler(), new RetryOptions(), time));
        _desk = new EmbeddingDesk(
            _generator,
            new EmbeddingSettings
            {
                Dialect = dialect,
                Model = options.Model!,
                Dimensions = options.Dimensions == 0 ? null : options.Dimensions,
                PricePerMillion = PriceOf(options),
            },
            database.Embeddings, database.Calls, time);
    }

    /// <summary>Why none can be had; null where they can, or are not wanted.</summary>
    public static string? Missing(EmbeddingsOptions options) => options.Provider == EmbeddingProvider.None ? null
        : options.Model is null ? "embeddings.model is not set"
        : PriceOf(options) is null ? $"nobody has stated what {options.Model} costs: set embeddings.price"
        : null;

    /// <summary>Null where none are wanted or none can be had.</summary>
    public static EmbeddingAccess? Open(Configuration configuration, SqliteDatabase database, TimeProvider time) =>
        configuration.Embeddings.Provider == EmbeddingProvider.None || Missing(configuration.Embeddings) is not null
            ? null
            : new EmbeddingAccess(configuration, database, time);

    /// <summary>The most that the vectors of a snapshot cost that are not known.</summary>
    public Money AtMost(VenueSnapshot snapshot) => _desk.AtMost(snapshot.Events.Select(EventText.Of).OfType<string>());

    /// <param name="snapshot">Whose events.</param>
    /// <param name="pass">The pass that pays.</param>
    /// <param name="limit">The most that may be spent, within the budget of the configuration; null where only what is known is wanted.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<EventVectors> ReadAsync(VenueSnapshot snapshot, string pass, Money? limit, CancellationToken cancellation)
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach (Event owner in snapshot.Events)
        {
            if (EventText.Of(owner) is { } text)
            {
                texts.TryAdd(owner.Ticker, text);
            }
        }

        BudgetLimits? limits = limit is not { } most ? null : new BudgetLimits(
            most < _configuration.Embeddings.Budget ? most : _configuration.Embeddings.Budget,
            _configuration.Llm.BudgetPerDay, _configuration.Llm.BudgetPerMonth);
        EmbeddingReport report = await _desk.GetAsync([.. texts.Values], pass, limits, cancellation);
        Dictionary<string, float[]> vectors = new(StringComparer.Ordinal);
        foreach ((string ticker, string text) in texts)
        {
            if (report.Vectors.TryGetValue(text, out float[]? vector))
            {
                vectors[ticker] = vector;
            }
        }

        return new EventVectors(vectors, report.Missing == 0 ? null
            : $"{report.Missing:N0} texts have no vector{(report.Problem is { } problem ? $" ({problem})" : "")}");
    }

    public void Dispose() => _generator.Dispose();

    internal static Money? PriceOf(EmbeddingsOptions options) =>
        options.Price is { } text ? Money.TryParse(text, out Money stated) && stated >= Money.Zero ? stated : null
        : options.Provider == EmbeddingProvider.Ollama ? Money.Zero
        : options.Model is { } model && Prices.TryGetValue(model, out Money price) ? price
        : null;

    private static string Address(EmbeddingProvider provider) => provider switch
    {
        EmbeddingProvider.Voyage => "https://api.voyageai.com/v1",
        EmbeddingProvider.Ollama => "http://127.0.0.1:11434",
        EmbeddingProvider.OpenAi or EmbeddingProvider.None => "https://api.openai.com/v1",
    };
}

/// <summary>The vectors of events, and why some have none.</summary>
internal sealed record EventVectors(IReadOnlyDictionary<string, float[]> Vectors, string? Problem);
