using System.Text.Json;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dutchbook.Browser;

/// <summary>Each page is checked by axe in light and dark, and walked through by keyboard.</summary>
[Collection(DashboardTests.Name)]
public sealed class Accessibility(DashboardFixture dashboard)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_serious_on_any_page(ColorScheme scheme)
    {
        // Only for the check is the policy lifted: it would forbid the check's own script.
        IPage page = await dashboard.OpenAsync("now", new() { ColorScheme = scheme, BypassCSP = true });
        await page.GotoAsync($"{dashboard.Instance.Address}#/opportunities");
        string first = (await page.Locator(".rowlink").First.GetAttributeAsync("href"))![2..];
        await page.EvaluateAsync(Script());
        List<string> found = [];
        foreach (string where in Screens.Where.Append(first))
        {
            await page.EvaluateAsync("hash => { location.hash = hash; }", $"#/{where}");
            await page.Locator($"main .page.{where.Split('/')[0]}").WaitForAsync();
            JsonElement told = await page.EvaluateAsync<JsonElement>(
                """
                async () => (await axe.run(document,
                  { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }))
                  .violations.map(one => `${one.impact} ${one.id}: ${one.nodes[0].html.slice(0, 200)}`)
                """);
            found.AddRange(told.EnumerateArray().Select(one => $"{where}: {one.GetString()}"));
        }

        Assert.Empty(found);
    }

    [Fact]
    public async Task Everything_can_be_reached_by_keyboard()
    {
        IPage page = await dashboard.OpenAsync("now");
        await page.Keyboard.PressAsync("2");
        await Expect(page.Locator("#nav a[aria-current=page]")).ToContainTextAsync("Opportunities");
        await page.Locator(".rowlink").First.WaitForAsync();
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator("input[type=search]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator(".rowlink").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("table.worlds")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("?");
        await Expect(page.Locator("dialog[open]")).ToContainTextAsync("approve, reject or suspend");
    }

    [Fact]
    public async Task The_landmarks_are_there()
    {
        IPage page = await dashboard.OpenAsync("now");
        await Expect(page.GetByRole(AriaRole.Banner)).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Navigation)).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Main)).ToHaveCountAsync(1);
    }

    private static string Script()
    {
        using StreamReader reader = new(typeof(Accessibility).Assembly.GetManifestResourceStream("axe.min.js")!);
        return reader.ReadToEnd();
    }
}
