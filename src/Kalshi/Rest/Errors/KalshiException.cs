using System.Globalization;
using System.Net;

namespace Dutchbook.Kalshi;

/// <summary>A failed read. The message is safe to print: no secrets, no control characters, no query.</summary>
public sealed class KalshiException(KalshiErrorKind kind, string message) : Exception(message)
{
    private const int LongestText = 300;

    public KalshiErrorKind Kind { get; } = kind;

    /// <summary>The HTTP status; null where the venue did not answer.</summary>
    public int? Status { get; private init; }

    /// <summary>The venue's word for the failure, if it gave one.</summary>
    public string? Code { get; private init; }

    /// <summary>The venue's further explanation, if it gave one.</summary>
    public string? Details { get; private init; }

    public string? Path { get; private init; }

    /// <summary>Whether the same request may succeed later; what the venue refuses for a reason stays refused.</summary>
    internal bool MayPass => Kind is KalshiErrorKind.RateLimited or KalshiErrorKind.Unavailable
        or KalshiErrorKind.Network or KalshiErrorKind.Timeout;

    /// <param name="secrets">Texts that must not be shown, should the answer repeat them.</param>
    internal static KalshiException FromAnswer(
        HttpStatusCode status, string path, ReadOnlyMemory<byte> body, params IReadOnlyCollection<string> secrets)
    {
        KalshiErrorKind kind = KindOf(status);
        ErrorBody said = ErrorBody.Read(body);
        string? code = Show(said.Code);
        string? details = Show(said.Details);
        string? message = Show(said.Message);
        string?[] parts = [message, code is null || code == message ? null : $"code {code}", details];
        string text = said.Shape ?? string.Join(", ", parts.OfType<string>());
        return new KalshiException(kind, $"{Clean(path)} answered {(int)status}: {text}.{Mend(kind)}")
        {
            Status = (int)status,
            Code = code,
            Details = details,
            Path = path,
        };

        string? Show(string? value) => value is null ? null : Clean(secrets.Aggregate(value, static (shown, secret) =>
            secret.Length == 0 ? shown : shown.Replace(secret, "[hidden]", StringComparison.Ordinal)));
    }

    internal static KalshiException NotJson(string path, string what) =>
        new(KalshiErrorKind.NotJson, Clean($"{path} answered {what}") + ": is the base URL right, or does a proxy answer in its place?")
        {
            Path = path,
        };

    internal static KalshiException WrongShape(string path, string what) =>
        new(KalshiErrorKind.WrongShape, Clean($"{path} {what}") + ": the venue's format has changed, or something else answered.")
        {
            Path = path,
        };

    /// <summary>External text without control or formatting characters, at most 300 characters.</summary>
    internal static string Clean(string text) => string.Concat(text.Where(IsPlain).Take(LongestText));

    private static bool IsPlain(char c) => !char.IsControl(c)
        && char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static KalshiErrorKind KindOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.TooManyRequests => KalshiErrorKind.RateLimited,
        HttpStatusCode.Unauthorized => KalshiErrorKind.Unauthorized,
        HttpStatusCode.Forbidden => KalshiErrorKind.Forbidden,
        HttpStatusCode.NotFound => KalshiErrorKind.NotFound,
        HttpStatusCode.RequestTimeout => KalshiErrorKind.Timeout,
        >= HttpStatusCode.InternalServerError => KalshiErrorKind.Unavailable,
        >= HttpStatusCode.BadRequest => KalshiErrorKind.BadRequest,
        >= HttpStatusCode.MultipleChoices => KalshiErrorKind.Redirected,
        _ => KalshiErrorKind.WrongShape,
    };

    private static string Mend(KalshiErrorKind kind) => kind switch
    {
        KalshiErrorKind.Unauthorized => " Check the key id, the key file, the environment and the clock.",
        KalshiErrorKind.Forbidden => " Check the scopes of the key.",
        KalshiErrorKind.Redirected => " Check the base URL.",
        KalshiErrorKind.RateLimited or KalshiErrorKind.Unavailable => " Try again later.",
        _ => "",
    };
}
