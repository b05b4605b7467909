using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dutchbook.Browser;

/// <summary>Each page with what the instance found on the sandbox exchange.</summary>
[Collection(DashboardTests.Name)]
public sealed partial class Pages(DashboardFixture dashboard)
{
    [Fact]
    public async Task Now_tells_mode_money_parts_and_the_funnel()
    {
        IPage page = await dashboard.OpenAsync("now");
        await Expect(page.Locator(".mode")).ToHaveTextAsync("DRY RUN");
        await Expect(page.Locator("#bar")).ToContainTextAsync("P&L today");
        await Expect(page.Locator("#bar .sign.good")).ToHaveTextAsync(Well());
        await Expect(page.Locator(".story")).ToContainTextAsync("baskets pay more than all they cost");
        await Expect(page.Locator("section[aria-label=Parts] li")).Not.ToHaveCountAsync(0);
        await Expect(page.Locator("section[aria-label='Why not more'] li").First).ToContainTextAsync("markets read");
    }

    [Fact]
    public async Task Opportunities_can_be_sorted_filtered_and_widened_by_near_misses()
    {
        IPage page = await dashboard.OpenAsync("opportunities");
        ILocator rows = page.Locator(".tablebox").First.Locator("tbody tr:not(.spacer)");
        await Expect(rows.First).ToContainTextAsync("$");
        await page.GetByRole(AriaRole.Button, new() { Name = "Size" }).ClickAsync();
        ILocator size = page.Locator("th", new() { HasText = "Size" }).First;
        await Expect(size).ToHaveAttributeAsync("aria-sort", "descending");
        await page.GetByLabel("Near misses").CheckAsync();
        await Expect(page.Locator("section[aria-label='Near misses']")).ToContainTextAsync("What would make it pay");
        await page.Locator("input[type=search]").FillAsync("no such market");
        await Expect(page.Locator("main")).ToContainTextAsync("Nothing matches.");
    }

    [Fact]
    public async Task An_opportunity_is_followed_from_the_list_to_its_proof_levels_rules_and_event()
    {
        IPage page = await dashboard.OpenAsync("opportunities");
        await page.Locator(".rowlink").First.ClickAsync();
        await Expect(page.Locator("table.worlds tr.worst")).ToContainTextAsync("worst");
        await Expect(page.Locator(".depth .taken").First).ToContainTextAsync("¢");
        await Expect(page.Locator("section[aria-label=Fees]")).ToContainTextAsync("At most, however the fills split");
        await Expect(page.Locator(".rule").First).ToContainTextAsync("resolves to Yes");
        IDownload proof =
            await page.RunAndWaitForDownloadAsync(() => page.GetByText("Download the proof").ClickAsync());
        Assert.EndsWith(".json", proof.SuggestedFilename, StringComparison.Ordinal);
        await page.Locator("section[aria-label=Relations] a[href^='#/event/']").First.ClickAsync();
        await Expect(page.Locator("section[aria-label='Where it breaks']")).ToContainTextAsync("break");
        await Expect(page.Locator("section[aria-label='Implied distribution'] svg[role=img]")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("events", "Event")]
    [InlineData("event/KXFED-26DEC", "Implied distribution")]
    [InlineData("relations", "Review queue")]
    [InlineData("matches", "Matches")]
    [InlineData("trades", "CSV, realised gains included")]
    [InlineData("positions", "What they are sure to be paid")]
    [InlineData("pnl", "Profit and loss")]
    [InlineData("settings", "trading.dry_run")]
    [InlineData("health", "Why nothing, or no more?")]
    public async Task A_page_shows_what_it_is_for(string where, string text)
    {
        IPage page = await dashboard.OpenAsync(where);
        await Expect(page.Locator("main")).ToContainTextAsync(text);
        await Expect(page.Locator("main .failed")).ToHaveCountAsync(0);
        await Expect(page.Locator("h1")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Secrets_are_not_in_the_settings()
    {
        IPage page = await dashboard.OpenAsync("settings");
        await page.Locator("input[type=search]").FillAsync("kalshi.key_id");
        await Expect(page.Locator(".tablebox tbody tr")).ToHaveCountAsync(1);
        Assert.DoesNotContain("00000000-0000", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_told_and_can_be_tried_again()
    {
        IPage page = await dashboard.OpenAsync("opportunity/0000000000000000");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Not there.");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToBeVisibleAsync();
    }

    [GeneratedRegex("well$")]
    private static partial Regex Well();
}
