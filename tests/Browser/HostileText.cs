using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dutchbook.Browser;

/// <summary>Whoever writes a title or rules writes to strangers' screens: it stays text on every page.</summary>
[Collection(DashboardTests.Name)]
public sealed class HostileText(DashboardFixture dashboard)
{
    private const string Hostile = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>"
        + "<a href=\"javascript:window.hacked=1\">x</a>";

    private static readonly string[] Fields =
        ["title", "subtitle", "rules", "rulesSecondary", "label", "text", "reason", "notTraded", "needs", "name"];

    [Theory]
    [InlineData("now")]
    [InlineData("opportunities")]
    [InlineData("events")]
    [InlineData("event/KXFED-26DEC")]
    [InlineData("relations")]
    [InlineData("matches")]
    [InlineData("trades")]
    [InlineData("health")]
    public async Task Markup_in_what_others_wrote_is_shown_as_it_was_written(string where)
    {
        IPage page = await dashboard.OpenAsync("settings");
        await PoisonAsync(page);
        await page.GotoAsync($"{dashboard.Instance.Address}#/{where}");
        await Expect(page.Locator("main")).ToContainTextAsync("<img src=x");
        await AssertHarmlessAsync(page);
    }

    [Fact]
    public async Task Hostile_rules_are_marked_word_by_word_without_becoming_markup()
    {
        IPage page = await dashboard.OpenAsync("opportunities");
        string hash = (await page.Locator(".rowlink").First.GetAttributeAsync("href"))!;
        await PoisonAsync(page);
        await page.GotoAsync($"{dashboard.Instance.Address}{hash}");
        await Expect(page.Locator(".rule").First).ToContainTextAsync("<script>window.hacked=1</script>");
        await AssertHarmlessAsync(page);
    }

    private static async Task AssertHarmlessAsync(IPage page)
    {
        Assert.Equal(0, await page.Locator("main img, main script, main a[href^='javascript']").CountAsync());
        Assert.True(await page.EvaluateAsync<bool>("() => window.hacked === undefined"));
    }

    private static async Task PoisonAsync(IPage page) => await page.RouteAsync("**/api/v1/**", async route =>
    {
        if (route.Request.Url.EndsWith("/stream", StringComparison.Ordinal))
        {
            await route.ContinueAsync();
            return;
        }

        IAPIResponse answer = await route.FetchAsync();
        JsonNode document = JsonNode.Parse(await answer.TextAsync())!;
        Poison(document);
        await route.FulfillAsync(new() { Response = answer, Body = document.ToJsonString() });
    });

    private static void Poison(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (JsonNode? item in array)
            {
                Poison(item);
            }
        }
        else if (node is JsonObject fields)
        {
            foreach ((string name, JsonNode? value) in fields.ToArray())
            {
                if (value?.GetValueKind() == JsonValueKind.String && Fields.Contains(name, StringComparer.Ordinal))
                {
                    fields[name] = $"{value} {Hostile}";
                }
                else
                {
                    Poison(value);
                }
            }
        }
    }
}
