using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Dutchbook.Dashboard;

/// <summary>Takes each request past the guard to its route, the stream, the page's files, or an explanation.</summary>
internal sealed class RequestDesk(
    RequestGuard guard, AccessKeys keys, IReadOnlyList<Route> routes, VersionStream stream, CancellationToken ending)
{
    public const string Login = "/login";
    private readonly PageFiles _files = new();

    public async Task HandleAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        ResponseHeaders.Set(context.Response.Headers);
        string path = request.Path.Value ?? "/";
        bool isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        (Route? route, IReadOnlyDictionary<string, string>? names) = Find(path, isRead ? "GET" : request.Method);
        bool isStream = path == Routes.Stream;
        bool isLogin = path == Login && isRead;
        Access access = route?.Access ?? (isStream ? Access.Stream : isLogin ? Access.Open : isRead ? Access.Read : Access.Change);
        if (guard.Check(request, access) is { } refusal)
        {
            await Replies.RefuseAsync(context, refusal);
            return;
        }

        if (isLogin)
        {
            await EnterAsync(context);
        }
        else if (isStream && HttpMethods.IsGet(request.Method))
        {
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, ending);
            if (!await stream.ServeAsync(context.Response, either.Token))
            {
                await Replies.RefuseAsync(context, new Refusal(StatusCodes.Status503ServiceUnavailable, "Too many listen already."));
            }
        }
        else if (route is not null)
        {
            await AnswerAsync(context, route, names!);
        }
        else if (isRead && _files.Find(path) is { } file)
        {
            await Replies.FileAsync(context, file);
        }
        else
        {
            bool isKnown = routes.Any(known => known.Match(path) is not null);
            await Replies.RefuseAsync(context, isKnown || !isRead
                ? new Refusal(StatusCodes.Status405MethodNotAllowed, $"{request.Method} is not for {Replies.Short(path)}.")
                : new Refusal(StatusCodes.Status404NotFound, $"Nothing is at {Replies.Short(path)}."));
        }
    }

    private (Route? Route, IReadOnlyDictionary<string, string>? Names) Find(string path, string method)
    {
        foreach (Route route in routes)
        {
            if (string.Equals(route.Method, method, StringComparison.Ordinal) && route.Match(path) is { } names)
            {
                return (route, names);
            }
        }

        return (null, null);
    }

    private async Task AnswerAsync(HttpContext context, Route route, IReadOnlyDictionary<string, string> names)
    {
        try
        {
            JsonElement body = route.Method == "POST" ? await RequestBody.ReadAsync(context.Request) : default;
            Call call = new(names, context.Request.Query, body, guard.CallerOf(context.Request), context.RequestAborted);
            if (await route.Answer(call) is { } answer)
            {
                await Replies.DocumentAsync(context, answer);
                return;
            }

            await Replies.RefuseAsync(context, new Refusal(StatusCodes.Status404NotFound, "Nothing bears that name; it may be gone."));
        }
        catch (BadRequest problem)
        {
            await Replies.RefuseAsync(context, new Refusal(problem.Status, problem.Message));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone.
        }
    }

    /// <summary>A link is followed once; the session it opens is in a cookie that no script can read.</summary>
    private async Task EnterAsync(HttpContext context)
    {
        if (HttpMethods.IsHead(context.Request.Method) || keys.Enter(context.Request.Query["token"].ToString()) is not { } session)
        {
            await Replies.RefuseAsync(context, new Refusal(StatusCodes.Status401Unauthorized,
                "This link was used already, or is too old. `dutchbook dashboard --web` prints a new one."));
            return;
        }

        context.Response.Cookies.Append(guard.CookieName, session, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Path = "/",
            IsEssential = true,
        });
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = "/";
    }
}
