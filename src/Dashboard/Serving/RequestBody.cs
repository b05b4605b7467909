using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Dutchbook.Dashboard;

/// <summary>A request that cannot be understood.</summary>
internal sealed class BadRequest(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}

/// <summary>Reads the JSON object of a request; none is as good as an empty one.</summary>
internal static class RequestBody
{
    public const int Longest = 64 << 10;

    /// <exception cref="BadRequest">It is no JSON object.</exception>
    public static async Task<JsonElement> ReadAsync(HttpRequest request)
    {
        using MemoryStream copy = new();
        try
        {
            await request.Body.CopyToAsync(copy, request.HttpContext.RequestAborted);
        }
        catch (BadHttpRequestException problem)
        {
            throw new BadRequest(problem.StatusCode, "The body cannot be read.");
        }

        if (copy.Length == 0)
        {
            return default;
        }

        if (!request.HasJsonContentType())
        {
            throw new BadRequest(StatusCodes.Status415UnsupportedMediaType, "The body must be application/json.");
        }

        try
        {
            JsonElement body = JsonElement.Parse(copy.GetBuffer().AsSpan(0, (int)copy.Length));
            return body.ValueKind == JsonValueKind.Object
                ? body
                : throw new BadRequest(StatusCodes.Status400BadRequest, "The body must be a JSON object.");
        }
        catch (JsonException)
        {
            throw new BadRequest(StatusCodes.Status400BadRequest, "The body is no JSON.");
        }
    }
}
