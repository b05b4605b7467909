using System.Net;
using Anthropic.Exceptions;

namespace Dutchbook.Llm;

/// <summary>Why a call did not give an answer, in the terms of platform.claude.com/docs "Errors".</summary>
public sealed record ModelFailure(FailureKind Kind, string Reason)
{
    private const int ReasonLength = 300;

    /// <summary>An error status is evidence that nothing was billed; a connection that died is not.</summary>
    public bool MayBeBilled => Kind is FailureKind.Network or FailureKind.Malformed;

    /// <summary>No later call of this pass can succeed either.</summary>
    public bool EndsThePass => Kind is FailureKind.Unauthorized or FailureKind.NoCredit or FailureKind.SpendLimit
        or FailureKind.ModelGone or FailureKind.Unreachable;

    /// <summary>Nothing is wrong with the question: another time it may be answered.</summary>
    public bool IsPassing => Kind is FailureKind.RateLimited or FailureKind.Overloaded or FailureKind.ServerError or FailureKind.Network;

    public static ModelFailure Of(Exception error) => error switch
    {
        AnthropicApiException api => FromStatus(api.StatusCode, api.ResponseBody ?? ""),
        AnthropicIOException { InnerException: HttpRequestException http } => OfConnection(http),
        AnthropicIOException io => new ModelFailure(FailureKind.Network, Short(io.InnerException?.Message ?? io.Message)),
        HttpRequestException http => OfConnection(http),
        ModelStatusException status => FromStatus(status.StatusCode, status.Body),
        AnthropicInvalidDataException or AnthropicSseException or System.Text.Json.JsonException =>
            new ModelFailure(FailureKind.Malformed, Short(error.Message)),
        IOException => new ModelFailure(FailureKind.Network, Short(error.Message)),
        OperationCanceledException => new ModelFailure(FailureKind.Network, "the call was cut off"),
        _ => new ModelFailure(FailureKind.Malformed, Short(error.Message)),
    };

    /// <summary>What an error answer means. The spend cap of the organisation is a 429 that no waiting cures.</summary>
    public static ModelFailure FromStatus(HttpStatusCode status, string body)
    {
        ErrorBody read = ErrorBody.Read(body);
        string reason = Short($"{(int)status} {read.Type}: {read.Message}");
        FailureKind kind = (int)status switch
        {
            _ when read.Code == ErrorBody.SpendLimitCode => FailureKind.SpendLimit,
            400 when read.Message.Contains("usage limits", StringComparison.OrdinalIgnoreCase) => FailureKind.SpendLimit,
            401 or 403 => FailureKind.Unauthorized,
            402 => FailureKind.NoCredit,
            404 => FailureKind.ModelGone,
            413 => FailureKind.TooLarge,
            408 or 409 or 429 => FailureKind.RateLimited,
            529 or 503 => FailureKind.Overloaded,
            >= 500 => FailureKind.ServerError,
            _ => FailureKind.BadRequest,
        };
        return new ModelFailure(kind, reason);
    }

    public override string ToString() => $"{Kind}: {Reason}";

    /// <summary>A connection that never came about carried no question; one that broke may have.</summary>
    private static ModelFailure OfConnection(HttpRequestException error) => new(
        error.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
            ? FailureKind.Unreachable
            : FailureKind.Network,
        Short(error.Message));

    private static string Short(string text) => text.Length > ReasonLength ? text[..ReasonLength] : text;
}

/// <summary>The kinds of failure that are handled differently.</summary>
public enum FailureKind
{
    BadRequest,
    Unauthorized,
    NoCredit,

    /// <summary>The organisation's or the user's own limit at the provider.</summary>
    SpendLimit,

    /// <summary>The model is retired or was never there.</summary>
    ModelGone,
    TooLarge,
    RateLimited,
    Overloaded,
    ServerError,

    /// <summary>The connection ended before the answer did.</summary>
    Network,

    /// <summary>There was no connection to begin with: nothing was asked.</summary>
    Unreachable,

    /// <summary>An answer that is none.</summary>
    Malformed,
}

/// <summary>An error answer of a provider that has no client library of its own here.</summary>
public sealed class ModelStatusException(HttpStatusCode status, string body)
    : Exception($"the model answered {(int)status}")
{
    public HttpStatusCode StatusCode { get; } = status;

    public string Body { get; } = body;
}
