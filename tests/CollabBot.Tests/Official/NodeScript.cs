using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using CollabBot.Tests.Harness;

namespace CollabBot.Tests.Official;

/// <summary>A vendor's own client, run by Node from this machine: a script beside its <c>package.json</c>, which prints JSON lines and ends with its input.</summary>
internal sealed class NodeScript : IAsyncDisposable
{
    private static readonly SemaphoreSlim Installing = new(1, 1);
    private readonly Process process;

    private NodeScript(Process process) => this.process = process;

    /// <summary>Starts <paramref name="script"/> of a folder below <c>Official</c>, with its packages there; the plan is its only argument.</summary>
    public static async Task<NodeScript> StartAsync(string folder, string script, JsonObject plan, CancellationToken cancel)
    {
        var directory = Path.Combine(Source.Root, "tests", "CollabBot.Tests", "Official", folder);
        await InstallAsync(directory, cancel);
        return new NodeScript(Start("node", directory, script, plan.ToJsonString()));
    }

    /// <summary>The next line it prints; fails with what it complained about when it ends instead.</summary>
    public async Task<JsonObject> NextAsync(CancellationToken cancel)
    {
        while (await process.StandardOutput.ReadLineAsync(cancel) is { } line)
        {
            // The client prints notes of its own between our lines
            if (Parse(line) is { } said)
                return said;
        }

        throw new InvalidOperationException("the script ended: " + await process.StandardError.ReadToEndAsync(cancel));
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private static JsonObject? Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task InstallAsync(string directory, CancellationToken cancel)
    {
        await Installing.WaitAsync(cancel);
        try
        {
            // npm writes this file last
            if (File.Exists(Path.Combine(directory, "node_modules", ".package-lock.json")))
                return;
            using var npm = Start("npm", directory, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            var complaints = npm.StandardError.ReadToEndAsync(cancel);
            await npm.StandardOutput.ReadToEndAsync(cancel);
            await npm.WaitForExitAsync(cancel);
            if (npm.ExitCode != 0)
                Assert.Fail($"`npm ci` in {directory} could not install the vendor's client, which this test needs once; with a network it takes a few seconds. npm said: {await complaints}");
        }
        finally
        {
            Installing.Release();
        }
    }

    private static Process Start(string program, string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() && program == "npm" ? "npm.cmd" : program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Proxies are for the outside; the simulator is on this machine
        start.Environment["NO_PROXY"] = start.Environment["no_proxy"] = "127.0.0.1,localhost";
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new InvalidOperationException($"`{program}` is not on this machine: install Node.js 20 or later, with npm, to run the tests with the vendor's own client");
        }
    }
}
