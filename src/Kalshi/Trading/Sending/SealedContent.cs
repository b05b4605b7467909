using System.Net;

namespace Dutchbook.Kalshi;

/// <summary>
/// Hands a sealed body to the socket after asking whether it may still leave and comparing its hash once more: the
/// connection stands by then, and the head of the request alone is none. It is there for bodies of no bytes too: a
/// request without content may be sent again by the HTTP stack on another connection, one with content never is.
/// </summary>
internal sealed class SealedContent : HttpContent
{
    private readonly SealedBody _body;
    private readonly Func<string?>? _whyNot;

    public SealedContent(WriteRequest write)
    {
        (_body, _whyNot) = (write.Body, write.WhyNot);
        if (!_body.Bytes.IsEmpty)
        {
            Headers.ContentType = new("application/json");
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (_whyNot?.Invoke() is { } reason)
        {
            throw new HeldBackException(reason);
        }

        _body.Check();
        await stream.WriteAsync(_body.Bytes, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Bytes.Length;
        return true;
    }
}
