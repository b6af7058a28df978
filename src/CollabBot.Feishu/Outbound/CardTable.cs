using System.Globalization;
using System.Text.Json.Nodes;
using CollabBot.Core.Docs;

namespace CollabBot.Feishu.Outbound;

/// <summary>A table as the table component: https://open.feishu.cn/document/feishu-cards/card-json-v2-components/content-components/table</summary>
internal static class CardTable
{
    private const int MostColumns = 50;

    public static bool Takes(Block.Table table) => table is { Rows.Count: > 0, Header.Count: > 0 and <= MostColumns };

    public static JsonObject Of(Block.Table table, BlockMarkdown markdown)
    {
        var columns = table.Header.Select((head, i) => new JsonObject
        {
            ["name"] = Column(i),
            ["display_name"] = PlainText.Clip(PlainText.Of(head.Text), 100),
            ["data_type"] = "markdown",
            ["width"] = "auto",
        });
        var rows = table.Rows.Select(row => new JsonObject([.. row.Cells.Take(table.Header.Count).Select((cell, i) => KeyValuePair.Create(Column(i), (JsonNode?)markdown.Cell(cell)))]));
        return new JsonObject
        {
            ["tag"] = "table",
            ["page_size"] = Math.Clamp(table.Rows.Count, 1, 10),
            ["row_height"] = "auto",
            ["header_style"] = new JsonObject { ["background_style"] = "grey", ["bold"] = true },
            ["columns"] = new JsonArray([.. columns]),
            ["rows"] = new JsonArray([.. rows]),
        };
    }

    private static string Column(int index) => string.Create(CultureInfo.InvariantCulture, $"c{index}");
}
