using System.Text.Json.Nodes;

namespace Dutchbook.Unit.Mapping.Forms;

/// <summary>Normal forms as a model writes them, everything read from the one sentence of the rules.</summary>
internal static class FormJson
{
    private static readonly string[] Fields =
        ["subject", "observable", "unit", "source", "value", "instant", "time_zone", "revisions", "early_close", "void", "exclusivity"];

    public static JsonObject Of(string rules, string subject, string observable, string kind = "other")
    {
        JsonObject form = new()
        {
            ["quotes"] = new JsonArray(rules),
            ["subject"] = subject,
            ["observable"] = observable,
            ["kind"] = kind,
            ["low_inclusive"] = false,
            ["high_inclusive"] = false,
        };
        string[] texts = ["unit", "source", "low", "high", "deadline", "option", "option_set", "instant", "time_zone", "revisions", "early_close", "void"];
        foreach (string field in texts)
        {
            form[field] = "";
        }

        form["from"] = new JsonObject(Fields.Select(static field =>
            KeyValuePair.Create<string, JsonNode?>(field, field is "subject" or "observable" or "value" or "instant" ? 1 : 0)));
        return form;
    }

    public static JsonObject Above(string rules, string strike, bool inclusive = false) => With(
        Of(rules, "widget index", "closing value", "interval"),
        ("low", strike), ("low_inclusive", inclusive), ("instant", "2026-12-09"));

    public static JsonObject Before(string rules, string last) =>
        With(Of(rules, "orion capsule", "landing on the moon", "deadline"), ("deadline", last));

    public static JsonObject Option(string rules, string option, string set = "winner of the 2026 nebraska senate election") =>
        With(Of(rules, "nebraska senate election", "winner", "option"), ("option", option), ("option_set", set));

    public static JsonObject With(JsonObject form, params (string Name, JsonNode? Value)[] changes)
    {
        foreach ((string name, JsonNode? value) in changes)
        {
            form[name] = value?.DeepClone();
        }

        return form;
    }
}
