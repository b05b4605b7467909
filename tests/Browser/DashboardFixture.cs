using Dutchbook.Sandbox;
using Microsoft.Playwright;
using Xunit;

namespace Dutchbook.Browser;

/// <summary>One sandbox exchange, one instance that runs against it, and one browser, for all tests in turn.</summary>
public sealed class DashboardFixture : IAsyncLifetime
{
    private Chromium? _chromium;
    private SandboxServer? _server;
    private BrowserHome? _home;

    internal RunInstance Instance { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Program is null)
        {
            return;
        }

        _server = await SandboxServer.StartAsync(
            Universe.Demo(TimeProvider.System.GetUtcNow()), new SandboxOptions { Tier = UsageTier.Prestige }, default);
        _home = new BrowserHome(_server);
        Instance = new RunInstance(_home);
        Task<Chromium> browser = Chromium.StartAsync();
        await Instance.StartAsync();
        _chromium = await browser;
    }

    /// <summary>A browser window of its own, signed in by a fresh link, at one of the pages.</summary>
    internal async Task<IPage> OpenAsync(string page, BrowserNewContextOptions? options = null)
    {
        Assert.SkipWhen(_chromium is null, "No Chromium is installed (apt-get install chromium), and DUTCHBOOK_CHROMIUM names none.");
        options ??= new BrowserNewContextOptions();
        options.ReducedMotion = ReducedMotion.Reduce;
        IBrowserContext context = await _chromium.Browser.NewContextAsync(options);
        context.SetDefaultTimeout(20_000);
        IPage opened = await context.NewPageAsync();
        await opened.GotoAsync(await Instance.NewLinkAsync());
        await opened.GotoAsync($"{Instance.Address}#/{page}");
        await opened.Locator("main .page:not(.loading)").First.WaitForAsync();
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
            await Instance.DisposeAsync();
            await _server!.DisposeAsync();
            _home!.Dispose();
        }
    }
}

/// <summary>The tests share an instance, so they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class DashboardTests : ICollectionFixture<DashboardFixture>
{
    public const string Name = "dashboard";
}
