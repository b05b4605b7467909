using Microsoft.Playwright;
using Xunit;

namespace Dutchbook.Browser;

/// <summary>
/// Every page fits a phone and a desk, in light and dark. Where DUTCHBOOK_SCREENSHOTS names a folder, the pictures are
/// kept there for whoever reviews a change.
/// </summary>
[Collection(DashboardTests.Name)]
public sealed class Screens(DashboardFixture dashboard)
{
    /// <summary>All pages but the one of an opportunity, whose address is not known beforehand.</summary>
    internal static readonly string[] Where =
    [
        "now", "opportunities", "events", "event/KXFED-26DEC", "relations", "matches",
        "trades", "positions", "pnl", "settings", "health",
    ];

    [Theory]
    [InlineData("phone", 390, 844, ColorScheme.Light)]
    [InlineData("phone", 390, 844, ColorScheme.Dark)]
    [InlineData("desk", 1360, 850, ColorScheme.Light)]
    [InlineData("desk", 1360, 850, ColorScheme.Dark)]
    public async Task No_page_is_wider_than_the_screen(string name, int width, int height, ColorScheme scheme)
    {
        ViewportSize size = new() { Width = width, Height = height };
        IPage page = await dashboard.OpenAsync("opportunities", new() { ColorScheme = scheme, ViewportSize = size });
        string first = (await page.Locator(".rowlink").First.GetAttributeAsync("href"))![2..];
        foreach (string where in Where.Append(first))
        {
            await page.EvaluateAsync("hash => { location.hash = hash; }", $"#/{where}");
            await page.Locator($"main .page.{where.Split('/')[0]}").WaitForAsync();
            int overhang = await page.EvaluateAsync<int>("() => document.body.parentElement.scrollWidth - innerWidth");
            Assert.True(overhang <= 0, $"{where} is {overhang} wider than {width}");
            if (Environment.GetEnvironmentVariable("DUTCHBOOK_SCREENSHOTS") is { Length: > 0 } folder)
            {
                string file = $"{where.Split('/')[0]}-{name}-{scheme}.png".ToLowerInvariant();
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, file), FullPage = true });
            }
        }
    }
}
