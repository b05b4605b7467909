using System.Text.Json;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dutchbook.Browser;

/// <summary>What the page does while the instance is away, and while rows come and go under the pointer.</summary>
[Collection(DashboardTests.Name)]
public sealed class Stream(DashboardFixture dashboard)
{
    [Fact]
    public async Task The_page_says_that_the_instance_is_gone_and_goes_on_when_it_is_back()
    {
        IPage page = await dashboard.OpenAsync("now");
        await dashboard.Instance.StopAsync();
        await Expect(page.Locator(".banner")).ToContainTextAsync("Disconnected.");
        await Expect(page.Locator("main .story")).ToBeVisibleAsync();
        await dashboard.Instance.StartAsync();

        // Its cookie was for the instance that is gone; a fresh link in another window of the browser serves this one.
        await Expect(page.Locator("main")).ToContainTextAsync("This browser is not signed in");
        IPage other = await page.Context.NewPageAsync();
        await other.GotoAsync(await dashboard.Instance.NewLinkAsync());
        await page.BringToFrontAsync();
        await Expect(page.Locator("main .story")).ToBeVisibleAsync();
        await Expect(page.Locator(".banner.bad")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_instance_that_stands_still_is_told_as_silent_and_what_is_shown_as_old()
    {
        IPage page = await dashboard.OpenAsync("now");
        await page.Clock.InstallAsync();
        await page.ReloadAsync();
        await Expect(page.Locator("main .story")).ToBeVisibleAsync();
        await Expect(page.Locator(".banner")).ToHaveCountAsync(0);
        Assert.SkipUnless(dashboard.Instance.TryPause(), "no process can be made to stand still here");
        try
        {
            await page.Clock.FastForwardAsync(20_000);
            await Expect(page.Locator(".banner.warn")).ToContainTextAsync("Nothing heard for 15 s. What you see may be old.");
            await Expect(page.Locator("main .story")).ToBeVisibleAsync();
        }
        finally
        {
            dashboard.Instance.TryContinue();
        }

        await page.Clock.FastForwardAsync(2_000);
        await Expect(page.Locator(".banner")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Rows_keep_their_place_while_the_pointer_is_over_them()
    {
        IPage page = await dashboard.OpenAsync("now");
        // One answer for the whole test, the first with rows: an instance that goes on must not turn them, the page asks when it
        // likes, and the first pass may not be over yet.
        string? answered = null;
        bool isTurned = false;
        await page.RouteAsync("**/api/v1/opportunities", async route =>
        {
            IAPIResponse answer = await route.FetchAsync();
            string text = await answer.TextAsync();
            bool hasRows = JsonDocument.Parse(text).RootElement.GetProperty("opportunities").GetArrayLength() > 1;
            string first = hasRows ? Interlocked.CompareExchange(ref answered, text, null) ?? text : Volatile.Read(ref answered) ?? text;
            string body = Volatile.Read(ref isTurned)
                ? first.Replace("\"edge\":\"", "\"edge\":\"-", StringComparison.Ordinal)
                : first;
            await route.FulfillAsync(new() { Response = answer, Body = body });
        });
        await page.GotoAsync($"{dashboard.Instance.Address}#/opportunities");
        ILocator links = page.Locator("tbody .rowlink");
        await links.First.WaitForAsync();
        string[] before = await HashesAsync(links);
        Assert.True(before.Length > 1, "one row has no place to lose");
        await page.Locator("tbody tr").First.HoverAsync();
        Volatile.Write(ref isTurned, true);
        await page.EvaluateAsync("() => document.dispatchEvent(new Event('visibilitychange'))");
        await Expect(page.Locator("tbody tr").First).ToContainTextAsync("−$");
        Assert.Equal(before, await HashesAsync(links));
        await page.Mouse.MoveAsync(1, 1);
        await Expect(links.First).Not.ToHaveAttributeAsync("href", before[0]);
    }

    private static Task<string[]> HashesAsync(ILocator links) =>
        links.EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
}
