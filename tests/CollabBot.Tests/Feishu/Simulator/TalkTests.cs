using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CollabBot.Simulators.Feishu;
using CollabBot.Tests.Harness;

namespace CollabBot.Tests.Feishu.Simulator;

/// <summary>The simulator by hand, as docs/simulators.md tells it.</summary>
[CancelAfter(60_000)]
public sealed class TalkTests
{
    [Test]
    public async Task A_line_is_said_and_what_the_bot_sends_and_changes_is_shown_at_once(CancellationToken cancel)
    {
        await using var bot = await Receiver.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler());
        using var typed = new Lines();
        using var shown = new Screen();
        var port = ServiceProcess.FreePort();
        var running = FeishuCommand.RunAsync(["--port", $"{port}", "--webhook", bot.Address.ToString()], TestTime.Real, typed, shown);
        typed.Type("帮助");
        await shown.UntilAsync("<- taken", cancel);
        typed.Type("@卡点 列表");
        while (bot.Bodies.Count < 2)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TestTime.Real, cancel);

        var world = new FeishuWorld();
        var address = $"http://127.0.0.1:{port}";
        using var asked = await http.PostAsJsonAsync($"{address}/open-apis/auth/v3/tenant_access_token/internal", new { app_id = world.AppId, app_secret = world.AppSecret }, cancel);
        var token = JsonNode.Parse(await asked.Content.ReadAsStringAsync(cancel))!["tenant_access_token"]!.ToString();
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var sent = await http.PostAsJsonAsync($"{address}/open-apis/im/v1/messages?receive_id_type=chat_id", new { receive_id = "oc_g", msg_type = "interactive", content = Card("一条卡点") }, cancel);
        await shown.UntilAsync("   一条卡点", cancel);
        await shown.UntilAsync("   [认领]", cancel);
        var id = JsonNode.Parse(await sent.Content.ReadAsStringAsync(cancel))!["data"]!["message_id"]!.ToString();
        using var changed = await http.PatchAsJsonAsync($"{address}/open-apis/im/v1/messages/{id}", new { content = Card("两条卡点") }, cancel);
        await shown.UntilAsync($"~> interactive {id} in oc_g", cancel);
        await shown.UntilAsync("   两条卡点", cancel);
        typed.End();
        Assert.That(await running.WaitAsync(cancel), Is.Zero);
    }

    [Test]
    public async Task A_port_that_is_taken_is_named_with_a_way_out()
    {
        await using var there = await Caller.StartAsync();
        using var shown = new Screen();
        var port = new Uri(there.Simulator.Address).Port;
        Assert.That(await FeishuCommand.RunAsync(["--port", $"{port}"], TestTime.Real, TextReader.Null, shown), Is.EqualTo(2));
        Assert.That(shown.Text, Does.Contain($"Port {port}").And.Contain("--port N"));
    }

    [Test]
    public async Task Help_tells_the_switches()
    {
        using var shown = new Screen();
        await FeishuCommand.RunAsync(["--help"], TestTime.Real, TextReader.Null, shown);
        Assert.That(shown.Text, Does.Contain("--drop-every").And.Contain("/_sim/faults"));
    }

    private static string Card(string words) => new JsonObject
    {
        ["schema"] = "2.0",
        ["body"] = new JsonObject
        {
            ["elements"] = new JsonArray(
                new JsonObject { ["tag"] = "markdown", ["content"] = words },
                new JsonObject
                {
                    ["tag"] = "button",
                    ["text"] = new JsonObject { ["tag"] = "plain_text", ["content"] = "认领" },
                    ["behaviors"] = new JsonArray(new JsonObject { ["type"] = "callback", ["value"] = new JsonObject { ["line"] = "认领" } }),
                }),
        },
    }.ToJsonString();

    private sealed class Lines : TextReader
    {
        private readonly BlockingCollection<string?> lines = [];

        public void Type(string line) => lines.Add(line);

        public void End() => lines.Add(null);

        public override string? ReadLine() => lines.Take();

        // Whoever still reads learns that nothing comes any more
        protected override void Dispose(bool disposing)
        {
            End();
            base.Dispose(disposing);
        }
    }

    private sealed class Screen : StringWriter
    {
        private readonly Lock gate = new();

        public string Text
        {
            get
            {
                lock (gate)
                    return ToString();
            }
        }

        public override Encoding Encoding => Encoding.UTF8;

        public override Task WriteLineAsync(string? value)
        {
            lock (gate)
                WriteLine(value);
            return Task.CompletedTask;
        }

        public async Task UntilAsync(string says, CancellationToken cancel)
        {
            while (!Text.Contains(says, StringComparison.Ordinal))
            {
                Assert.That(cancel.IsCancellationRequested, Is.False, () => Text);
                await Task.Delay(TimeSpan.FromMilliseconds(5), TestTime.Real, CancellationToken.None);
            }
        }
    }
}
