using Dutchbook.Sandbox;
using Dutchbook.Storage;
using Microsoft.Playwright;
using Xunit;

namespace Dutchbook.Browser;

/// <summary>One sandbox exchange, one instance that runs against it, and one browser, for all tests in turn.</summary>
public sealed class DashboardFixture : IAsyncLifetime
{
    private Chromium? _chromium;
    private SandboxServer? _server;
    private BrowserHome? _home;
    private IBrowserContext? _window;

    /// <summary>The kill switch, as another shell turns it.</summary>
    internal FileHaltFlag Flag => new(Path.Combine(_home!.Folder, "halt"));

    internal RunInstance Instance { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Program is null)
        {
            return;
        }

        // Other tests may keep the machine busy; nothing here measures time.
        Assertions.SetDefaultExpectTimeout(30_000);
        _server = await SandboxServer.StartAsync(
            Universe.Demo(TimeProvider.System.GetUtcNow()), new SandboxOptions { Tier = UsageTier.Prestige }, default);
        _home = new BrowserHome(_server);
        Instance = new RunInstance(_home);
        Task<Chromium> browser = Chromium.StartAsync();
        await Instance.StartAsync();
        _chromium = await browser;
    }

    /// <summary>A window of its own, signed in by a fresh link, at a page; the one before it closes.</summary>
    internal async Task<IPage> OpenAsync(string page, BrowserNewContextOptions? options = null)
    {
        Assert.SkipWhen(_chromium is null, Chromium.Missing);
        options ??= new BrowserNewContextOptions();
        options.ReducedMotion = ReducedMotion.Reduce;
        if (_window is not null)
        {
            await _window.CloseAsync();
        }

        _window = await _chromium.Browser.NewContextAsync(options);
        _window.SetDefaultTimeout(30_000);
        IPage opened = await _window.NewPageAsync();
        await opened.GotoAsync(await Instance.NewLinkAsync());
        await opened.GotoAsync($"{Instance.Address}#/{page}");
        await opened.Locator($"main .page.{page.Split('/')[0]}, main .page.failed").WaitForAsync();
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
