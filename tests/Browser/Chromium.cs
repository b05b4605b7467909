using Microsoft.Playwright;
using Xunit;

namespace Dutchbook.Browser;

/// <summary>The browser of this machine. Playwright's own is not used: a package of the system is enough.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    internal const string Missing =
        "No Chromium is installed (apt-get install chromium), and DUTCHBOOK_CHROMIUM names none.";

    private static readonly string[] Names =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe", "msedge.exe"];

    private readonly IPlaywright _driver;

    private Chromium(IPlaywright driver, IBrowser browser) => (_driver, Browser) = (driver, browser);

    public static string? Program { get; } = Environment.GetEnvironmentVariable("DUTCHBOOK_CHROMIUM") ?? Find();

    public IBrowser Browser { get; }

    public static async Task<Chromium> StartAsync()
    {
        Assert.SkipWhen(Program is null, Missing);
        IPlaywright driver = await Playwright.CreateAsync();

        // A container's root may not make the namespaces that the browser's sandbox needs; it opens only this instance.
        string[] rights = Environment.UserName == "root" ? ["--no-sandbox"] : [];
        return new Chromium(
            driver, await driver.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = rights }));
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _driver.Dispose();
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(static folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
