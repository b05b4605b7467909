using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Dutchbook.Dashboard;

/// <summary>Writes answers, in words for a person's browser and as JSON for programs.</summary>
internal static class Replies
{
    public static async Task DocumentAsync(HttpContext context, ApiAnswer answer)
    {
        if (answer.FileName is { } name)
        {
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        }

        await WriteAsync(context, answer.MediaType, answer.Body);
    }

    /// <summary>The browser keeps it and asks each time whether it is still the same: a new build is seen at once.</summary>
    public static async Task FileAsync(HttpContext context, PageFile file)
    {
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.ETag = file.Tag;
        if (context.Request.Headers.IfNoneMatch.ToString() == file.Tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        await WriteAsync(context, file.MediaType, file.Body);
    }

    public static async Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        context.Response.StatusCode = refusal.Status;
        if (context.Request.Path.StartsWithSegments(Routes.Root, StringComparison.Ordinal))
        {
            ApiAnswer error = ApiAnswer.Json(json => json.WriteString("error", refusal.Reason));
            await WriteAsync(context, error.MediaType, error.Body);
            return;
        }

        string text = WebUtility.HtmlEncode(refusal.Reason);
        await WriteAsync(context, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(
            "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Dutchbook</title></head>\n"
            + $"<body><main><h1>Dutchbook</h1><p>{text}</p></main></body>\n</html>\n"));
    }

    /// <summary>What somebody asked for, as it may be repeated to him.</summary>
    public static string Short(string path) =>
        JsonEncodedText.Encode(path.Length > 100 ? path[..100] : path).ToString();

    private static async Task WriteAsync(HttpContext context, string mediaType, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentType = mediaType;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
