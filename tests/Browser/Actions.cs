using Dutchbook.Execution;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dutchbook.Browser;

/// <summary>What a person does from the page: halt, judge, trade.</summary>
[Collection(DashboardTests.Name)]
public sealed class Actions(DashboardFixture dashboard)
{
    private const string PressTrade = """
        () => {
          const all = [...document.querySelectorAll('main button')];
          const button = all.find(one => one.textContent.startsWith('Trade by hand'));
          button?.click();
          return button !== undefined && !button.disabled;
        }
        """;

    [Fact]
    public async Task The_kill_switch_takes_one_click_and_one_confirmation_and_trading_resumes_by_a_person()
    {
        IPage page = await dashboard.OpenAsync("health");
        await page.GetByRole(AriaRole.Button, new() { Name = "Halt", Exact = true }).ClickAsync();
        await page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Halt now" }).ClickAsync();
        await Expect(page.Locator(".mode")).ToContainTextAsync("HALTED");
        await Expect(page.Locator(".banner")).ToContainTextAsync("Nothing is sent.");
        await ResumeAsync(page);
        await Expect(page.Locator("dialog[open]")).ToContainTextAsync("Wait until a minute has passed");
        await page.Keyboard.PressAsync("Escape");

        // The minute is over, and meanwhile the instance found a reason of its own.
        DateTimeOffset before = TimeProvider.System.GetUtcNow().AddHours(-1);
        dashboard.Flag.Set(
            new TradingModeState(TradingMode.Halted, "a fill nobody ordered", before, NeedsPerson: true));
        await Expect(page.Locator(".banner")).ToContainTextAsync("a fill nobody ordered");
        await Expect(page.Locator(".banner")).ToContainTextAsync("A person must resume.");
        await ResumeAsync(page);
        await Expect(page.Locator(".mode")).ToHaveTextAsync("DRY RUN");
    }

    [Fact]
    public async Task A_cancelled_confirmation_halts_nothing()
    {
        IPage page = await dashboard.OpenAsync("now");
        await page.GetByRole(AriaRole.Button, new() { Name = "Halt", Exact = true }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await Expect(page.Locator(".mode")).ToHaveTextAsync("DRY RUN");
    }

    [Fact]
    public async Task The_review_queue_is_worked_by_keyboard()
    {
        IPage page = await dashboard.OpenAsync("relations");
        ILocator waiting = page.Locator(".picks li");
        await Expect(waiting).ToHaveCountAsync(BrowserHome.Waiting.Count);
        await Expect(page.Locator(".picked")).ToContainTextAsync("differs");
        await Expect(page.Locator(".picked svg.graph")).ToBeVisibleAsync();
        string first = await page.Locator(".picked h2 code").First.InnerTextAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator(".picked h2 code").First).Not.ToHaveTextAsync(first);
        await DecideAsync(page, "r", "they speak of two meetings", "Rejected.");
        await Expect(waiting).ToHaveCountAsync(BrowserHome.Waiting.Count - 1);
        await DecideAsync(page, "a", "read both", "Approved.");
        await Expect(waiting).ToHaveCountAsync(BrowserHome.Waiting.Count - 2);
        await DecideAsync(page, "s", "ask again", "Suspended.");
        await Expect(waiting).ToHaveCountAsync(BrowserHome.Waiting.Count - 3);
    }

    [Fact]
    public async Task Matches_with_another_venue_are_decided_by_keyboard()
    {
        IPage page = await dashboard.OpenAsync("relations");
        await page.GetByRole(AriaRole.Link, new() { Name = "Matches elsewhere" }).ClickAsync();
        ILocator waiting = page.Locator(".picks li");
        await Expect(waiting).ToHaveCountAsync(BrowserHome.Matches.Count);
        await Expect(page.Locator(".picked")).ToContainTextAsync("differs");
        await Expect(page.Locator(".picked .rule").Last).ToContainTextAsync("<img src=x");
        Assert.Equal(0, await page.Locator("main img").CountAsync());
        await DecideAsync(page, "r", "another source", "Rejected.");
        await Expect(waiting).ToHaveCountAsync(BrowserHome.Matches.Count - 1);
        string second = await page.Locator(".picked h2 code").First.InnerTextAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator(".picked h2 code").First).Not.ToHaveTextAsync(second);
        await DecideAsync(page, "a", "read both", "Approved.");
        await Expect(waiting).ToHaveCountAsync(BrowserHome.Matches.Count - 2);
        await page.GetByRole(AriaRole.Button, new() { Name = "All" }).ClickAsync();
        await Expect(waiting).ToHaveCountAsync(BrowserHome.Matches.Count);
        await Expect(page.Locator(".picks")).ToContainTextAsync("rejected");
    }

    [Fact]
    public async Task A_trade_by_hand_shows_its_plan_and_is_followed_as_a_timeline()
    {
        // An instance that was killed in the middle of a trade looks up for most of a minute what became of its orders.
        IPage page = await dashboard.OpenAsync("now");
        await Expect(page.Locator("main")).ToContainTextAsync("agree with the account.", new() { Timeout = 150_000 });
        await page.GotoAsync($"{dashboard.Instance.Address}#/opportunities");
        await page.Locator(".rowlink").First.WaitForAsync();

        // What is above the thresholds is soon traded without a person.
        await page.GetByLabel("Below thresholds").CheckAsync();
        await Expect(page.Locator("tbody")).ToContainTextAsync("below the");
        string[] found =
            await page.Locator(".rowlink").EvaluateAllAsync<string[]>("links => links.map(link => link.hash)");
        List<string> refused = [];
        foreach (string hash in found)
        {
            await page.GotoAsync($"{dashboard.Instance.Address}{hash}");
            await page.Locator("table.worlds").WaitForAsync();

            // At once, where there is a button: meanwhile the instance trades too, and takes it away.
            if (!await page.EvaluateAsync<bool>(PressTrade))
            {
                refused.Add($"{hash}: no button to press");
                continue;
            }

            ILocator dialog = page.Locator("dialog[open]");
            await dialog.WaitForAsync();
            string told = await dialog.InnerTextAsync();
            if (!told.Contains("Trade on paper?", StringComparison.Ordinal))
            {
                refused.Add($"{hash}: {told}");
                await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
                continue;
            }

            await Expect(dialog).ToContainTextAsync("no order leaves this machine");
            await Expect(dialog).ToContainTextAsync("at no more than");
            await Expect(dialog).ToContainTextAsync("Only some legs fill");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Trade on paper" }).ClickAsync();
            await Expect(page.Locator("section[aria-label=Timeline]")).ToContainTextAsync("planned");
            await Expect(page.Locator("section[aria-label=Timeline]")).ToContainTextAsync("Reserved");
            return;
        }

        Assert.Fail($"Mispricings are planted, yet none could be traded by hand: {string.Join('\n', refused)}");
    }

    private static async Task ResumeAsync(IPage page)
    {
        await page.Locator("#bar").GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
    }

    private static async Task DecideAsync(IPage page, string key, string why, string said)
    {
        string shown = await page.Locator(".picked h2 code").First.InnerTextAsync();
        await page.Keyboard.PressAsync(key);
        await page.Locator("dialog[open] input").FillAsync(why);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#said")).ToHaveTextAsync(said);
        await Expect(page.Locator(".picked h2 code", new() { HasText = shown })).ToHaveCountAsync(0);
    }
}
