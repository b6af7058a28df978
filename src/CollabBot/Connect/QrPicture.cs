using System.Text;
using QRCoder;

namespace CollabBot.Connect;

/// <summary>A link as a picture to scan.</summary>
internal static class QrPicture
{
    private const int Border = 2;

    /// <summary>For a page: a PNG as a data address.</summary>
    public static string DataUrl(string link)
    {
        using var data = QRCodeGenerator.GenerateQrCode(link, QRCodeGenerator.ECCLevel.L);
        using var code = new PngByteQRCode(data);
        return "data:image/png;base64," + Convert.ToBase64String(code.GetGraphic(6));
    }

    /// <summary>For a terminal, two rows of dots in one line; light on dark and dark on light are both read by phones.</summary>
    public static string Text(string link)
    {
        using var data = QRCodeGenerator.GenerateQrCode(link, QRCodeGenerator.ECCLevel.L);
        var rows = data.ModuleMatrix;
        // The generator's own margin is wider than a terminal has room for
        const int margin = 4 - Border;
        var (size, drawn) = (rows.Count - margin, new StringBuilder());
        bool Dark(int y, int x) => y < size && rows[y][x];
        for (var y = margin; y < size; y += 2)
        {
            for (var x = margin; x < size; x++)
                drawn.Append((Dark(y, x), Dark(y + 1, x)) switch { (false, false) => '█', (false, true) => '▀', (true, false) => '▄', _ => ' ' });
            drawn.Append('\n');
        }

        return drawn.ToString();
    }

    /// <summary>True when a terminal of this size shows all of a picture at once, as a phone needs it.</summary>
    public static bool Fits(string picture, int width, int height) =>
        picture.IndexOf('\n', StringComparison.Ordinal) is var columns && columns < width && picture.Count(c => c == '\n') < height;
}
