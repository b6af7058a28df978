using CollabBot.Connect;

namespace CollabBot.Tests.Connect;

/// <summary>What a phone is held against.</summary>
internal sealed class QrPictureTests
{
    private const string Link = "https://open.feishu.cn/page/launcher?user_code=CBOT-2026";

    [Test]
    public void A_terminal_shows_it_square_with_its_three_corners_and_a_margin()
    {
        var dark = Dots(QrPicture.Text(Link));
        var size = dark.Max(row => row.Length);
        Assert.That(dark.Take(size), Has.All.Length.EqualTo(size));
        foreach (var (top, left) in new[] { (2, 2), (2, size - 9), (size - 9, 2) })
            for (var i = 0; i < 7; i++)
                Assert.That((dark[top][left + i], dark[top + i][left], dark[top + 3][left + i]), Is.EqualTo((true, true, i is not (1 or 5))), $"corner {top},{left} at {i}");
        Assert.That(dark.Take(2).SelectMany(r => r).Concat(dark.Select(r => r[0])), Has.None.True, "a code without margin is not found");
    }

    [Test]
    public void It_is_shown_only_where_all_of_it_is_seen_at_once()
    {
        var picture = QrPicture.Text(Link);
        var (columns, lines) = (picture.IndexOf('\n', StringComparison.Ordinal), picture.Count(c => c == '\n'));
        Assert.That(QrPicture.Fits(picture, columns + 1, lines + 1), Is.True);
        Assert.That(QrPicture.Fits(picture, columns, lines + 1), Is.False);
        Assert.That(QrPicture.Fits(picture, columns + 1, lines), Is.False);
        var made = QrPicture.Text(Link + "&from=sdk&tp=sdk&createOnly=true");
        Assert.That(QrPicture.Fits(made, 80, 24), Is.True, "an ordinary terminal");
    }

    [Test]
    public void A_page_gets_a_picture() => Assert.That(QrPicture.DataUrl(Link), Does.StartWith("data:image/png;base64,iVBOR"));

    private static List<bool[]> Dots(string text)
    {
        var rows = new List<bool[]>();
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            rows.Add([.. line.Select(c => c is '▄' or ' ')]);
            rows.Add([.. line.Select(c => c is '▀' or ' ')]);
        }

        return rows;
    }
}
