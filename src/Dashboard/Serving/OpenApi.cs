using System.Text.Json;

namespace Dutchbook.Dashboard;

/// <summary>The table of routes in the form that tools read.</summary>
internal static class OpenApi
{
    public static ApiAnswer Describe(IReadOnlyList<Route> routes)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("openapi", "3.1.0");
            json.WriteStartObject("info");
            json.WriteString("title", "Dutchbook");
            json.WriteString("version", "1");
            json.WriteString("description", "A running instance. Shapes are described in docs/json.md and docs/dashboard.md; "
                + "money, prices and quantities are exact decimal strings, times RFC 3339 in UTC.");
            json.WriteEndObject();
            json.WriteStartObject("paths");
            foreach (IGrouping<string, Route> path in routes.GroupBy(static route => route.Path, StringComparer.Ordinal))
            {
                json.WriteStartObject(path.Key);
                foreach (Route route in path)
                {
                    WriteOperation(json, route);
                }

                json.WriteEndObject();
            }

            WriteStream(json);
            json.WriteEndObject();
            WriteSecurity(json);
            json.WriteEndObject();
        }

        return new ApiAnswer(stream.ToArray());
    }

    private static void WriteOperation(Utf8JsonWriter json, Route route)
    {
        json.WriteStartObject(route.Method.ToLowerInvariant());
        json.WriteString("summary", route.Summary);
        json.WriteStartArray("parameters");
        foreach (string name in route.Names)
        {
            WriteParameter(json, "path", name, "", isRequired: true);
        }

        foreach ((string name, string meaning) in route.Query)
        {
            WriteParameter(json, "query", name, meaning, isRequired: false);
        }

        if (route.Access is Access.Change or Access.Instance)
        {
            WriteParameter(json, "header", RequestGuard.ChangeHeader, "always 1", isRequired: true);
        }

        json.WriteEndArray();
        if (route.Fields.Count > 0)
        {
            WriteBody(json, route);
        }

        WriteResponses(json, route.MediaType, route.Schema);
        if (route.Access == Access.Open)
        {
            json.WriteStartArray("security");
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteParameter(Utf8JsonWriter json, string place, string name, string meaning, bool isRequired)
    {
        json.WriteStartObject();
        json.WriteString("in", place);
        json.WriteString("name", name);
        json.WriteBoolean("required", isRequired);
        json.WriteString("description", meaning);
        json.WriteStartObject("schema");
        json.WriteString("type", "string");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteBody(Utf8JsonWriter json, Route route)
    {
        json.WriteStartObject("requestBody");
        json.WriteStartObject("content");
        json.WriteStartObject("application/json");
        json.WriteStartObject("schema");
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach ((string name, string meaning) in route.Fields)
        {
            json.WriteStartObject(name);
            json.WriteString("type", meaning.StartsWith("true:", StringComparison.Ordinal) ? "boolean" : "string");
            json.WriteString("description", meaning);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResponses(Utf8JsonWriter json, string mediaType, string? schema)
    {
        json.WriteStartObject("responses");
        WriteResponse(json, "200", "As docs/dashboard.md says; an action that is not done has `refusal`.", mediaType, schema);
        WriteResponse(json, "default", "What was asked for is not there, or not allowed.", "application/json", "Error");
        json.WriteEndObject();
    }

    private static void WriteResponse(Utf8JsonWriter json, string status, string description, string mediaType, string? schema)
    {
        json.WriteStartObject(status);
        json.WriteString("description", description);
        json.WriteStartObject("content");
        json.WriteStartObject(mediaType);
        if (schema is not null)
        {
            json.WriteStartObject("schema");
            json.WriteString("$ref", $"#/components/schemas/{schema}");
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteStream(Utf8JsonWriter json)
    {
        json.WriteStartObject(Routes.Stream);
        json.WriteStartObject("get");
        json.WriteString("summary", "Server-sent events `version`, at most four a second, when anything changed.");
        WriteResponses(json, "text/event-stream", null);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The shapes of answers as they were built into the program.</summary>
    private static JsonElement Schemas()
    {
        using Stream stream = typeof(OpenApi).Assembly.GetManifestResourceStream("schemas.json")!;
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    private static void WriteSecurity(Utf8JsonWriter json)
    {
        json.WriteStartObject("components");
        json.WriteStartObject("securitySchemes");
        json.WriteStartObject("instance");
        json.WriteString("type", "http");
        json.WriteString("scheme", "bearer");
        json.WriteString("description", "The token of instance.json in the home folder.");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WritePropertyName("schemas");
        Schemas().WriteTo(json);
        json.WriteEndObject();
        json.WriteStartArray("security");
        json.WriteStartObject();
        json.WriteStartArray("instance");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
