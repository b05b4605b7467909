using System.Net;
using System.Text.Json;

namespace Dutchbook.Kalshi;

public enum KalshiErrorKind
{
    Key, RateLimited, Unauthorized, Forbidden, NotFound, BadRequest, Unavailable, Network, Timeout, TooLarge, WrongShape,
}

/// <summary>A failed read. The message is safe to print; the path carries no query.</summary>
public sealed class KalshiException(KalshiErrorKind kind, string message) : Exception(message)
{
    private const int LongestText = 300;

    public KalshiErrorKind Kind { get; } = kind;

    public int? Status { get; private init; }

    public string? Code { get; private init; }

    public string? Path { get; private init; }

    /// <summary>Whether the same request may succeed later; what the venue refuses for a reason stays refused.</summary>
    internal bool MayPass => Kind is KalshiErrorKind.RateLimited or KalshiErrorKind.Unavailable
        or KalshiErrorKind.Network or KalshiErrorKind.Timeout;

    internal static KalshiException FromAnswer(HttpStatusCode status, string path, ReadOnlyMemory<byte> body)
    {
        KalshiErrorKind kind = status switch
        {
            HttpStatusCode.TooManyRequests => KalshiErrorKind.RateLimited,
            HttpStatusCode.Unauthorized => KalshiErrorKind.Unauthorized,
            HttpStatusCode.Forbidden => KalshiErrorKind.Forbidden,
            HttpStatusCode.NotFound => KalshiErrorKind.NotFound,
            HttpStatusCode.RequestTimeout => KalshiErrorKind.Timeout,
            >= HttpStatusCode.InternalServerError => KalshiErrorKind.Unavailable,
            >= HttpStatusCode.BadRequest => KalshiErrorKind.BadRequest,
            _ => KalshiErrorKind.WrongShape,
        };
        (string? code, string? said) = ReadBody(body);
        string next = kind switch
        {
            KalshiErrorKind.Unauthorized => " Check the key id, the key file, the environment and the clock.",
            KalshiErrorKind.RateLimited or KalshiErrorKind.Unavailable => " Try again later.",
            _ => "",
        };
        string text = Clean($"{path} answered {(int)status}: {said ?? "no readable error"}.") + next;
        return new KalshiException(kind, text) { Status = (int)status, Code = code is null ? null : Clean(code), Path = path };
    }

    /// <summary>External text without control or formatting characters, at most 300 characters.</summary>
    internal static string Clean(string text)
    {
        IEnumerable<char> kept = text.Where(c =>
            !char.IsControl(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format);
        return string.Concat(kept.Take(LongestText));
    }

    // The venue uses {code,message}, {"error":{code,message}} and {"error":"text"}; a proxy answers with HTML.
    private static (string? Code, string? Message) ReadBody(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(body);
            JsonElement at = json.RootElement;
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty("error", out JsonElement inner))
            {
                at = inner;
            }

            return at.ValueKind switch
            {
                JsonValueKind.String => (null, at.GetString()),
                JsonValueKind.Object => (Text(at, "code"), Text(at, "message")),
                _ => (null, null),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, null);
        }
    }

    private static string? Text(JsonElement at, string name) =>
        at.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
