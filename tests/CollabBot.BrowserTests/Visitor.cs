using Microsoft.Playwright;

namespace CollabBot.BrowserTests;

/// <summary>Somebody in front of the playground, doing what a person does: typing, pressing, switching.</summary>
internal sealed class Visitor(IPage page, string address)
{
    private readonly List<string> complaints = [];

    /// <summary>The page as it is now.</summary>
    public IPage Page { get; } = page;

    /// <summary>What the browser's console had to complain about.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <summary>Opens a window of the given size.</summary>
    public static async Task<Visitor> ArriveAsync(string address, int width = 1440, int height = 900, string locale = "zh-CN")
    {
        var context = await Chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = locale,
        });
        var visitor = new Visitor(await context.NewPageAsync(), address);
        visitor.Page.PageError += (_, error) => visitor.complaints.Add(error);
        visitor.Page.Console += (_, message) =>
        {
            if (message.Type == "error")
                visitor.complaints.Add(message.Text);
        };
        visitor.Page.Dialog += async (_, dialog) =>
        {
            visitor.complaints.Add("dialog: " + dialog.Message);
            await dialog.DismissAsync();
        };
        return visitor;
    }

    public Task OpenAsync(string path = "/") => Page.GotoAsync(address + path);

    public async Task SayAsync(string text)
    {
        await Page.FillAsync("#composer textarea", text);
        await Page.PressAsync("#composer textarea", "Enter");
    }

    /// <summary>Clicks a name in the persona switch.</summary>
    public Task BecomeAsync(string name) => Page.Locator(".persona", new PageLocatorOptions { HasText = name }).ClickAsync();

    /// <summary>The newest message whose card title holds the text.</summary>
    public ILocator Card(string title) => Page.Locator(".message", new PageLocatorOptions
    {
        Has = Page.Locator(".card-title", new PageLocatorOptions { HasText = title }),
    }).Last;

    /// <summary>Presses a button of that card.</summary>
    public Task PressAsync(string title, string button) =>
        Card(title).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = button, Exact = true }).ClickAsync();
}
