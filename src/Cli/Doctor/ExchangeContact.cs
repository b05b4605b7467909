namespace Dutchbook.Cli;

/// <summary>What an exchange answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Date">Its clock, to the second, from the Date header.</param>
/// <param name="TradingActive">Whether it trades now; null when it did not say.</param>
internal sealed record ExchangeAnswer(int Status, DateTimeOffset? Date, bool? TradingActive);

/// <summary>Asks an exchange for its status.</summary>
internal interface IExchangeProbe
{
    /// <exception cref="HttpRequestException">It could not be reached; the message says why.</exception>
    Task<ExchangeAnswer> Ask(Uri endpoint, CancellationToken cancellation);
}

/// <summary>One request shared by the checks that need it, with the local time before and after.</summary>
internal sealed class ExchangeContact(IExchangeProbe probe, TimeProvider clock, Uri? endpoint)
{
    private Task<ExchangeReply>? reply;

    /// <summary>Null while the configuration has errors.</summary>
    public Uri? Endpoint => endpoint;

    /// <summary>Only for a contact with an <see cref="Endpoint"/>.</summary>
    public Task<ExchangeReply> Reply(CancellationToken cancellation) => reply ??= Ask(cancellation);

    private async Task<ExchangeReply> Ask(CancellationToken cancellation)
    {
        DateTimeOffset before = clock.GetUtcNow();
        try
        {
            ExchangeAnswer answer = await probe.Ask(endpoint!, cancellation);
            return new ExchangeReply(answer, null, before, clock.GetUtcNow());
        }
        catch (HttpRequestException problem)
        {
            return new ExchangeReply(null, problem.GetBaseException().Message, before, clock.GetUtcNow());
        }
    }
}

/// <summary>An answer, or why there is none.</summary>
internal sealed record ExchangeReply(ExchangeAnswer? Answer, string? Problem, DateTimeOffset Before,
    DateTimeOffset After);
