using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Llm;
using Dutchbook.Storage;
using Microsoft.Extensions.AI;

namespace Dutchbook.Cli;

/// <summary>The models of the configuration, each behind its budget, its ledger and its answers of before.</summary>
internal sealed class ModelAccess : IDisposable
{
    private readonly AnthropicConnection? _claude;
    private readonly List<IChatClient> _clients = [];
    private readonly Configuration _configuration;

    private ModelAccess(Configuration configuration, SqliteDatabase database, string pass, BudgetLimits limits, TimeProvider time)
    {
        (_configuration, Limits, Pass) = (configuration, limits, pass);
        Uri? address = configuration.Llm.BaseUrl is { } text ? new Uri(text) : null;
        if (configuration.Llm.Provider == LlmProvider.Anthropic)
        {
            _claude = new AnthropicConnection(configuration.Anthropic.ApiKey!, address, new RetryOptions(), time);
        }

        Scan = Model(configuration.Anthropic.ScanModel, address, database, pass, time);
        Validate = Model(configuration.Anthropic.ValidateModel, address, database, pass, time);
        if (_claude is not null)
        {
            Bulk = new BatchDesk(
                new AnthropicBatches(_claude), PriceOf(configuration, Scan.Name)!, database.Calls, database.Batches, database.Verdicts,
                new BatchOptions(), time);
        }
    }

    public IModel Scan { get; }

    public IModel Validate { get; }

    public BudgetLimits Limits { get; }

    /// <summary>The pass that pays.</summary>
    public string Pass { get; }

    /// <summary>The door for bulk work at half the price; null where the provider has none.</summary>
    public BatchDesk? Bulk { get; }

    /// <summary>Why no model can be asked, and what to do about it; null when one can.</summary>
    public static string? Missing(Configuration configuration)
    {
        LlmOptions llm = configuration.Llm;
        if (llm.Provider == LlmProvider.Anthropic && configuration.Anthropic.ApiKey is null)
        {
            return "anthropic.api_key is not set";
        }

        if (llm.Provider == LlmProvider.OpenAi && llm.BaseUrl is null)
        {
            return "llm.base_url is not set";
        }

        string[] unpriced = [.. ((string[])[configuration.Anthropic.ScanModel, configuration.Anthropic.ValidateModel])
            .Where(model => PriceOf(configuration, model) is null)];
        return unpriced.Length > 0 ? $"nobody has stated what {string.Join(" and ", unpriced)} costs: set llm.price" : null;
    }

    /// <param name="configuration">The settings; <see cref="Missing"/> found nothing wrong with them.</param>
    /// <param name="database">Where calls and answers are kept.</param>
    /// <param name="passLimit">The most it may spend.</param>
    /// <param name="time">The clock.</param>
    /// <param name="pass">The pass that pays, where earlier calls of its name count too; null for a new one.</param>
    public static ModelAccess Open(
        Configuration configuration, SqliteDatabase database, Money passLimit, TimeProvider time, string? pass = null) => new(
        configuration, database, pass ?? PassName(database, time),
        new BudgetLimits(passLimit, configuration.Llm.BudgetPerDay, configuration.Llm.BudgetPerMonth), time);

    /// <summary>
    /// The price of a model: ours where we know it, else the configuration's; null when nobody states it.
    /// </summary>
    public static ModelPrice? PriceOf(Configuration configuration, string model) =>
        (configuration.Llm.Provider == LlmProvider.Anthropic ? PriceList.Find(model) : null) ?? Stated(configuration.Llm.Price);

    /// <summary>Asks the provider whether it has the models; what is wrong, in words, or null.</summary>
    public async Task<string?> Check(CancellationToken cancellation)
    {
        if (_claude is null)
        {
            return null;
        }

        foreach (string model in (string[])[_configuration.Anthropic.ScanModel, _configuration.Anthropic.ValidateModel])
        {
            if (await _claude.Check(model, cancellation) is { } failure)
            {
                return $"{model} cannot be used: {failure}";
            }
        }

        return null;
    }

    /// <summary>How many tokens the scan model's provider counts in a question; null when it does not say. Costs nothing.</summary>
    public async Task<long?> CountAsync(ModelRequest request, CancellationToken cancellation) =>
        _claude is null ? null : await _claude.CountTokens(request, Scan.Name, cancellation);

    public void Dispose()
    {
        _clients.ForEach(static client => client.Dispose());
        _claude?.Dispose();
    }

    /// <summary>"0.5/2" is half a dollar a million tokens in, two out; caching is charged like input.</summary>
    internal static ModelPrice? Stated(string? text)
    {
        string[] parts = text?.Split('/') ?? [];
        return parts.Length == 2 && Money.TryParse(parts[0].Trim(), out Money input) && Money.TryParse(parts[1].Trim(), out Money output)
            && input >= Money.Zero && output >= Money.Zero
            ? new ModelPrice { Input = input, Output = output, CacheWrite = input, CacheRead = input }
            : null;
    }

    private ChatModel Model(string name, Uri? address, SqliteDatabase database, string pass, TimeProvider time)
    {
        IChatClient inner = _claude?.Chat(name) ?? new OpenAiChatClient(
            address!, _configuration.Llm.ApiKey, new RetryHandler(new SocketsHttpHandler(), new RetryOptions(), time));
        BudgetedChatClient client = new(inner, PriceOf(_configuration, name)!, database.Calls, Limits, time);
        _clients.Add(client);
        return new ChatModel(client, name, pass, database.Verdicts, time, _claude is null ? null : AnthropicConnection.CachedPrefix);
    }

    /// <summary>A name that no pass had that has made a call.</summary>
    private static string PassName(SqliteDatabase database, TimeProvider time) => string.Create(CultureInfo.InvariantCulture,
        $"map-{time.GetUtcNow().UtcDateTime:yyyyMMddTHHmmss}-{(database.Calls.Calls(1) is [{ } last, ..] ? last.Id : 0)}");
}
