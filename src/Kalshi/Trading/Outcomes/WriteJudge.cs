using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Dutchbook.Kalshi;

/// <summary>
/// The one place that says what an answer to a write proves. Refusals count only with the venue's own code and only
/// where the status cannot come from a part that does not know; a success counts only if it is about this write.
/// </summary>
internal static class WriteJudge
{
    /// <param name="read">Reads the body of a success: the answer, or a doubt about it.</param>
    public static WriteOutcome<T> Judge<T>(WriteReply reply, Func<WriteReply.Answered, WriteOutcome<T>> read) => reply switch
    {
        WriteReply.NotSent { Why: var why } => Rejected<T>(new Rejection(RejectionKind.NotSent, null, null, why, reply.At)),
        WriteReply.Lost lost => Doubt<T>(lost.Kind, null, null, lost.Message, lost.At),
        WriteReply.Answered { Status: >= 200 and < 300 } answer => read(answer),
        WriteReply.Answered answer => Refusal<T>(answer),
        _ => throw new InvalidOperationException("A write brought neither an answer nor the lack of one."),
    };

    /// <summary>Reads a success as JSON and hands its object on.</summary>
    public static WriteOutcome<T> Read<TWire, T>(
        WriteReply.Answered answer, JsonTypeInfo<TWire> type, Func<TWire, WriteOutcome<T>> next)
        where TWire : class
    {
        if (ErrorBody.ShapeOf(answer.Body.Span) is { } shape)
        {
            return Unreadable<T>(answer, shape);
        }

        TWire? wire;
        try
        {
            wire = JsonSerializer.Deserialize(answer.Body.Span, type);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Unreadable<T>(answer, "JSON that is cut off, damaged or of another shape");
        }

        return wire is null ? Unreadable<T>(answer, "null") : Guard(answer, () => next(wire));
    }

    /// <summary>A field that cannot be read makes the answer unreadable.</summary>
    public static WriteOutcome<T> Guard<T>(WriteReply.Answered answer, Func<WriteOutcome<T>> read)
    {
        try
        {
            return read();
        }
        catch (UnreadableFieldException e)
        {
            return Unreadable<T>(answer, e.Message);
        }
    }

    /// <summary>A success whose body says nothing that matters; it still must not be a page of somebody else.</summary>
    public static WriteOutcome<T> Done<T>(WriteReply.Answered answer, T receipt) =>
        ErrorBody.ShapeOf(answer.Body.Span) is null or ErrorBody.Nothing
            ? new WriteOutcome<T>.Accepted(receipt)
            : Unreadable<T>(answer, ErrorBody.ShapeOf(answer.Body.Span)!);

    public static WriteOutcome<T> Doubt<T>(DoubtKind kind, WriteReply.Answered answer, string message) =>
        Doubt<T>(kind, answer.Status, null, message, answer.At);

    /// <summary>
    /// What an error object inside a batch's answer proves: it comes from the part that acts, and so counts if it has a
    /// code.
    /// </summary>
    public static WriteOutcome<T> ItemError<T>(WriteReply.Answered answer, ErrorWire error)
    {
        string? code = Clean(error.Code);
        string message = Words(code, Clean(error.Message), Clean(error.Details));
        return code switch
        {
            null => Doubt<T>(DoubtKind.BareRefusal, answer.Status, null, message, answer.At),
            _ when WriteCodes.IsIdUsed(code) => Doubt<T>(DoubtKind.IdUsed, answer.Status, code, message, answer.At),
            _ when WriteCodes.IsUncertain(code) => Doubt<T>(DoubtKind.Unavailable, answer.Status, code, message, answer.At),
            _ => Rejected<T>(new Rejection(
                WriteCodes.KindOf(code) ?? RejectionKind.Invalid, answer.Status, code, message, answer.At)),
        };
    }

    private static WriteOutcome<T> Refusal<T>(WriteReply.Answered answer)
    {
        ErrorBody said = ErrorBody.Read(answer.Body);
        string? code = Clean(Hide(said.Code, answer.Secrets));
        string text = said.Shape
            ?? Words(code, Clean(Hide(said.Message, answer.Secrets)), Clean(Hide(said.Details, answer.Secrets)));
        string message = $"{KalshiException.Clean(answer.Path)} answered {answer.Status}: {text}";
        DoubtKind? doubt = answer.Status switch
        {
            429 => DoubtKind.RateLimited,
            408 or >= 500 => DoubtKind.Unavailable,
            >= 300 and < 400 => DoubtKind.Redirected,
            not (400 or 401 or 403 or 404 or 409) => DoubtKind.BareRefusal,
            _ when code is null => DoubtKind.BareRefusal,
            _ when WriteCodes.IsIdUsed(code) => DoubtKind.IdUsed,
            _ when WriteCodes.IsUncertain(code) => DoubtKind.Unavailable,
            409 when WriteCodes.KindOf(code) is null => DoubtKind.StrangeConflict,
            _ => null,
        };
        return doubt is { } kind
            ? Doubt<T>(kind, answer.Status, code, message, answer.At)
            : Rejected<T>(new Rejection(KindOf(answer.Status, code!), answer.Status, code, message, answer.At));
    }

    private static RejectionKind KindOf(int status, string code) => status switch
    {
        401 => RejectionKind.Unauthorized,
        403 => RejectionKind.Forbidden,
        404 => WriteCodes.KindOf(code) ?? RejectionKind.NotFound,
        _ => WriteCodes.KindOf(code) ?? RejectionKind.Invalid,
    };

    private static WriteOutcome<T> Unreadable<T>(WriteReply.Answered answer, string what) => Doubt<T>(
        DoubtKind.UnreadableAnswer, answer.Status, null,
        $"{KalshiException.Clean(answer.Path)} answered {answer.Status} with {KalshiException.Clean(what)}", answer.At);

    private static WriteOutcome<T> Doubt<T>(DoubtKind kind, int? status, string? code, string message, DateTimeOffset at) =>
        new WriteOutcome<T>.Unknown(new WriteDoubt(kind, status, code, message, at));

    private static WriteOutcome<T> Rejected<T>(Rejection evidence) => new WriteOutcome<T>.Rejected(evidence);

    private static string Words(params string?[] parts) => string.Join(", ", parts.OfType<string>());

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : KalshiException.Clean(text);

    private static string? Hide(string? text, IReadOnlyCollection<string> secrets) => text is null ? null
        : secrets.Aggregate(text, static (shown, secret) =>
            secret.Length == 0 ? shown : shown.Replace(secret, "[hidden]", StringComparison.Ordinal));
}
