using System.Net;
using System.Text;

namespace Dutchbook.Enrichment;

/// <summary>One request and what came of it: a body, or a failure with the wait the source asked for.</summary>
internal sealed record CallResult(ReadOnlyMemory<byte>? Body, SourceFailure? Failure, TimeSpan? RetryAfter);

/// <summary>Sends one request and names what is wrong with the answer.</summary>
internal sealed class SourceCall(string source, HttpClient http, SourceManners manners)
{
    private const int MessageShown = 120;

    public async Task<CallResult> SendAsync(SourceRequest request, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            using HttpRequestMessage message = request.Message(manners.UserAgent);
            using HttpResponseMessage response = await http.SendAsync(
                message, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (await ReadAsync(response, cancellation) is not { } body)
            {
                return Failed(FailureKind.TooLarge, $"{request.Shown} sends more than {manners.MostBytes} bytes");
            }

            bool isPage = IsPage(body.Span);
            if (response.IsSuccessStatusCode)
            {
                return isPage || body.IsEmpty
                    ? Failed(FailureKind.NotData, $"{request.Shown} sends {(isPage ? "a web page" : "nothing")} where data should be")
                    : new CallResult(body, null, null);
            }

            string said = isPage ? "a web page" : Shown(body.Span);
            return Failed(KindOf(response.StatusCode), $"{request.Shown} answers {(int)response.StatusCode}: {said}") with
            {
                RetryAfter = Patience(response, now),
            };
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            return Failed(FailureKind.Unreachable, $"{request.Address.Host}: {problem.Message}");
        }
    }

    private CallResult Failed(FailureKind kind, string detail) => new(null, new SourceFailure(source, kind, detail), null);

    private async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using Stream stream = await response.Content.ReadAsStreamAsync(cancellation);
        using MemoryStream body = new();
        byte[] part = new byte[32 * 1024];
        while (await stream.ReadAsync(part, cancellation) is int read and > 0)
        {
            if (body.Length + read > manners.MostBytes)
            {
                return null;
            }

            body.Write(part, 0, read);
        }

        return body.ToArray();
    }

    private static FailureKind KindOf(HttpStatusCode status) => (int)status switch
    {
        401 or 403 => FailureKind.Refused,
        404 or 410 => FailureKind.NotFound,
        429 => FailureKind.RateLimited,
        408 or >= 500 => FailureKind.ServerFault,
        _ => FailureKind.Malformed,
    };

    private static TimeSpan? Patience(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } when date > now => date - now,
        _ => null,
    };

    private static bool IsPage(ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> text = body.TrimStart(" \t\r\n\ufeff"u8);
        return !text.IsEmpty && text[0] == (byte)'<';
    }

    /// <summary>The beginning of an error message on one line: it comes from outside and is shown to people.</summary>
    private static string Shown(ReadOnlySpan<byte> body)
    {
        string text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, MessageShown)]);
        return string.Concat(text.Select(static letter => char.IsControl(letter) ? ' ' : letter)).Trim();
    }
}
