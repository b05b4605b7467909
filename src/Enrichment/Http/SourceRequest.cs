using System.Text;

namespace Dutchbook.Enrichment;

/// <summary>What is asked of a source: a GET, or a POST of JSON where there is a body.</summary>
internal sealed record SourceRequest(Uri Address, string? Body = null)
{
    /// <summary>Two requests with one key have one answer.</summary>
    public string Key => Body is null ? Address.AbsoluteUri : $"{Address.AbsoluteUri}\n{Body}";

    /// <summary>The address without its query, in which keys travel.</summary>
    public string Shown => Address.GetLeftPart(UriPartial.Path);

    public HttpRequestMessage Message(string userAgent)
    {
        HttpRequestMessage message = new(Body is null ? HttpMethod.Get : HttpMethod.Post, Address);
        message.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        message.Headers.TryAddWithoutValidation("Accept", "application/json, text/csv, */*");
        if (Body is not null)
        {
            message.Content = new StringContent(Body, Encoding.UTF8, "application/json");
        }

        return message;
    }
}
