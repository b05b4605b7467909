using Dutchbook.Execution;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dutchbook.Browser;

/// <summary>An instance that sends orders, to an exchange of play money: nobody can take it for a dry run.</summary>
[Collection(DashboardTests.Name)]
public sealed class LiveMode(DashboardFixture dashboard)
{
    [Fact]
    public async Task Live_is_unmistakable_on_every_page_and_a_halt_is_verified_at_the_exchange()
    {
        IPage page = await dashboard.OpenAsync("now");
        await Expect(page.Locator(".mode")).ToHaveTextAsync("DRY RUN");
        await dashboard.Instance.StopAsync();
        try
        {
            Assert.Equal(0, await dashboard.Instance.CommandAsync("reconcile", "--adopt", "--yes"));
            await dashboard.Instance.StartAsync("--live");
            page = await dashboard.OpenAsync("now");
            foreach (string place in (string[])["now", "opportunities", "trades", "settings"])
            {
                await page.GotoAsync($"{dashboard.Instance.Address}#/{place}");
                await Expect(page.Locator(".mode.live")).ToHaveTextAsync("LIVE");
                await Expect(page.Locator(".mode.live")).ToHaveAttributeAsync("title", "Orders go to the exchange with real money.");
            }

            await page.GetByRole(AriaRole.Button, new() { Name = "Halt", Exact = true }).ClickAsync();
            IResponse answer = await page.RunAndWaitForResponseAsync(
                () => page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Halt now" }).ClickAsync(),
                static response => response.Url.EndsWith("/api/v1/halt", StringComparison.Ordinal));
            await Expect(page.Locator(".mode.halted")).ToContainTextAsync("HALTED");
            Assert.Contains("\"resting\":0,\"verified\":true", await answer.TextAsync(), StringComparison.Ordinal);
        }
        finally
        {
            await dashboard.Instance.StopAsync();
            dashboard.Flag.Set(new TradingModeState(TradingMode.Active, "", TimeProvider.System.GetUtcNow()));
            await dashboard.Instance.StartAsync();
        }
    }
}
