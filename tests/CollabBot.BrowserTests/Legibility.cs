using Microsoft.Playwright;

namespace CollabBot.BrowserTests;

/// <summary>Measures a page as eyes and fingers would: contrast of every word, height of everything that can be pressed.</summary>
internal static class Legibility
{
    private const string FaintWords =
        """
        () => {
          const channels = colour => {
            const srgb = colour.match(/color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?/);
            if (srgb) return [srgb[1] * 255, srgb[2] * 255, srgb[3] * 255, +(srgb[4] ?? 1)];
            const [r, g, b, a] = colour.match(/[\d.]+/g).map(Number);
            return [r, g, b, a ?? 1];
          };
          const over = (top, below) => below.map((value, i) => value * (1 - top[3]) + top[i] * top[3]);
          const light = rgb => rgb.map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
          const behind = element => {
            const layers = [];
            for (let e = element; e; e = e.parentElement) {
              layers.unshift(channels(getComputedStyle(e).backgroundColor));
              if (layers[0][3] === 1) break;
            }
            return layers.reduce((below, top) => over(top, below), [255, 255, 255]);
          };
          const faint = new Set();
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const element = walker.currentNode.parentElement;
            if (!walker.currentNode.textContent.trim() || !element.checkVisibility() || ["SCRIPT", "OPTION"].includes(element.tagName)) continue;
            const style = getComputedStyle(element);
            if (style.backgroundImage !== "none") continue;
            const ground = behind(element);
            const [dark, bright] = [light(ground), light(over(channels(style.color), ground))].sort((a, b) => a - b);
            if ((bright + .05) / (dark + .05) < 4.5) faint.add(element.tagName + "." + element.className);
          }
          return [...faint];
        }
        """;

    private const string SmallTargets =
        """
        () => [...document.querySelectorAll("button, input:not([type=hidden], :disabled), select, textarea, summary, a:not(.page)")]
          .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 40)
          .map(e => e.tagName + "." + e.className + " " + e.textContent.trim())
        """;

    /// <summary>Elements whose words stand out from what is behind them by less than 4.5 to 1.</summary>
    public static Task<string[]> FaintWordsAsync(IPage page) => page.EvaluateAsync<string[]>(FaintWords);

    /// <summary>What can be pressed and is less than 40 pixels tall; links inside a sentence are left out.</summary>
    public static Task<string[]> SmallTargetsAsync(IPage page) => page.EvaluateAsync<string[]>(SmallTargets);
}
