using Microsoft.Playwright;

namespace CollabBot.BrowserTests;

/// <summary>Wide and narrow, bright and dark: nothing faint, nothing too small to press, nothing wider than the window. COLLABBOT_PICTURES keeps what was seen.</summary>
internal static class Looks
{
    public static async Task RightAsync(Visitor visitor, string name)
    {
        var page = visitor.Page;
        var size = page.ViewportSize!;
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            foreach (var width in new[] { 1440, 390 })
            {
                await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                await page.SetViewportSizeAsync(width, 900);
                // Colours fade over
                await page.EvaluateAsync("() => Promise.all(document.getAnimations().map(a => a.finished)).then(() => true)");
                Assert.That(await Legibility.FaintWordsAsync(page), Is.Empty, $"{name} {scheme}");
                if (width == 390)
                    Assert.That(await Legibility.SmallTargetsAsync(page), Is.Empty, name);
                Assert.That(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width), name);
                if (Environment.GetEnvironmentVariable("COLLABBOT_PICTURES") is { Length: > 0 } folder)
                    await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}-{width}-{scheme}.png"), FullPage = true });
            }

        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }
}
