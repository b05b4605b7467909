using Anthropic;
using Dutchbook.Domain;
using Microsoft.Extensions.AI;
using AM = Anthropic.Models.Messages;

namespace Dutchbook.Llm;

/// <summary>
/// Claude through the official client. Its own retries are off, because ours know which errors are worth one, and the
/// HTTP client has no deadline of its own, because long answers take minutes.
/// </summary>
public sealed class AnthropicConnection : IDisposable
{
    private readonly HttpClient _http;

    public AnthropicConnection(string apiKey, Uri? address, RetryOptions retry, TimeProvider time)
        : this(apiKey, address, new SocketsHttpHandler(), retry, time)
    {
    }

    internal AnthropicConnection(string apiKey, Uri? address, HttpMessageHandler transport, RetryOptions retry, TimeProvider time)
    {
        _http = new HttpClient(new RetryHandler(transport, retry, time)) { Timeout = Timeout.InfiniteTimeSpan };
        Client = address is null
            ? new AnthropicClient { ApiKey = apiKey, HttpClient = _http, MaxRetries = 0, Timeout = TimeSpan.FromMinutes(10) }
            : new AnthropicClient
            {
                ApiKey = apiKey,
                HttpClient = _http,
                MaxRetries = 0,
                Timeout = TimeSpan.FromMinutes(10),
                BaseUrl = address.ToString().TrimEnd('/'),
            };
    }

    internal AnthropicClient Client { get; }

    /// <summary>
    /// A chat client for one model. What it sends is model, max_tokens, system, messages and output_config, and nothing
    /// else.
    /// </summary>
    public IChatClient Chat(string model) => Client.AsIChatClient(model);

    /// <summary>Marks the fixed prefix of a prompt, to be cached for an hour.</summary>
    public static TextContent CachedPrefix(TextContent text) => text.WithCacheControl(AM.Ttl.Ttl1h);

    /// <summary>Why a model cannot be used; null when it can. Asks the provider, which costs nothing.</summary>
    public async Task<ModelFailure?> Check(string model, CancellationToken cancellation)
    {
        try
        {
            await Client.Models.Retrieve(model, cancellationToken: cancellation);
            return null;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return ModelFailure.Of(error);
        }
    }

    /// <summary>
    /// How many tokens the provider counts in a question; null when it does not say. Costs nothing; an estimate.
    /// </summary>
    public async Task<long?> CountTokens(ModelRequest request, string model, CancellationToken cancellation)
    {
        try
        {
            AM.MessageTokensCount count = await Client.Messages.CountTokens(
                new AM.MessageCountTokensParams
                {
                    Model = model,
                    System = new List<AM.TextBlockParam> { new() { Text = request.System } },
                    OutputConfig = AnswerFormat.Of(request),
                    Messages = [new AM.UserMessageParam(request.User)],
                },
                cancellation);
            return count.InputTokens;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        Client.Dispose();
        _http.Dispose();
    }
}
