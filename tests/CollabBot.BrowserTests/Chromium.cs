using Microsoft.Playwright;

namespace CollabBot.BrowserTests;

/// <summary>One browser for all tests. Without Chromium on the machine they are ignored with the reason; nothing else lets them pass unseen.</summary>
[SetUpFixture]
public sealed class Chromium
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private static IPlaywright? playwright;

    /// <summary>The running browser.</summary>
    public static IBrowser Browser { get; private set; } = null!;

    private static string Executable => Environment.GetEnvironmentVariable("COLLABBOT_TEST_CHROMIUM") ?? "/usr/bin/chromium";

    [OneTimeSetUp]
    public static async Task OpenAsync()
    {
        if (!File.Exists(Executable))
            Assert.Ignore($"There is no Chromium at {Executable}; install it or set COLLABBOT_TEST_CHROMIUM");
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = Flags });
    }

    [OneTimeTearDown]
    public static async Task CloseAsync()
    {
        if (playwright is null)
            return;
        await Browser.CloseAsync();
        playwright.Dispose();
    }
}
